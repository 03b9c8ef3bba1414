"""Headcount through time: a status's first and last day, and every day between.

A status that no worker has on a day on which others are counted has 0 heads, since all
heads were counted then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from evenhand.explanation.caseload import day_text
from evenhand.figures.caseload import Watch, Whom
from evenhand.reports.numerals import change_text, positions_text
from evenhand.reports.presenting import sentence_case

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
        return self.last - self.first

    @property
    def words(self) -> str:
        """The shape of the question: from so many then to so many now."""
        first, last = map(positions_text, (Fraction(self.first), Fraction(self.last)))
        who = sentence_case(self.status).replace("Case carrying", "Case-carrying")
        return (
            f"{who} workers: {first} on {day_text(self.first_on)}, "
            f"{last} on {day_text(self.last_on)} ({change_text(Fraction(self.change))})."
        )


def heads_by_day(watch: Watch, whom: Whom, role: str = "") -> dict[str, dict[date, int]]:
    """Heads by status and day, of one role or of all; case-carrying first, then the largest."""
    found: dict[str, dict[date, int]] = defaultdict(dict)
    own = [h for h in watch.headcounts if h.whom == whom and role in ("", h.role)]
    days = sorted({each.on for each in own})
    for each in own:
        by_day = found[each.status] or dict.fromkeys(days, 0)
        by_day[each.on] += each.heads
        found[each.status] = by_day
    return dict(sorted(found.items(), key=lambda item: (item[0] != CARRYING, _size(item))))


def _size(item: tuple[str, Mapping[date, int]]) -> tuple[int, str]:
    status, by_day = item
    return -by_day[max(by_day)], status


def headlines(watch: Watch) -> list[Headline]:
    """Each group's statuses from the first day to the last; by role too where there are several."""
    found = []
    for whom in dict.fromkeys(each.whom for each in watch.headcounts):
        roles = list(dict.fromkeys(h.role for h in watch.headcounts if h.whom == whom))
        for role in ("", *(roles if len(roles) > 1 else ())):
            by_status = heads_by_day(watch, whom, role)
            found += [_headline(whom, role, *each) for each in by_status.items()]
    return found


def _headline(whom: Whom, role: str, status: str, by_day: Mapping[date, int]) -> Headline:
    first, last = min(by_day), max(by_day)
    return Headline(whom, role, status, first, by_day[first], last, by_day[last])
