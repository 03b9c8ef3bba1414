"""Through time: months and fiscal years of a period, and what a daily number was on a day."""

from __future__ import annotations

from collections import deque
from collections.abc import Container, Iterable
from datetime import date, timedelta
from itertools import pairwise

from evenhand.figures.period import Period
from evenhand.figures.spread import Daily


def months_of(period: Period) -> tuple[Period, ...]:
    """The calendar months of a period; the first and the last may be parts of one."""
    return _cut(period, range(1, 13))


def years_of(period: Period, begins: int) -> tuple[Period, ...]:
    """The fiscal years of a period, each beginning with month `begins`; the ends may be parts."""
    return _cut(period, (begins,))


def _cut(period: Period, months: Container[int]) -> tuple[Period, ...]:
    """The period cut at the first day of each of these months."""
    days = (period.start + timedelta(n) for n in range(1, (period.end - period.start).days))
    cuts = [day for day in days if day.day == 1 and day.month in months]
    edges = [period.start, *cuts, period.end]
    return tuple(Period(start, end) for start, end in pairwise(edges))


def on_days(daily: Daily, days: Iterable[date]) -> dict[date, int]:
    """What the number was on each of these days."""
    value, changes = daily.before, deque(sorted(daily.changes))
    found = {}
    for day in sorted(set(days)):
        while changes and changes[0][0] <= day:
            value += changes.popleft()[1]
        found[day] = value
    return found
