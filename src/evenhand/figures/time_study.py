"""What a survey of random moments may say: work, never a worker.

No field of these types can hold a worker, so none can leave the engine: what each of
them did is squared and added up there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from evenhand.figures.period import Period


@dataclass(frozen=True, slots=True)
class ClusterTally:
    """Moments of one activity in the state, with what an error by clusters needs.

    A worker's moments are one cluster. `hits` of the `base` moments answered were of
    the activity; `clusters` workers answered. Over workers, `hits_squared` adds up their
    hits squared, `base_squared` their moments squared, `hits_by_base` hits × moments.
    One worker alone is refused: its counts would be that worker's own.
    """

    of: str
    hits: int
    base: int
    clusters: int
    hits_squared: int
    hits_by_base: int
    base_squared: int

    def __post_init__(self) -> None:
        if not (0 <= self.hits <= self.base and 2 <= self.clusters <= self.base):
            raise ValueError(f"moments are counted over two workers or more: {self}")


@dataclass(frozen=True, slots=True)
class MeasuredTime:
    """Minutes one assessment took: hours worked × the activity's share ÷ assessments made."""

    minutes: Fraction
    assessments: int


@dataclass(frozen=True, slots=True)
class ShouldTake:
    """Minutes one assessment should take, as a policy lays down; nobody measured them."""

    minutes: Fraction
    reference: str


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity's share of the moments answered, and how far a survey can tell it.

    `error` is the standard error with the worker as cluster, `low` and `high` the ends of
    the interval. `design_effect` says how many times as uncertain that makes the share as
    moments drawn one by one; it is None where nothing varies. `minutes` are those sampled.
    """

    of: str
    moments: int
    share: Fraction
    error: Fraction
    low: Fraction
    high: Fraction
    design_effect: Fraction | None
    minutes: int
    measured: MeasuredTime | None = None
    should_take: ShouldTake | None = None


@dataclass(frozen=True, slots=True)
class ActivitySurvey:
    """One survey of random moments: so many drawn, so many answered, and on what.

    `hours` are those worked by everyone the moments were drawn from, where given;
    `design_effect` is that of all activities together, weighted by what each varies.
    """

    period: Period
    as_of: date
    drawn: int
    answered: int
    confidence: Fraction
    activities: tuple[Activity, ...]
    design_effect: Fraction | None = None
    hours: Fraction | None = None
    flags: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()

    @property
    def response_rate(self) -> Fraction | None:
        """Moments answered out of moments drawn."""
        return Fraction(self.answered, self.drawn) if self.drawn else None
