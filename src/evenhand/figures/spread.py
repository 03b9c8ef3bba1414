"""Spreads and daily changes: what a measure of caseloads hands over, never a worker by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from evenhand.figures.period import Period


@dataclass(frozen=True, slots=True)
class Spread:
    """How often each value was met in one unit of one branch, in one period.

    `of` says what was met: "load" are worker-days by what was carried on them,
    "days over 12" workers by how many of their days were over 12, "longest spell over
    12" workers by the longest run of such days, "new" worker-months by cases taken on.
    """

    branch: str
    unit: str
    of: str
    period: Period
    counts: Mapping[int, int]

    @property
    def met(self) -> int:
        """How many were met, whatever the value: the worker-days, the workers."""
        return sum(self.counts.values())

    @property
    def total(self) -> int:
        """All values together: the case-days of a load."""
        return sum(value * times for value, times in self.counts.items())


@dataclass(frozen=True, slots=True)
class Daily:
    """One number of one unit of one branch through time, as changes from day to day.

    `before` is what it was on the eve of the period; a change holds from its own day on.
    Of what merely happens (closures, transfers) `before` is 0 and each change is what
    happened on that day. Days without a change are left out.
    """

    branch: str
    unit: str
    of: str
    before: int
    changes: tuple[tuple[date, int], ...]
