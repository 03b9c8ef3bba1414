"""The picture of positions: one row a branch, from what it has now to what it is allocated.

Rows run from the largest gain to the largest loss; where nothing is known of now, from the
largest allocation to the smallest, and only the allocation is drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evenhand.figures import Filling, Result
from evenhand.figures.together import ALL
from evenhand.reports.answers import positions_answer
from evenhand.reports.charts.drawing import svg
from evenhand.reports.charts.frame import Frame
from evenhand.reports.charts.marks import (
    FAINT,
    GAIN,
    INK,
    PALE,
    PAPER,
    QUIET,
    Block,
    Dot,
    Line,
    Mark,
    Text,
    gap_color,
    short,
)
from evenhand.reports.charts.picture import Picture
from evenhand.reports.charts.scale import Scale, grid
from evenhand.reports.numerals import change_text, positions_text
from evenhand.reports.presenting import PositionRow, by_gap, held_branches, total_rows
from evenhand.reports.table import Table, table

ROW, NAME_LETTERS = 16, 18
QUESTION = "What does each branch get?"
ALLOCATED_ONLY = "The dot, and the number at the right, is what the branch is allocated."
FROM_NOW = (
    "The open dot is what the branch has now, the filled dot what it is allocated; "
    "the number at the right is the gap between them."
)
PARTLY = " Where nothing is known of now, the number is the allocation."
SURE = " In nine draws of ten the allocation lies within the pale bar."
OPEN = " A pale bar spans the fillings of masked cells that were tried."
OPEN_BELOW = " A thin line below it spans the fillings of masked cells that were tried."
HELD = " An upright tick marks a branch that a bound holds in at least one program."


def positions(result: Result) -> Picture | None:
    """Draw current → allocated for every branch, all programs together."""
    rows = by_gap(total_rows(result))
    if not rows:
        return None
    held = held_branches(result)
    spans = {f.branch: f for f in result.fillings if f.program == ALL and f.lowest != f.highest}
    answer = positions_answer(result)
    sure = any(row.interval for row in rows)
    reading = _reading(rows) + _bars(sure=sure, spans=bool(spans)) + (HELD if held else "")
    frame = Frame("positions", answer, reading, left=122, right=46, height=ROW * len(rows))
    ends = [row.current or Fraction(0) for row in rows] + [f.highest for f in spans.values()]
    ends += [row.interval.p95 for row in rows if row.interval]
    most = max(*ends, *(row.positions for row in rows))
    scale = Scale(Fraction(0), most, 0, frame.width)
    marks = grid(scale, frame.height)
    for line, row in enumerate(rows):
        y = ROW * line + ROW / 2
        marks += _row(row, y, scale, spans.get(row.branch), held=row.branch in held)
    return Picture("positions", QUESTION, answer, reading, svg(frame, marks), _table(rows))


def _reading(rows: list[PositionRow]) -> str:
    unknown = sum(row.current is None for row in rows)
    if unknown == len(rows):
        return ALLOCATED_ONLY
    return FROM_NOW + (PARTLY if unknown else "")


def _bars(*, sure: bool, spans: bool) -> str:
    if sure:
        return SURE + (OPEN_BELOW if spans else "")
    return OPEN if spans else ""


def _spans(row: PositionRow, y: float, scale: Scale, span: Filling | None) -> Iterator[Mark]:
    """The pale bar of the interval; the fillings take it over only where there is none."""
    if row.interval and row.interval.p05 < row.interval.p95:
        yield Line(scale.at(row.interval.p05), y, scale.at(row.interval.p95), y, PALE, 10)
    if span is not None:
        low, high = scale.at(span.lowest), scale.at(span.highest)
        if row.interval:
            yield Line(low, y + 7, high, y + 7, QUIET, 1.5)
        else:
            yield Line(low, y, high, y, PALE, 10)


def _row(
    row: PositionRow, y: float, scale: Scale, span: Filling | None, *, held: bool
) -> Iterator[Mark]:
    gap, then = row.change, scale.at(row.positions)
    ink = GAIN if gap is None else gap_color(gap)
    yield Line(0, y, scale.end, y, FAINT)
    yield from _spans(row, y, scale, span)
    yield Text(-6, y, short(row.name, NAME_LETTERS), align="right")
    if row.current is not None:
        now = scale.at(row.current)
        yield Line(now, y, then, y, ink, 2.5)
        yield Dot(now, y, PAPER, QUIET)
    yield Dot(then, y, ink, ink)
    if held:
        yield Block(then - 1, y - 7, then + 1, y + 7, INK)
    number = positions_text(row.positions) if gap is None else change_text(gap)
    yield Text(scale.end + 9, y, number, INK if gap is None else ink)


def _table(rows: list[PositionRow]) -> Table:
    columns = [("Branch", "text"), ("Now", "positions"), ("Allocated", "positions")]
    cells = [(row.name, row.current, row.positions) for row in rows]
    caption = "Positions now and allocated, all programs, in the picture's order"
    return table("table-positions", caption, columns, cells).without_empty_columns()
