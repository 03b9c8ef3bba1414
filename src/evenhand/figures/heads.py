"""Heads: workers by status from a first day counted to a last, added up over roles.

A status that no worker has on a day on which others are counted has 0 heads, since all
heads were counted then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from evenhand.figures.caseload import Headcount, Whom

CARRYING = "case_carrying"


@dataclass(frozen=True, slots=True)
class Headline:
    """One status of one group on the first and on the last day counted; no role means all."""

    whom: Whom
    role: str
    status: str
    first_on: date
    first: int
    last_on: date
    last: int

    @property
    def change(self) -> int:
        """How many more there are on the last day."""
        return self.last - self.first


def heads_by_day(
    headcounts: Iterable[Headcount], whom: Whom, role: str = ""
) -> dict[str, dict[date, int]]:
    """Heads by status and day, of one role or of all; case-carrying first, then the largest."""
    found: dict[str, dict[date, int]] = defaultdict(dict)
    own = [h for h in headcounts if h.whom == whom and role in ("", h.role)]
    days = sorted({each.on for each in own})
    for each in own:
        by_day = found[each.status] or dict.fromkeys(days, 0)
        by_day[each.on] += each.heads
        found[each.status] = by_day
    return dict(sorted(found.items(), key=lambda item: (item[0] != CARRYING, _size(item))))


def _size(item: tuple[str, Mapping[date, int]]) -> tuple[int, str]:
    status, by_day = item
    return -by_day[max(by_day)], status


def headlines(headcounts: Iterable[Headcount]) -> Iterator[Headline]:
    """Each group's statuses from the first day to the last; by role too where there are several."""
    of_group: dict[Whom, list[Headcount]] = defaultdict(list)
    for each in headcounts:
        of_group[each.whom].append(each)
    for whom, own in of_group.items():
        roles = list(dict.fromkeys(each.role for each in own))
        for role in ("", *(roles if len(roles) > 1 else ())):
            for status, by_day in heads_by_day(own, whom, role).items():
                first, last = min(by_day), max(by_day)
                yield Headline(whom, role, status, first, by_day[first], last, by_day[last])
