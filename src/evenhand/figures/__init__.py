"""Every type that crosses a wall. A room may hand another only what is named here."""

from evenhand.figures.account import Account, Accounted, Part
from evenhand.figures.adjustment import Adjustment
from evenhand.figures.award import Award
from evenhand.figures.figure import Figure
from evenhand.figures.incentives import Dial, Marginal, ReturnWorth
from evenhand.figures.judged import Funnel, FunnelLimit, Judged
from evenhand.figures.level_rule import Ages, LevelRule
from evenhand.figures.limits import Limits
from evenhand.figures.model import Fitted, Model, Moved
from evenhand.figures.period import Period
from evenhand.figures.place import Place
from evenhand.figures.redeployment import (
    Broken,
    Move,
    MoveRules,
    Person,
    Plan,
    Post,
    Stage,
    Standing,
)
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
    "Account",
    "Accounted",
    "Activity",
    "ActivitySurvey",
    "Adjustment",
    "Ages",
    "Award",
    "BoundCost",
    "BranchScore",
    "BranchTotal",
    "Broken",
    "ClusterTally",
    "Coefficient",
    "ComponentResult",
    "Dial",
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
    "Marginal",
    "MeasuredTime",
    "Misplaced",
    "Model",
    "Move",
    "MoveRules",
    "Moved",
    "Part",
    "Period",
    "Person",
    "Place",
    "Plan",
    "Post",
    "Pot",
    "ProgramResult",
    "RemovalPrice",
    "Result",
    "ReturnWorth",
    "Scores",
    "Settled",
    "ShouldTake",
    "Stage",
    "Standing",
    "Survey",
    "TableCount",
    "Tally",
    "Uncertainty",
]
