"""A scale: from values to pixels, with round numbers on its grid. Zero is always on it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from evenhand.reports.charts.marks import FAINT, QUIET, Line, Mark, Text
from evenhand.reports.numerals import positions_text

# A picture taller than this writes its scale under the rows too.
TALL = 600


@dataclass(frozen=True, slots=True)
class Scale:
    """`least` ≤ 0 ≤ `most`, drawn from pixel `start` to pixel `end`."""

    least: Fraction
    most: Fraction
    start: float
    end: float

    def at(self, value: Fraction) -> float:
        """Say at which pixel a value stands, to a hundredth."""
        span = (self.most - self.least) or Fraction(1)
        part = float((value - self.least) / span)
        return round(self.start + part * (self.end - self.start), 2)

    def steps(self, parts: int) -> list[Fraction]:
        """Round numbers that cut the scale into about so many parts, zero among them."""
        step = round_step((self.most - self.least) / parts)
        first, last = -int(-self.least / step), int(self.most / step)
        return [step * count for count in range(first, last + 1)]


def round_step(rough: Fraction) -> Fraction:
    """The step of 1, 2 or 5 tens, tenths or the like that is no smaller than `rough`."""
    ten = Fraction(1, 100)
    while ten * 10 < rough:
        ten *= 10
    return next((ten * each for each in (1, 2, 5) if ten * each >= rough), ten * 10)


def grid(scale: Scale, height: int, *, top: int = 0, parts: int = 4) -> list[Mark]:
    """Draw a line for each round number of the scale, zero darker, and write the number over it."""
    marks: list[Mark] = []
    for step in scale.steps(parts):
        x, bottom = scale.at(step), top + height
        marks.append(Line(x, top, x, bottom, FAINT if step else QUIET))
        for y in (top - 9, bottom + 10) if height > TALL else (top - 9,):
            marks.append(Text(x, y, positions_text(step), QUIET, "center", 10))
    return marks
