"""Bars: one a row from a common zero, its name at the left and its number at its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from evenhand.reports.charts.frame import Frame
from evenhand.reports.charts.marks import QUIET, Block, Mark, Text, short
from evenhand.reports.charts.scale import Scale, grid

# Room for the number at a bar's end, so that the longest bar's number stays in the picture.
NUMBER = 38
NAME_LETTERS = 18
HALF = 5


@dataclass(frozen=True, slots=True)
class Bar:
    """How far a bar reaches (left of zero if negative), and what is written beside it."""

    name: str
    reach: Fraction
    number: str
    color: str
    note: str = ""
    beside: str = ""


def bars(shown: Sequence[Bar], frame: Frame, row: int, beside: str = "") -> list[Mark]:
    """Lay the bars out in the frame, one a row, over the grid of their scale.

    `beside` heads a column of words to the right of the plot.
    """
    reaches = [Fraction(0), *(bar.reach for bar in shown)]
    least, most = min(reaches), max(reaches)
    scale = Scale(least, most, NUMBER if least < 0 else 0, frame.width - NUMBER)
    marks = grid(scale, frame.height)
    marks += [Text(frame.width + frame.right - 4, -9, beside, QUIET, "right", 10)]
    for line, bar in enumerate(shown):
        middle = row * line + row / 2
        marks += _bar(bar, scale, middle)
        marks += [Text(frame.width + frame.right - 4, middle, bar.beside, align="right")]
    return marks


def _bar(bar: Bar, scale: Scale, middle: float) -> Iterator[Mark]:
    tip = scale.at(bar.reach)
    yield Block(scale.at(Fraction(0)), middle - HALF, tip, middle + HALF, bar.color)
    if bar.reach < 0:
        yield Text(tip - 4, middle, bar.number, bar.color, "right")
    else:
        yield Text(tip + 4, middle, bar.number, bar.color)
    yield Text(-6, middle - (7 if bar.note else 0), short(bar.name, NAME_LETTERS), align="right")
    if bar.note:
        yield Text(-6, middle + 7, bar.note, QUIET, "right", 10)
