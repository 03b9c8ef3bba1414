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

    @property
    def arrived(self) -> int:
        """How many arrived in all."""
        return sum(self.arrivals)

    @property
    def days(self) -> int:
        """The days in which they arrived."""
        return BLOCK * len(self.arrivals)

    @property
    def arriving(self) -> Fraction:
        """Arrivals a day."""
        return Fraction(self.arrived, self.days) if self.days else Fraction(0)

    @property
    def days_open(self) -> Fraction | None:
        """Days until an open one closes, in the mean; None where none closed."""
        return Fraction(self.case_days, self.closures) if self.closures else None

    @property
    def carried_share(self) -> Fraction:
        """The share of open cases with workers who count; 1 where none is open."""
        return Fraction(self.carried, self.open) if self.open else Fraction(1)

    @property
    def unevenness(self) -> Fraction:
        """How many times as much as chance the blocks differ: variance by mean, at least 1."""
        if len(self.arrivals) < 2 or not self.arrived:
            return Fraction(1)
        mean = Fraction(self.arrived, len(self.arrivals))
        squares = sum(((each - mean) ** 2 for each in self.arrivals), Fraction(0))
        return max(Fraction(1), squares / (len(self.arrivals) - 1) / mean)


@dataclass(frozen=True, slots=True)
class Situation:
    """The eve of the first month: who carries, trainees by their first day, every kind of case."""

    begins: date
    workers: int
    trainees: tuple[tuple[date, int], ...]
    flows: tuple[Flow, ...]

    @property
    def in_training(self) -> int:
        """All trainees, whenever they began."""
        return sum(heads for _, heads in self.trainees)


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
