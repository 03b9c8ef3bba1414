"""Carried by day: cases carried and workers who count, day after day, and all that is open.

"cases" are the cases of the kinds asked for that are carried, on each day, by workers who count
on it: one of the statuses asked for holds (and, where programs are named, in one of them).
"workers" are the heads that count. Both are by the worker's branch and unit. A case assigned
to two workers at once is carried by both, and two statuses at once make one head. `to_on`
is the first day no longer; an assignment that outlasts its case ends with it.

"open" are all cases of these kinds that are open in the branch, whoever has them, from
`opened_on` up to, but without, `closed_on`. Their unit is empty: a case lies in a branch. What is
open and not carried by anybody who counts stands outside any ratio; it is seen here.

A day's change stands at the day from which it holds; `before` is the eve of the period. A group
that had nothing and got nothing is left out.

Source: New York City Council, Committee on Children and Youth, hearing with ACS (how is the
caseload ratio determined); Evenhand method, section 12.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import narwhals.stable.v2 as nw

from evenhand.figures import Period
from evenhand.figures.spread import Daily
from evenhand.measures import measure
from evenhand.sources.carried import ZERO, Rule
from evenhand.sources.dailys import Change, dailys
from evenhand.sources.day_line import Line, counts, lines, load
from evenhand.sources.engine import CaseTables, flag, kept, rows

#: So many days leave the engine at once: what stands in a list here is dearer than there.
DAYS_AT_ONCE = 31


@measure(
    title="Cases carried, workers who count and cases open, day by day",
    reads={
        "case_assignments": ("case", "worker", "from_on", "to_on"),
        "cases": ("id", "branch", "kind", "opened_on", "closed_on"),
        "worker_status": ("worker", "status", "program", "from_on", "to_on"),
        "workers": ("id", "branch", "unit"),
    },
)
def carried_by_day(
    tables: CaseTables,
    period: Period,
    kinds: tuple[str, ...],
    statuses: tuple[str, ...],
    programs: tuple[str, ...],
) -> list[Daily]:
    """Count cases and workers by branch and unit, and open cases by branch, with each change."""
    rule = Rule(kinds, (1,) * len(kinds), statuses, programs)
    with_eve = Period(period.start - timedelta(days=1), period.end)
    return dailys(_changes(tables, with_eve, rule), period.start)


def _changes(tables: CaseTables, with_eve: Period, rule: Rule) -> Iterator[Change]:
    """One after another, never all in a list: there may be a few for each unit and day."""
    yield from _open(tables, with_eve, rule.kinds)
    for line in lines(tables, with_eve, rule):
        yield from _carried(line, with_eve)


def _carried(line: Line, with_eve: Period) -> Iterator[Change]:
    """What each unit's workers carried more (or less) than on the day before, and how many."""
    changed = line.changes.select(
        "slot",
        place=line.place,
        cases=_cases("after") - _cases("before"),
        workers=flag(counts("after")) - flag(counts("before")),
    )
    by = ("branch", "unit", "day")
    daily = (
        changed.join(line.workers, on="place")
        .with_columns(day=nw.col("slot") - nw.col("place") * line.stride)
        # Where the line of a worker ends, everything ends: that is no change in the period.
        .filter(nw.col("day") < line.stride - 1)
        .group_by(*by)
        .agg(nw.col("cases").sum(), nw.col("workers").sum())
    )
    days = [with_eve.start + timedelta(days=day) for day in range(line.stride - 1)]
    with kept(daily) as found:
        for first in range(0, len(days), DAYS_AT_ONCE):
            here = nw.col("day") >= first, nw.col("day") < first + DAYS_AT_ONCE
            told = rows(found.filter(*here), *by, "cases", "workers")
            for branch, unit, day, cases, workers in told:
                yield branch, unit, "cases", days[day], cases
                yield branch, unit, "workers", days[day], workers


def _cases(state: str) -> nw.Expr:
    return nw.when(counts(state)).then(load(state)).otherwise(ZERO)


def _open(tables: CaseTables, with_eve: Period, kinds: tuple[str, ...]) -> Iterator[Change]:
    """Cases opened and closed by branch; whatever was open on the eve was opened by then."""
    eve = with_eve.start
    cases = tables["cases"].filter(
        nw.col("kind").is_in(kinds),
        nw.col("opened_on") < with_eve.end,
        nw.col("closed_on").is_null() | (nw.col("closed_on") > eve),
        # Opened and closed on one day, it was never open overnight.
        nw.col("closed_on").is_null() | (nw.col("closed_on") > nw.col("opened_on")),
    )
    early = nw.when(nw.col("opened_on") < eve).then(nw.lit(eve)).otherwise(nw.col("opened_on"))
    opened = cases.with_columns(day=early).group_by("branch", "day").agg(cases=nw.len())
    closed = cases.filter(nw.col("closed_on") < with_eve.end)
    closed = closed.group_by("branch", "closed_on").agg(cases=nw.len())
    for branch, day, n in rows(opened, "branch", "day", "cases"):
        yield branch, "", "open", day, n
    for branch, day, n in rows(closed, "branch", "closed_on", "cases"):
        yield branch, "", "open", day, -n
