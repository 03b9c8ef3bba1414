"""Transfers near the count date: how often cases are handed over, and how often just before it.

A transfer is an assignment that ended while its case stayed open: the case was closed
after that day, or not at all. One that ended on the very day its case closed is no
transfer. What one worker gives up on one day in one branch counts once, however many
cases: a worker who leaves gives up all of them. That is in the base if the first day
without that worker lies in the period, and a hit if it lies in the last `days` days
before the count date, which is the first day after the period. The branch is the one
that carries the case; no worker is told apart.

A worker's load on the count date can be made lighter by handing cases over just before.

Source: Evenhand issue 4 (gaming checks).
"""

from __future__ import annotations

from datetime import timedelta

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure, within
from evenhand.sources.engine import CaseTables, flag, rows
from evenhand.sources.handed_over import handed_over


@measure(
    title="Cases handed over just before a count date",
    reads={"case_assignments": ("case", "worker", "to_on"), "cases": ("id", "branch", "closed_on")},
    assumes="What one worker gives up on one day counts once; days follow no pattern otherwise.",
)
def transfers_near_count_date(tables: CaseTables, period: Period, days: int) -> list[Tally]:
    """Count days on which a worker gave up cases, and those in the last `days` days, by branch."""
    late = flag(nw.col("to_on") >= period.end - timedelta(days))
    found: dict[str, tuple[int, int]] = {}
    for some in handed_over(tables, within("to_on", period)):
        counted = some.group_by("branch").agg(late=late.sum(), handed=nw.len())
        for branch, hits, base in rows(counted, "branch", "late", "handed"):
            before = found.get(branch, (0, 0))
            found[branch] = before[0] + hits, before[1] + base
    return [Tally(branch, "", hits, base) for branch, (hits, base) in sorted(found.items())]
