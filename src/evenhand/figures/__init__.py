"""Every type that crosses a wall. A room may hand another only what is named here."""

from evenhand.figures.account import Account, Accounted, Part
from evenhand.figures.adjustment import Adjustment
from evenhand.figures.award import Award
from evenhand.figures.caseload import Counting, Load, Standard, Watch
from evenhand.figures.figure import Figure
from evenhand.figures.forecast import Forecast
from evenhand.figures.incentives import (
    Dial,
    Incentives,
    Marginal,
    NextPosition,
    ReturnWorth,
    Untold,
)
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
from evenhand.figures.rotation import Decision, Event, RotationRule
from evenhand.figures.rotation_judged import Fairness
from evenhand.figures.scenario import (
    Beside,
    Compared,
    ComponentBeside,
    MisplacedBeside,
    Scenario,
    Sweep,
    SweepPoint,
)
from evenhand.figures.score import BranchScore, Coefficient, Scores
from evenhand.figures.serving import Bought, Equity, Evenness, Needed, Served
from evenhand.figures.spread import Daily, Spread
from evenhand.figures.supply import BranchRoles, Cost, PostSupply, StatusCount, Supply
from evenhand.figures.suspicion import Check, Suspicion
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
    "Beside",
    "Bought",
    "BoundCost",
    "BranchRoles",
    "BranchScore",
    "BranchTotal",
    "Broken",
    "Check",
    "ClusterTally",
    "Coefficient",
    "Compared",
    "ComponentBeside",
    "ComponentResult",
    "Cost",
    "Counting",
    "Daily",
    "Decision",
    "Dial",
    "Equity",
    "Evenness",
    "Event",
    "Fairness",
    "Figure",
    "Filling",
    "Fitted",
    "Forecast",
    "Funnel",
    "FunnelLimit",
    "Incentives",
    "Interval",
    "Judged",
    "LevelRule",
    "Limits",
    "Listed",
    "Load",
    "Marginal",
    "MeasuredTime",
    "Misplaced",
    "MisplacedBeside",
    "Model",
    "Move",
    "MoveRules",
    "Moved",
    "Needed",
    "NextPosition",
    "Part",
    "Period",
    "Person",
    "Place",
    "Plan",
    "Post",
    "PostSupply",
    "Pot",
    "ProgramResult",
    "RemovalPrice",
    "Result",
    "ReturnWorth",
    "RotationRule",
    "Scenario",
    "Scores",
    "Served",
    "Settled",
    "ShouldTake",
    "Spread",
    "Stage",
    "Standard",
    "Standing",
    "StatusCount",
    "Supply",
    "Survey",
    "Suspicion",
    "Sweep",
    "SweepPoint",
    "TableCount",
    "Tally",
    "Uncertainty",
    "Untold",
    "Watch",
]
