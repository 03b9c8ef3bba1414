"""The picture of a forecast: cases per worker ahead, a band with its middle, and the standard.

In a backtest dots show what happened. Where nobody may be left to carry cases the band ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from evenhand.explanation.forecast import what_happened, when_met
from evenhand.figures.forecast import Ahead, Forecast, Range
from evenhand.reports.charts.calendar import Calendar
from evenhand.reports.charts.drawing import svg
from evenhand.reports.charts.frame import Frame
from evenhand.reports.charts.marks import GAIN, INK, LOSS, PALE, QUIET, Dot, Line, Mark, Text
from evenhand.reports.charts.picture import Picture
from evenhand.reports.charts.scale import Scale
from evenhand.reports.charts.upright import apart, upright
from evenhand.reports.forecast_tables import forecast_table
from evenhand.reports.numerals import moved_text, positions_text

LEFT, RIGHT, HEIGHT, FOOT = 40, 74, 220, 16
#: The band is drawn in uprights so many pixels apart, each a little wider than that.
STEP, WIDE = 2.0, 2.6
QUESTION = "When is the caseload standard met, and how sure is that?"
READING = (
    "The line is the middle of the simulations, the band where nine in ten of them lie, month by "
    "month. The straight line across is the standard."
)
DOTS = " Dots are what was measured since: hindsight."

Point = tuple[date, Range]


def forecast_picture(found: Forecast) -> Picture | None:
    """Draw the months ahead; None where fewer than two of them have a ratio."""
    points = [(month.on, month.ratio) for month in found.months if month.ratio is not None]
    if len(points) < 2:
        return None
    been = [month for month in found.months if month.happened is not None]
    answer = " ".join([when_met(found), *what_happened(found)])
    reading = READING + (DOTS if been else "")
    frame = Frame("forecast", answer, reading, LEFT, RIGHT, HEIGHT + FOOT, head=28)
    across = Calendar(found.months[0].on, found.months[-1].on, frame.width)
    marks = list(_marks(found, points, been, across))
    return Picture(frame.name, QUESTION, answer, reading, svg(frame, marks), forecast_table(found))


def _marks(
    found: Forecast, points: Sequence[Point], been: Sequence[Ahead], across: Calendar
) -> Iterator[Mark]:
    seen = [month.happened or Fraction(0) for month in been]
    top = max([found.most, *seen, *(each.high for _, each in points)]) * Fraction(21, 20)
    scale = Scale(Fraction(0), top, HEIGHT, 0)
    yield from _band(points, scale, across)
    yield from upright(scale, across.width)
    yield Text(-LEFT, -14, "cases per worker", QUIET, size=10)
    y = scale.at(found.most)
    yield Line(0, y, across.width, y, LOSS, 1.6)
    for (day, here), (after, there) in pairwise(points):
        start, end = scale.at(here.middle), scale.at(there.middle)
        yield Line(across.at(day), start, across.at(after), end, GAIN, 2)
    for month, ratio in zip(been, seen, strict=True):
        yield Dot(across.at(month.on), scale.at(ratio), INK, INK)
    yield from _labels(found, points[-1], scale, across)
    yield from across.axis(HEIGHT)


def _band(points: Sequence[Point], scale: Scale, across: Calendar) -> Iterator[Line]:
    """Uprights from the low to the high end, between months in even steps."""
    for (day, here), (after, there) in pairwise(points):
        start, end = across.at(day), across.at(after)
        steps = max(1, round((end - start) / STEP))
        for step in range(steps + 1):
            part = step / steps
            x = round(start + (end - start) * part, 2)
            low, high = (
                round(scale.at(a) + (scale.at(b) - scale.at(a)) * part, 2)
                for a, b in ((here.low, there.low), (here.high, there.high))
            )
            yield Line(x, low, x, high, PALE, WIDE)


def _labels(found: Forecast, last: Point, scale: Scale, across: Calendar) -> Iterator[Text]:
    """At the right end: the middle, both ends of the range, and the standard."""
    _, ratio = last
    said = [
        (scale.at(ratio.high), moved_text(ratio.high), QUIET),
        (scale.at(ratio.middle), f"{moved_text(ratio.middle)} middle", GAIN),
        (scale.at(ratio.low), moved_text(ratio.low), QUIET),
        (scale.at(found.most), f"{positions_text(found.most)} standard", LOSS),
    ]
    said.sort(key=lambda each: (each[0], each[1]))
    for y, (_, words, color) in zip(apart([e[0] for e in said], HEIGHT), said, strict=True):
        yield Text(across.width + 6, y, words, color, size=10.5)
