"""An upright axis from zero: faint lines at round numbers, and labels that do not touch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from evenhand.reports.charts.marks import FAINT, QUIET, Line, Mark, Text
from evenhand.reports.charts.scale import Scale
from evenhand.reports.numerals import positions_text

ROW = 13


def upright(
    scale: Scale,
    width: float,
    parts: int = 4,
    text: Callable[[Fraction], str] = positions_text,
) -> Iterator[Mark]:
    """Draw a line for each round number of a scale that runs upwards, and the number beside it."""
    for step in scale.steps(parts):
        y = scale.at(step)
        yield Line(0, y, width, y, FAINT if step else QUIET)
        yield Text(-5, y, text(step), QUIET, "right", 10)


def apart(wanted: Sequence[float], floor: float, row: float = ROW) -> list[float]:
    """Heights in the order given, no nearer than a row to each other, none below the floor."""
    placed: list[float] = []
    for y in wanted:
        placed.append(max(y, placed[-1] + row) if placed else y)
    lowest = floor
    for place in reversed(range(len(placed))):
        placed[place] = min(placed[place], lowest)
        lowest = placed[place] - row
    return [round(y, 2) for y in placed]
