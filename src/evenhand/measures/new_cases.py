"""New cases: worker-months by how many cases a worker took on, or was active with, in the month.

A worker-month is a calendar month of a worker who counts on at least one of its days: one of
the statuses asked for holds (and, where programs are named, in one of them). A worker who
took on nothing is a worker-month at 0.

A case is new to a worker on the first day of the assignment. So a case handed over is new
again for who takes it on, and one given back to a worker who had it before is new once
more: taking on a case is work each time. It is new though the worker did not count on that
very day. An assignment that lasted no day (it ended, or its case was closed, on the day it
began or before) is not counted. One that began before the period is not new in it.

With `active`, each worker-month counts what was new in the month and what was carried into it:
assignments that held on the eve and on the first day. The spreads are then of "active" cases.

A month that the period cuts has only its days in the period, as the spread's period says.

Source: CWLA standards for protective services (12 active cases a month: new and active ones
served in the month); Evenhand method, section 12. How a case handed over counts is an
assumption.
"""

from __future__ import annotations

from collections import Counter

import narwhals.stable.v2 as nw

from evenhand.figures import Period
from evenhand.figures.spread import Spread
from evenhand.measures import measure
from evenhand.sources.carried import BEGINS, MARK, ZERO, Rule
from evenhand.sources.day_line import cell, lines, load
from evenhand.sources.engine import CaseTables, flag, rows
from evenhand.sources.loads import Key, months_cut, parts_of, spreads


@measure(
    title="Worker-months by new cases, or by active ones",
    reads={
        "case_assignments": ("case", "worker", "from_on", "to_on"),
        "cases": ("id", "kind", "closed_on"),
        "worker_status": ("worker", "status", "program", "from_on", "to_on"),
        "workers": ("id", "branch", "unit"),
    },
)
def new_cases(
    tables: CaseTables,
    period: Period,
    kinds: tuple[str, ...],
    statuses: tuple[str, ...],
    programs: tuple[str, ...],
    active: bool = False,
) -> list[Spread]:
    """Count worker-months by the cases new (or active) in them, by branch, unit and month."""
    rule = Rule(kinds, (1,) * len(kinds), statuses, programs)
    cuts = months_cut(period)
    parts = parts_of(period, cuts)
    # The mark of a month stands after what ended on its first day and before what begins.
    begun = flag(nw.col("rank") == BEGINS)
    into = nw.when(nw.col("rank") == MARK).then(load("after")).otherwise(ZERO)
    taken = begun + into if active else begun
    found: dict[Key, Counter[int]] = {}
    for line in lines(tables, period, rule, cuts):
        months = (
            line.changes.with_columns(cell=cell("after"), cases=taken)
            .group_by("cell")
            .agg(nw.col("cases").sum())
            .join(line.days(), on="cell", how="semi")
            .with_columns(place=line.place_of_cell, part=line.part)
            .join(line.workers, on="place")
            .group_by("branch", "unit", "part", "cases")
            .agg(workers=nw.len())
        )
        for branch, unit, part, cases, n in rows(
            months, "branch", "unit", "part", "cases", "workers"
        ):
            key = (branch, unit, "active" if active else "new", parts[part])
            found.setdefault(key, Counter())[cases] += n
    return spreads(found)
