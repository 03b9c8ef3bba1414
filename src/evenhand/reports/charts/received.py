"""The picture of fairness: what each person received, beside what they would have without skips.

Rows run from who received most more to who received most fewer; of equal ones by name.
Where there are more people than can be read, the middle is left to the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evenhand.figures.rotation_judged import Fairness, WorkerShare
from evenhand.reports.charts.drawing import svg
from evenhand.reports.charts.frame import Frame
from evenhand.reports.charts.marks import (
    FAINT,
    PAPER,
    QUIET,
    Dot,
    Line,
    Mark,
    Text,
    gap_color,
    short,
)
from evenhand.reports.charts.picture import Picture
from evenhand.reports.charts.scale import Scale, grid
from evenhand.reports.numerals import change_text
from evenhand.reports.rotation_answers import received_answer
from evenhand.reports.rotation_tables import by_difference, shares_table

#: A row's height, the letters of a name, and the most rows at each end of a long list.
ROW, NAME_LETTERS, EACH_END = 16, 18, 20
QUESTION = "Who received more, and who fewer, than in a rotation without skips?"
READING = (
    "The open dot is what a rotation without skips would have given, the filled dot what came; "
    "the number at the right is the difference."
)


def received(found: Fairness) -> Picture | None:
    """Draw what came against what would have come without skips; None without anybody."""
    ranked = by_difference(found.shares)
    if not ranked:
        return None
    shown = ranked if len(ranked) <= 2 * EACH_END else ranked[:EACH_END] + ranked[-EACH_END:]
    left_out = len(ranked) - len(shown)
    reading = READING + (f" {left_out} people between the ends are left out." if left_out else "")
    answer = received_answer(found)
    frame = Frame("received", answer, reading, left=122, right=46, height=ROW * len(shown))
    most = max(max(row.received, row.without_skips) for row in shown)
    scale = Scale(Fraction(0), Fraction(most), 0, frame.width)
    marks = grid(scale, frame.height)
    for line, row in enumerate(shown):
        marks += _row(row, ROW * line + ROW / 2, scale)
    if left_out:
        y = ROW * EACH_END
        marks.append(Line(-frame.left, y, scale.end + frame.right, y, PAPER, 5))
        marks.append(Line(-frame.left, y, scale.end + frame.right, y, QUIET, 0.8))
    return Picture("received", QUESTION, answer, reading, svg(frame, marks), shares_table(found))


def _row(row: WorkerShare, y: float, scale: Scale) -> Iterator[Mark]:
    ink = gap_color(Fraction(row.difference))
    without, came = (scale.at(Fraction(each)) for each in (row.without_skips, row.received))
    yield Line(0, y, scale.end, y, FAINT)
    yield Text(-6, y, short(row.worker, NAME_LETTERS), align="right")
    yield Line(without, y, came, y, ink, 2.5)
    yield Dot(without, y, PAPER, QUIET)
    yield Dot(came, y, ink, ink)
    yield Text(scale.end + 9, y, change_text(Fraction(row.difference)), ink)
