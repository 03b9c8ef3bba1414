"""The picture of the gap: what each branch gains or loses, as bars from zero."""

from __future__ import annotations

from fractions import Fraction

from evenhand.figures import Result
from evenhand.reports.answers import gap_answer
from evenhand.reports.charts.bars import Bar, bars
from evenhand.reports.charts.drawing import svg
from evenhand.reports.charts.frame import Frame
from evenhand.reports.charts.marks import gap_color
from evenhand.reports.charts.picture import Picture
from evenhand.reports.numerals import change_text
from evenhand.reports.presenting import by_gap, total_rows
from evenhand.reports.table import table

ROW = 16
READING = "A bar to the right is positions gained, a bar to the left positions lost."


def gap(result: Result) -> Picture | None:
    """Draw allocated less current by branch; nothing where no branch's staff are known."""
    rows = by_gap([row for row in total_rows(result) if row.change is not None])
    if not rows:
        return None
    answer = gap_answer(result)
    gaps = [(row.name, row.change or Fraction(0)) for row in rows]
    frame = Frame("gap", answer, READING, left=122, right=4, height=ROW * len(rows))
    shown = [Bar(name, reach, change_text(reach), gap_color(reach)) for name, reach in gaps]
    caption = "Positions gained (+) or lost (−) against now, all programs"
    beside = table("table-gap", caption, [("Branch", "text"), ("Change", "change")], gaps)
    drawn = svg(frame, bars(shown, frame, ROW))
    return Picture("gap", "Who gains and who loses?", answer, READING, drawn, beside)
