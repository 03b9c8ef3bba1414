"""Every type that crosses a wall. A room may hand another only what is named here."""

from evenhand.figures.award import Award
from evenhand.figures.figure import Figure
from evenhand.figures.limits import Limits
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
from evenhand.figures.tally import Tally

__all__ = [
    "Award",
    "BoundCost",
    "BranchScore",
    "BranchTotal",
    "Coefficient",
    "ComponentResult",
    "Figure",
    "Filling",
    "Limits",
    "Listed",
    "Period",
    "Pot",
    "ProgramResult",
    "RemovalPrice",
    "Result",
    "Scores",
    "TableCount",
    "Tally",
]
