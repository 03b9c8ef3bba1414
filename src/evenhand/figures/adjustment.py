"""An adjustment: positions moved by hand after the formula, and who answers for it."""

from __future__ import annotations

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
