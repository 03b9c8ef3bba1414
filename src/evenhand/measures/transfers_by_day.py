"""Transfers by day: how often workers gave up cases that stayed open, day after day.

A transfer is an assignment that ended while its case stayed open: the case was closed
after that day, or not at all. One that ended on the very day its case closed is no
transfer. What one worker gives up on one day in one branch counts once, however many cases: a
worker who leaves gives up all of them. It counts on the first day without that worker, in
the branch that carries the case. The first day of the period counts, its last day (the
first one outside) does not. Days without a transfer are left out.

A load that is counted on a known day can be made lighter by handing cases over just before.

Source: Evenhand issue 5 (count-date gaming); the same transfers as transfers_near_count_date.
"""

from __future__ import annotations

from collections.abc import Iterator

import narwhals.stable.v2 as nw

from evenhand.figures import Period
from evenhand.figures.spread import Daily
from evenhand.measures import measure, within
from evenhand.sources.dailys import Change, dailys
from evenhand.sources.engine import CaseTables, rows
from evenhand.sources.handed_over import handed_over


@measure(
    title="Cases handed over, day by day",
    reads={"case_assignments": ("case", "worker", "to_on"), "cases": ("id", "branch", "closed_on")},
)
def transfers_by_day(tables: CaseTables, period: Period) -> list[Daily]:
    """Count the workers who gave up open cases on each day of the period, by branch."""
    changes: Iterator[Change] = (
        (branch, "", "transfers", day, workers)
        for some in handed_over(tables, within("to_on", period))
        for branch, day, workers in rows(
            some.group_by("branch", "to_on").agg(handed=nw.len()), "branch", "to_on", "handed"
        )
    )
    return dailys(changes, period.start)
