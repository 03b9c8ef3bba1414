"""Rules over whole rows, where the rows stand: an order of days, and a row referred to.

A rule adds a column for each of its marks: 1 where the row breaks it. Only rows whose
cells are all good are judged, as in files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import narwhals.stable.v2 as nw

from evenhand.sources.engine import flag
from evenhand.sources.warehouse.cells import Cells, Mark

if TYPE_CHECKING:
    from evenhand.sources.warehouse.conforming import Conformed

Frame = nw.LazyFrame[Any]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule, by its marks; `judge` adds them to a frame where the rows' cells are good."""

    marks: tuple[Mark, ...]
    judge: Callable[[Frame, nw.Expr], Frame]


def order_rules(own: Sequence[Cells]) -> list[Rule]:
    """A rule for each cell that may not stand before, or under, another of its row."""
    there = {each.column.name for each in own}
    return [_order(each) for each in own if each.column.not_before in there]


def _order(each: Cells) -> Rule:
    name, first = each.column.name, each.column.not_before
    word = "before" if each.column.kind == "day" else "less than"
    mark = each.mark("order", f"is {word} {first}")

    def judge(frame: Frame, good: nw.Expr) -> Frame:
        early = good & (nw.col(name) < nw.col(first))
        return frame.with_columns(flag(early).alias(mark.name))

    return Rule((mark,), judge)


def reference_rules(own: Sequence[Cells], known: Mapping[str, Conformed]) -> list[Rule]:
    """A rule for each cell that refers to another table; only tables given can be looked in."""
    return [
        _reference(each, known[each.column.refers_to])
        for each in own
        if each.column.refers_to in known
    ]


def _reference(each: Cells, there: Conformed) -> Rule:
    name, found, lost = each.column.name, f"found_{each.at}", f"lost_{each.at}"
    absent = each.mark("absent", f"is not an id in {there.table.name}")
    rejected = each.mark("rejected", f"refers to a row rejected in {there.table.name}")

    def judge(frame: Frame, good: nw.Expr) -> Frame:
        frame = _looked_up(frame, name, there.rows.select("id"), found)
        missing = good & ~nw.col(name).is_null() & nw.col(found).is_null()
        if there.lost is None:
            return frame.with_columns(flag(missing).alias(absent.name))
        frame = _looked_up(frame, name, there.lost, lost)
        return frame.with_columns(
            flag(missing & nw.col(lost).is_null()).alias(absent.name),
            flag(missing & ~nw.col(lost).is_null()).alias(rejected.name),
        )

    return Rule((absent, rejected) if there.lost is not None else (absent,), judge)


def _looked_up(frame: Frame, name: str, ids: Frame, mark: str) -> Frame:
    """The frame with a 1 under `mark` where the cell is one of the ids, each of which is once."""
    ones = ids.select(nw.col("id").alias(f"{mark}_id"), nw.lit(1, dtype=nw.Int64).alias(mark))
    joined = frame.join(ones, left_on=name, right_on=f"{mark}_id", how="left")
    return joined.select(*frame.collect_schema().names(), mark)
