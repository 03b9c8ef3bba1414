"""A backtest: the formula on past years, and what followed. Hindsight, never an entitlement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from evenhand.figures.period import Period

#: Stands in everything a backtest says, so that no part of it is read without it.
HINDSIGHT = (
    "Hindsight: what this formula would have said of past years, seen from today. It was not in "
    "force then, and no branch is entitled to anything by it."
)


@dataclass(frozen=True, slots=True)
class Hindsight:
    """One program (or "all"): whole positions by one year's data, against the next year's quotas.

    Misplaced is half the sum of what branches have too many and too few. `moved` is how
    many positions would stand elsewhere than staff do now. Both of staff are None where
    nobody knows them, or there are more or fewer of them than positions shared. `rank` is
    Kendall's rank agreement, from −1 to 1, of what the formula gives branches beyond head
    count in the two years, neither made whole; None with fewer than two branches.
    """

    program: str
    shared: Fraction
    formula: Fraction
    head_count: Fraction
    staff: Fraction | None
    moved: Fraction | None
    rank: Fraction | None


@dataclass(frozen=True, slots=True)
class Followed:
    """What became of children in the next year, where branches would have gained, and lost."""

    program: str
    component: str
    gaining_hits: Fraction
    gaining_base: Fraction
    losing_hits: Fraction
    losing_base: Fraction

    @property
    def gaining_rate(self) -> Fraction | None:
        """The rate over all branches that would have gained; None without a child."""
        return self.gaining_hits / self.gaining_base if self.gaining_base else None

    @property
    def losing_rate(self) -> Fraction | None:
        """The rate over all branches that would have lost; None without a child."""
        return self.losing_hits / self.losing_base if self.losing_base else None


@dataclass(frozen=True, slots=True)
class YearPair:
    """One year, and the year after it."""

    year: Period
    after: Period
    programs: tuple[Hindsight, ...]
    followed: tuple[Followed, ...]


@dataclass(frozen=True, slots=True)
class Backtest:
    """The formula of one policy on past years; `notes` say what is not as it was then."""

    policy: str
    version: str
    as_of: date
    asked: str
    pairs: tuple[YearPair, ...]
    notes: tuple[str, ...]
    label: str = HINDSIGHT
