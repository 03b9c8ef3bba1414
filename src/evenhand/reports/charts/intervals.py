"""The picture of certainty: a caterpillar, each branch's positions over the draws as a bar.

Where it is known what branches have now, everything is drawn against that, so that a small
branch can be read beside a large one; else the positions themselves are drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from evenhand.figures import Interval, Result
from evenhand.reports.certainty_answers import changes_answer, sizes_answer
from evenhand.reports.certainty_beside import intervals_beside
from evenhand.reports.charts.drawing import svg
from evenhand.reports.charts.frame import Frame
from evenhand.reports.charts.marks import (
    FAINT,
    INK,
    PALE,
    Block,
    Line,
    Mark,
    Text,
    gap_color,
    short,
)
from evenhand.reports.charts.picture import Picture
from evenhand.reports.charts.scale import Scale, grid
from evenhand.reports.numerals import change_text, span_text
from evenhand.reports.presenting import PositionRow, total_rows

ROW, NAME_LETTERS, THICK = 16, 18, 8
#: Room for the numbers at the right: a change, or from where to where.
CHANGE_ROOM, SPAN_ROOM = 52, 88
#: The bar of a change that noise alone could make.
DULL = "#c4c4c4"
CHANGES = "Which changes are beyond noise?"
SIZES = "How sure is each branch's number?"
FROM_NOW = (
    "Counted from what the branch has now, which is the upright line. The tick, and the number at "
    "the right, is what it is allocated; in nine draws of ten that lies within the bar. Coloured "
    "bars with bold numbers are changes beyond noise. Sorted by the middle draw."
)
FROM_ZERO = (
    "The tick is what the branch is allocated; in nine draws of ten that lies within the bar, "
    "whose ends stand at the right. Sorted by positions."
)


@dataclass(frozen=True, slots=True)
class Caterpillar:
    """One row, counted from `origin`: what the branch has now, or nothing."""

    row: PositionRow
    interval: Interval
    origin: Fraction
    from_now: bool

    @property
    def reaches(self) -> tuple[Fraction, Fraction, Fraction]:
        """Where the bar starts, where the published number stands, where the bar ends."""
        ends = self.interval.p05, self.row.positions, self.interval.p95
        low, published, high = (each - self.origin for each in ends)
        return low, published, high


def intervals(result: Result) -> Picture | None:
    """Draw every branch over all programs; nothing where no draw moves any of them."""
    rows = [row for row in total_rows(result) if row.interval]
    if not any(row.interval.p05 < row.interval.p95 for row in rows if row.interval):
        return None
    from_now = any(row.current is not None for row in rows)
    drawn = _sorted(rows, from_now=from_now)
    answer = changes_answer(rows) if from_now else sizes_answer(rows, result.unit)
    left_out = len(rows) - len(drawn)
    reading = (FROM_NOW if from_now else FROM_ZERO) + _left_out(left_out)
    right = CHANGE_ROOM if from_now else SPAN_ROOM
    frame = Frame("intervals", answer, reading, left=122, right=right, height=ROW * len(drawn))
    reached = [Fraction(0), *(end for each in drawn for end in each.reaches)]
    scale = Scale(min(reached), max(reached), 6, frame.width)
    marks = grid(scale, frame.height, parts=6 if from_now else 4)
    for line, each in enumerate(drawn):
        marks += _row(each, ROW * line + ROW / 2, scale)
    told = {each.row.branch for each in drawn}
    order = [each.row for each in drawn] + [row for row in rows if row.branch not in told]
    question, shown = CHANGES if from_now else SIZES, svg(frame, marks)
    return Picture("intervals", question, answer, reading, shown, intervals_beside(order))


def _sorted(rows: list[PositionRow], *, from_now: bool) -> list[Caterpillar]:
    """The rows that can be drawn: the largest gain first, or the largest branch first."""
    made = [
        Caterpillar(row, row.interval, row.current or Fraction(0), from_now)
        for row in rows
        if row.interval and (row.current is not None or not from_now)
    ]
    return sorted(
        made,
        key=lambda each: (
            each.origin - each.interval.p50 if from_now else -each.row.positions,
            each.origin - each.row.positions,
            each.row.branch,
        ),
    )


def _row(each: Caterpillar, y: float, scale: Scale) -> Iterator[Mark]:
    row, (low, published, high) = each.row, each.reaches
    sure = row.beyond_noise
    ink = gap_color(published) if sure else INK
    bar = ink if sure else DULL if each.from_now else PALE
    yield Line(0, y, scale.end, y, FAINT)
    start, then, end = scale.at(low), scale.at(published), scale.at(high)
    yield Line(start - 1, y, end + 1, y, bar, THICK)
    yield Block(then - 1, y - 6, then + 1, y + 6, INK)
    yield Text(-6, y, short(row.name, NAME_LETTERS), align="right")
    number = change_text(published) if each.from_now else span_text(low, high)
    yield Text(scale.end + 9, y, number, ink, weight="bold" if sure else "normal")


def _left_out(branches: int) -> str:
    if not branches:
        return ""
    which = "1 branch is" if branches == 1 else f"{branches} branches are"
    return f" {which} not drawn, since nothing is known of now; the table has all."
