"""An adjustment: positions moved by hand after the formula, and who answers for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Adjustment:
    """`change` positions more (or fewer) for one branch in one program, by a person's decision.

    It never touches what the formula gave: both stand beside each other for ever.
    """

    branch: str
    program: str
    change: Fraction
    reason: str
    author: str
    decided_on: date


def moved_by_hand(adjustments: Sequence[Adjustment]) -> Fraction:
    """Positions that stand in another branch or program by hand than by the formula."""
    places: dict[tuple[str, str], Fraction] = {}
    for each in adjustments:
        at = each.branch, each.program
        places[at] = places.get(at, Fraction(0)) + each.change
    return sum((change for change in places.values() if change > 0), Fraction(0))


def program_by_hand(adjustments: Sequence[Adjustment], program: str) -> Fraction:
    """Positions a program was given (negative: taken) by hand, all branches together."""
    return sum((each.change for each in adjustments if each.program == program), Fraction(0))
