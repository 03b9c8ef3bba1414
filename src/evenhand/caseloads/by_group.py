"""By group: what was measured unit by unit, added up for every group that a unit belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from evenhand.caseloads.through_time import on_days
from evenhand.caseloads.together import Groups, added
from evenhand.figures.caseload import Whom
from evenhand.figures.period import Period
from evenhand.figures.spread import Daily, Spread

#: By group and thing: how often each value was met in each part of the period.
Merged = dict[tuple[Whom, str], dict[Period, dict[int, int]]]
#: By group and thing: what the number was on each day asked for.
Held = dict[tuple[Whom, str], dict[date, int]]


def merged(spreads: Iterable[Spread], groups: Groups) -> Merged:
    """Spreads of units added up by group, thing and part of the period."""
    found: Merged = {}
    for spread in spreads:
        for whom in groups.of(spread.branch, spread.unit):
            parts = found.setdefault((whom, spread.of), {})
            parts[spread.period] = added((parts.get(spread.period, {}), spread.counts))
    return found


def within(spreads: Merged, whom: Whom, of: str, period: Period) -> dict[int, int]:
    """All parts that lie in the period, together; nothing where nobody was met."""
    parts = spreads.get((whom, of), {})
    if period in parts:
        return parts[period]
    return added(
        counts for p, counts in parts.items() if period.start <= p.start and p.end <= period.end
    )


def held_on(dailys: Iterable[Daily], days: Iterable[date], groups: Groups) -> Held:
    """What numbers of units were on each of these days, added up by group and thing."""
    wanted, found = sorted(set(days)), Held()
    for daily in dailys:
        values = on_days(daily, wanted)
        for whom in groups.of(daily.branch, daily.unit):
            sums = found.setdefault((whom, daily.of), dict.fromkeys(wanted, 0))
            for day, n in values.items():
                sums[day] += n
    return found


def weighed(daily: Daily, weight: int, of: str) -> Daily:
    """The same cases, each weighing so much, under another name."""
    changes = tuple((day, n * weight) for day, n in daily.changes)
    return replace(daily, of=of, before=daily.before * weight, changes=changes)
