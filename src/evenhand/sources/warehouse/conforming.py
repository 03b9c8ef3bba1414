"""One table where it stands, judged by the rules of the file checker: tallies come out, no row.

Each row is accepted or rejected, and the rejected are counted by column and reason, in
one statement; a second one finds keys that stand twice. A database has no first row: of
rows with one key the least by its other columns stays (assumption: nobody says which).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw

from evenhand.figures import TableCount
from evenhand.sources.engine import rows
from evenhand.sources.rows.header import header
from evenhand.sources.tables import Table
from evenhand.sources.warehouse.cells import cells
from evenhand.sources.warehouse.judging import Judging
from evenhand.sources.warehouse.rules import order_rules, reference_rules

Frame = nw.LazyFrame[Any]

TWICE = "stands in more rows than one; one of them is kept"


@dataclass(frozen=True, slots=True)
class Again:
    """The keys that stand more than once: their columns, how many `times`, and rows too many."""

    key: tuple[str, ...]
    keys: Frame
    rows: int


@dataclass(frozen=True, slots=True)
class Conformed:
    """One table: its good rows, and what is wrong with the others.

    `faults` counts rows by column and reason. `lost` has the ids of rejected rows, for the
    rows that refer to them. `judging` and `again` can name the rejected.
    """

    called: str
    table: Table
    count: TableCount
    rows: Frame
    faults: Mapping[tuple[str, str], int]
    judging: Judging
    lost: Frame | None
    again: Again | None
    flags: tuple[str, ...] = ()


def conform(
    called: str, raw: Frame, table: Table, theirs: Mapping[str, str], known: Mapping[str, Conformed]
) -> Conformed:
    """Judge one table; `known` are the tables it may refer to, judged before.

    Raises:
        TableError: It lacks a column, or one is of a type that cannot be read as ours.
    """
    schema = raw.collect_schema()
    names = schema.names()
    head = header(called, names, table, theirs)
    own = [cells(at, column, names[at], schema[names[at]], called) for at, column in head.columns]
    judging = Judging(raw, own, order_rules(own) + reference_rules(own, known))
    counted = judging.counted()
    judging = judging.after(counted)
    good = judging.good()
    again = _again(good, [name for name in table.key if name in judging.names])
    faults = {(mark.column, mark.reason): n for mark, n in counted.marks.items() if n}
    rejected = counted.rejected
    if again:
        faults[", ".join(again.key), TWICE] = again.rows
        rejected += again.rows
        good = _once(good, again.key)
    return Conformed(
        called,
        table,
        TableCount(table.name, counted.read, counted.read - rejected, rejected),
        good,
        faults,
        judging,
        judging.lost(),
        again,
        head.flags,
    )


def _again(good: Frame, key: Sequence[str]) -> Again | None:
    if not key:
        return None
    keys = good.group_by(*key).agg(times=nw.len()).filter(nw.col("times") > 1)
    sums = keys.select(several=nw.len(), standing=nw.col("times").cast(nw.Int64).sum())
    [(several, standing)] = rows(sums, "several", "standing")
    return Again(tuple(key), keys, standing - several) if several else None


def _once(good: Frame, key: Sequence[str]) -> Frame:
    names = good.collect_schema().names()
    others = [name for name in names if name not in key] or list(key)
    return good.unique(list(key), keep="first", order_by=others).select(*names)
