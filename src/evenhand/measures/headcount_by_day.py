"""Headcount by day: how many workers had which role, status and program, and since when.

A worker counts, as one whole head, on each day on which a status holds: from its first day
up to, but without, the day it ends. Where two hold on one day, the one that began last
tells; when that one ends first, the other tells again. On a day without any status a
worker is not counted: nothing says that they were there, or had not yet come.

`of` is role, status and program ("caseworker|trainee|out_of_home"); the program is empty where
the status names none. The role is the worker's present one, since the tables date
only the status; so is the branch. Both are an assumption for days long ago.

A title says nothing of who may carry cases; a dated status does.

Source: New York City Council, Committee on Children and Youth, hearing with ACS (how many
active case-carrying workers are there, and since when); Evenhand method, section 12.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import narwhals.stable.v2 as nw

from evenhand.figures import Period
from evenhand.figures.spread import Daily
from evenhand.measures import measure, within
from evenhand.sources.dailys import Change, dailys
from evenhand.sources.engine import CaseTables, rows

Frame = nw.LazyFrame[Any]
HEAD = ("branch", "role", "status", "program")
#: The status held on the eve of `day`, and the one that holds on the day itself.
_HELD = (nw.col("from_on") < nw.col("day")) & (
    nw.col("to_on").is_null() | (nw.col("to_on") >= nw.col("day"))
)
_HOLDS = (nw.col("from_on") <= nw.col("day")) & (
    nw.col("to_on").is_null() | (nw.col("to_on") > nw.col("day"))
)


@measure(
    title="Workers by role, status and program, day by day",
    reads={
        "workers": ("id", "branch", "role"),
        "worker_status": ("worker", "status", "program", "from_on", "to_on"),
    },
    assumes="Branch and role are the worker's present ones: only the status is dated.",
)
def headcount_by_day(tables: CaseTables, period: Period) -> list[Daily]:
    """Count heads by branch, role, status and program: on the eve, and each change since."""
    return dailys(_changes(tables, period), period.start)


def _changes(tables: CaseTables, period: Period) -> Iterator[Change]:
    """Who was what on the eve; then, on each day a status begins or ends, who was and is what."""
    workers = tables["workers"].select(worker=nw.col("id"), day=nw.lit(period.start))
    for *head, _, heads in _told(tables, workers, _HELD):
        yield *_of(head), period.start - timedelta(days=1), heads
    for turns in _turns(tables["worker_status"], period):
        for holding, sign in ((_HELD, -1), (_HOLDS, 1)):
            for *head, day, heads in _told(tables, turns, holding):
                yield *_of(head), day, sign * heads


def _turns(held: Frame, period: Period) -> tuple[Frame, Frame]:
    """Each worker and day on which a status begins; and those on which one only ends."""
    begins = held.filter(within("from_on", period)).select("worker", day=nw.col("from_on"))
    ends = held.filter(within("to_on", period)).group_by("worker", "to_on").agg(ended=nw.len())
    ends = ends.select("worker", day=nw.col("to_on"))
    return begins, ends.join(begins, on=["worker", "day"], how="anti")


def _told(tables: CaseTables, turns: Frame, holding: nw.Expr) -> list[tuple[Any, ...]]:
    """Heads by branch, role, status, program and day: of those that hold, the last begun tells."""
    held = turns.join(tables["worker_status"], on="worker").filter(holding)
    last = held.group_by("worker", "day").agg(from_on=nw.col("from_on").max())
    program = nw.coalesce(nw.col("program"), nw.lit(""))
    heads = (
        held.join(last, on=["worker", "day", "from_on"], how="semi")
        .with_columns(program=program)
        .join(tables["workers"].select("id", "branch", "role"), left_on="worker", right_on="id")
        .group_by(*HEAD, "day")
        .agg(heads=nw.len())
    )
    return rows(heads, *HEAD, "day", "heads")


def _of(head: list[str]) -> tuple[str, str, str]:
    return head[0], "", "|".join(head[1:])
