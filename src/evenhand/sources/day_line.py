"""The line of days: what each worker carries from which day on, worker after worker.

Every first and last day is an event on one long line of days. What a worker carries is the
sum of all changes so far; as every worker's line ends at 0, one sum over the whole line does
for all of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import narwhals.stable.v2 as nw

from evenhand.figures.period import Period
from evenhand.sources.carried import (
    ENDS,
    LOAD,
    MARK,
    ZERO,
    Rule,
    carried,
    named_by,
    statuses,
)
from evenhand.sources.engine import CaseTables, listed, rows
from evenhand.sources.lasting import LASTING, lasting
from evenhand.sources.slices import goes, kept_narrow
from evenhand.sources.slices import slices as slices_of

Frame = nw.LazyFrame[Any]
#: So many assignments are put in line in one go: it bounds memory and changes no number.
AT_ONCE = 8_000_000
#: What an assignment takes while it is put in line, and a case while it finds its assignments.
LINE_BYTES, CASE_BYTES = 130, 90
EVENT = ("key", "change")
#: A state is one whole number: the load, then how many statuses hold, then the cell.
ON = 2**9
CELL = LOAD * ON
#: So many cells there may be in one go: more would not fit into a state.
MOST_CELLS = 2**19


@dataclass(frozen=True, slots=True)
class Line:
    """The line of days of some workers, change after change.

    A row of `changes` has its `slot` (the place on the line), its `rank` among the changes
    there, and the states `before` and `after` it. Changes at one slot undo one another in
    any order, so only sums over a slot mean something. `workers` tells whose `place` it
    is: `branch` and `unit`. A `cell` is one part of one worker's days.
    """

    changes: Frame
    workers: Frame
    stride: int
    parts: int
    at: int
    of: int

    @property
    def place(self) -> nw.Expr:
        """The worker's place, by the slot."""
        return nw.col("slot") // self.stride

    @property
    def place_of_cell(self) -> nw.Expr:
        """The worker's place, by the cell."""
        return nw.col("cell") // self.parts * self.of + self.at

    @property
    def part(self) -> nw.Expr:
        """Which part of the period it is, by the cell."""
        return nw.col("cell") % self.parts

    def days(self) -> Frame:
        """How many days each `cell` had each `load`, of days on which its worker counts.

        A state holds from the slot it begins to the slot it ends, so its days are the slots
        of its ends less those of its beginnings, however often it came and went.
        """
        ended = self.changes.select(state=nw.col("before"), slot=nw.col("slot"))
        begun = self.changes.select(state=nw.col("after"), slot=ZERO - nw.col("slot"))
        both = ("state", "slot")
        held = (
            nw.concat([_by_state(ended).select(*both), _by_state(begun).select(*both)])
            .group_by("state")
            .agg(days=nw.col("slot").sum().cast(nw.Int64))
        )
        return held.filter(counts("state"), nw.col("days") > 0).select(
            "days", load=load("state"), cell=cell("state")
        )


def load(state: str) -> nw.Expr:
    """The points carried."""
    return nw.col(state) % LOAD


def counts(state: str) -> nw.Expr:
    """Whether the worker counts: at least one status holds."""
    return nw.col(state) // LOAD % ON > 0


def cell(state: str) -> nw.Expr:
    """The worker and the part of the period, as one number."""
    return nw.col(state) // CELL - 1


def lines(
    tables: CaseTables,
    period: Period,
    rule: Rule,
    cuts: Sequence[date] = (),
    children: bool = False,
    slices: int = 0,
) -> Iterator[Line]:
    """The workers' lines of days, some workers at a time; `slices` says in how many goes.

    Args:
        tables: The case tables.
        period: The days looked at; what began before is carried into the first.
        rule: What is counted.
        cuts: Days inside the period at which each worker's days are cut into parts.
        children: Each case but a child's own counts as many points as its family has children.
        slices: In how many goes; 0 is as many as memory asks for.
    """
    stride = (period.end - period.start).days + 1
    starts = [0, *((cut - period.start).days for cut in cuts)]
    workers = _workers(tables)
    status = lasting(statuses(tables, workers, period, rule), period)
    case = (
        lasting(carried(tables, workers, period, rule, children, some), period)
        for some in slices_of(tables["cases"], named_by(children), CASE_BYTES)
    )
    with kept_narrow(case, LASTING) as cases:
        of = slices or _slices(cases, workers, len(starts))
        for at in range(of):
            some = workers.filter(nw.col("place") % of == at)
            marks = some.join(listed(tables, "day", starts), how="cross").select(
                key=(nw.col("place") * stride + nw.col("day")) * 4 + MARK,
                change=nw.lit(CELL, dtype=nw.Int64),
            )
            here = nw.col("place") % of == at
            signs = listed(tables, "sign", [1, -1])
            carries = _events(cases.filter(here), signs, stride)
            counted = _events(status.filter(here), signs, stride)
            events = nw.concat(
                [marks.select(*EVENT), carries.select(*EVENT), counted.select(*EVENT)]
            )
            yield Line(_in_line(events), workers, stride, len(starts), at, of)


def _events(found: Frame, signs: Frame, stride: int) -> Frame:
    """Two events for each that lasts: at its first slot, and at the first slot no longer."""
    opens = nw.col("sign") > 0
    zero = nw.col("place").cast(nw.Int64) * stride
    return found.join(signs, how="cross").select(
        key=zero * 4
        + nw.when(opens)
        .then(nw.col("first").cast(nw.Int64))
        .otherwise(nw.col("last").cast(nw.Int64) * 4 + ENDS),
        change=nw.col("change").cast(nw.Int64) * nw.col("sign"),
    )


def _in_line(events: Frame) -> Frame:
    """The events in order, each with the state before and after it."""
    after = nw.col("change").cum_sum().over(order_by="key").cast(nw.Int64)
    return events.with_columns(after=after).select(
        "after",
        before=nw.col("after") - nw.col("change"),
        slot=nw.col("key") // 4,
        rank=nw.col("key") % 4,
    )


def _by_state(slots: Frame) -> Frame:
    return slots.group_by("state").agg(nw.col("slot").sum().cast(nw.Int64))


def _workers(tables: CaseTables) -> Frame:
    unit = nw.coalesce(nw.col("unit"), nw.lit(""))
    named = tables["workers"].select("id", "branch", unit=unit)
    placed = named.with_row_index("place", order_by="id")
    return placed.with_columns(nw.col("place").cast(nw.Int64))


def _slices(cases: Frame, workers: Frame, parts: int) -> int:
    """So many goes that each fits into memory, and its cells into a state; none is of nobody."""
    ((assigned,),) = rows(cases.select(n=nw.len()), "n")
    ((people,),) = rows(workers.select(n=nw.len()), "n")
    needed = max(assigned // AT_ONCE + 1, goes(assigned, LINE_BYTES))
    return int(min(needed + people * parts // MOST_CELLS, max(people, 1)))
