"""The situation a forecast starts from: who is there, what is open, and what is taken.

What was measured and what a policy states stand apart: `Situation` is the first, `Taken`
the second.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

#: Arrivals are counted in blocks of so many days, so that every block has the same weekdays.
BLOCK = 28


@dataclass(frozen=True, slots=True)
class Flow:
    """One kind of case in the days before the first month: open, arriving, closing.

    `carried` of the `open` cases are with workers who count. `arrivals` are by block of 28
    days; `closures` happened over `case_days`, the sum over the same days of cases open.
    """

    kind: str
    open: int
    carried: int
    arrivals: tuple[int, ...]
    closures: int
    case_days: int


@dataclass(frozen=True, slots=True)
class Situation:
    """The eve of the first month: who carries, trainees by their first day, every kind of case."""

    begins: date
    workers: int
    trainees: tuple[tuple[date, int], ...]
    flows: tuple[Flow, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken for the months ahead; shares are 0 to 1, and of a year where that matters.

    `growth` is by how much more arrives from one year to the next.
    """

    most: Fraction
    attrition: Fraction
    classes: int
    each_class: int
    training_days: int
    completes: Fraction
    certainty: Fraction
    months: int
    draws: int
    growth: Fraction = Fraction(0)
