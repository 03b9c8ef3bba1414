"""Dailys: changes found day by day, put together into one number through time for each group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from evenhand.figures.spread import Daily

#: Branch, unit, what it is of, the day, and by how much it changed (or how often it happened).
Change = tuple[str, str, str, date, int]


def dailys(changes: Iterable[Change], first: date) -> list[Daily]:
    """One `Daily` for each branch, unit and thing; what changed before `first` is `before`.

    Changes of one day are added up, and days on which nothing changed are left out, as
    is a group that had none before and no change since.
    """
    found: dict[tuple[str, str, str], Counter[date]] = {}
    for branch, unit, of, day, change in changes:
        found.setdefault((branch, unit, of), Counter())[day] += change
    made = [_daily(key, days, first) for key, days in sorted(found.items())]
    return [daily for daily in made if daily.before or daily.changes]


def _daily(key: tuple[str, str, str], days: Counter[date], first: date) -> Daily:
    since = tuple((day, n) for day, n in sorted(days.items()) if day >= first and n)
    return Daily(*key, sum(n for day, n in days.items() if day < first), since)
