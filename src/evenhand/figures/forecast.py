"""A forecast of the caseload: who will be there, what they will carry, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Range:
    """The middle and the two ends of what was simulated: half and nine tenths lie below."""

    low: Fraction
    middle: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Ahead:
    """One month ahead (or, in a backtest, one that has been): what is simulated for its last day.

    The first of a forecast is the eve of its first month, as it was measured.
    `happened` is what was measured since; None where it lies ahead. `meets` is the share
    of simulations in which the ratio is at or below the standard. `ratio` is None where
    nobody carries cases in more than one simulation of twenty.
    """

    on: date
    workers: Range
    cases: Range
    ratio: Range | None
    meets: Fraction
    happened: Fraction | None = None

    @property
    def inside(self) -> bool:
        """Whether what happened lies between the ends of what was simulated."""
        if self.happened is None or self.ratio is None:
            return False
        return self.ratio.low <= self.happened <= self.ratio.high


@dataclass(frozen=True, slots=True)
class Hires:
    """What one size of class would bring: the share of simulations that keep the standard."""

    each_class: int
    keeps: Fraction


@dataclass(frozen=True, slots=True)
class Forecast:
    """Simulated months, when the standard is met for good, and how many hires keep it.

    `each_class` is the size of class that the months are simulated with.
    `met_on` is a range of days on which it is first met and then kept to the end; None
    where even the middle (or an end) of the simulations does not get there. `enough` is
    the smallest class that keeps it with the certainty asked for, among `tried`.
    """

    counting: str
    standard: str
    most: Fraction
    begins: date
    seed: int
    draws: int
    months: tuple[Ahead, ...]
    met_on: tuple[date | None, date | None, date | None]
    certainty: Fraction
    each_class: int = 0
    enough: int | None = None
    tried: tuple[Hires, ...] = ()
    takes: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def been(self) -> tuple[Ahead, ...]:
        """The months that have been since; none where all of them lie ahead."""
        return tuple(month for month in self.months if month.happened is not None)

    @property
    def months_inside(self) -> int:
        """How many of those came out inside their range."""
        return sum(month.inside for month in self.been)
