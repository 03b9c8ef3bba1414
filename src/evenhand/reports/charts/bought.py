"""The picture of more staff: the share of need that each total would meet, one bar a total."""

from __future__ import annotations

from collections.abc import Sequence

from evenhand.figures import Bought
from evenhand.reports.charts.bars import Bar, bars
from evenhand.reports.charts.drawing import svg
from evenhand.reports.charts.frame import Frame
from evenhand.reports.charts.marks import GAIN, QUIET
from evenhand.reports.charts.picture import Picture
from evenhand.reports.numerals import share_text
from evenhand.reports.presenting import sentence_case
from evenhand.reports.serving_answers import short_text, total_text
from evenhand.reports.serving_tables import bought_table

ROW = 20
QUESTION = "What would fewer or more positions buy?"
READING = (
    "A bar is the share of the need that is met when the total is shared out by the same policy; "
    "at the right, the branches that fall short."
)


def bought_picture(program: str, bought: Sequence[Bought]) -> Picture:
    """Draw one program's share of need met, the fewest positions first."""
    own = [each for each in bought if each.program == program]
    first, last = own[0], own[-1]
    answer = (
        f"{sentence_case(program)}: {share_text(first.even.share)} of the need is met at "
        f"{total_text(first.more)}, {share_text(last.even.share)} at {total_text(last.more)}."
    )
    name = f"bought-{program}"
    frame = Frame(name, answer, READING, left=90, right=66, height=ROW * len(own))
    shown = [
        Bar(
            total_text(each.more),
            each.even.share * 100,
            share_text(each.even.share),
            GAIN if each.more else QUIET,
            beside=short_text(each.even),
        )
        for each in own
    ]
    drawn = svg(frame, bars(shown, frame, ROW, beside="fall short"))
    return Picture(name, QUESTION, answer, READING, drawn, bought_table(program, bought))
