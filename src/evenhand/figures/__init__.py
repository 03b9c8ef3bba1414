"""Every type that crosses a wall. A room may hand another only what is named here."""

from evenhand.figures.award import Award
from evenhand.figures.figure import Figure
from evenhand.figures.judged import Funnel, FunnelLimit, Judged
from evenhand.figures.level_rule import Ages, LevelRule
from evenhand.figures.limits import Limits
from evenhand.figures.model import Fitted, Model, Moved
from evenhand.figures.period import Period
from evenhand.figures.result import (
    BoundCost,
    BranchTotal,
    ComponentResult,
    Filling,
    Listed,
    Pot,
    ProgramResult,
    RemovalPrice,
    Result,
    TableCount,
)
from evenhand.figures.score import BranchScore, Coefficient, Scores
from evenhand.figures.tally import STATE, Tally
from evenhand.figures.time_study import (
    Activity,
    ActivitySurvey,
    ClusterTally,
    MeasuredTime,
    ShouldTake,
)
from evenhand.figures.uncertainty import Interval, Misplaced, Settled, Survey, Uncertainty

__all__ = [
    "STATE",
    "Activity",
    "ActivitySurvey",
    "Ages",
    "Award",
    "BoundCost",
    "BranchScore",
    "BranchTotal",
    "ClusterTally",
    "Coefficient",
    "ComponentResult",
    "Figure",
    "Filling",
    "Fitted",
    "Funnel",
    "FunnelLimit",
    "Interval",
    "Judged",
    "LevelRule",
    "Limits",
    "Listed",
    "MeasuredTime",
    "Misplaced",
    "Model",
    "Moved",
    "Period",
    "Pot",
    "ProgramResult",
    "RemovalPrice",
    "Result",
    "Scores",
    "Settled",
    "ShouldTake",
    "Survey",
    "TableCount",
    "Tally",
    "Uncertainty",
]
