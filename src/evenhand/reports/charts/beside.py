"""Words beside the points of a plot: each as near to its own as there is room, none on another.

What could not stand at its point hangs on a thread to it. Widths are counted in letters,
so that a picture does not depend on a machine's fonts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from evenhand.reports.charts.marks import INK, PAPER, QUIET, Block, Line, Mark, Text

#: A row of words; a letter; from a point's stroke to its words; a dot's own reach.
ROW, LETTER, GAP, DOT = 11.0, 5.2, 6.0, 4.5
#: How many rows up and down, and how many places further out, words are tried.
ROWS, OUT = 12, 3

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """A point at (x, y) whose stroke runs from `left` to `right`, and the words for it."""

    x: float
    y: float
    left: float
    right: float
    words: str

    @property
    def boxes(self) -> tuple[Box, Box]:
        """What its stroke and its dot cover."""
        y = self.y
        stroke = self.left, y - 2, self.right, y + 2
        return stroke, (self.x - DOT, y - DOT, self.x + DOT, y + DOT)


def written(spots: Sequence[Spot], within: Box) -> Iterator[Mark]:
    """The words of all points, each on paper of its own, with threads below everything."""
    taken = [box for spot in spots for box in spot.boxes]
    placed: list[tuple[Spot, Box]] = []
    for spot in sorted(spots, key=lambda each: (_crowded(each, spots), each.y, each.x)):
        box = _place(spot, taken, within)
        taken.append(box)
        placed.append((spot, box))
    for spot, box in placed:
        yield from _thread(spot, box)
    for spot, box in placed:
        yield Block(*box, PAPER)
        yield Text(round(box[0] + 1, 2), round((box[1] + box[3]) / 2, 2), spot.words, INK, size=10)


def _crowded(spot: Spot, spots: Sequence[Spot]) -> bool:
    """Whether the words of others want its own place; whoever has none beside goes first."""
    own = _nearest(spot)
    return any(_meet(own, _nearest(other)) for other in spots if other is not spot)


def _nearest(spot: Spot) -> Box:
    return next(_boxes(spot))


def _place(spot: Spot, taken: Sequence[Box], within: Box) -> Box:
    """The nearest box that is free; where none is, the one at the point's right."""
    tried = list(_boxes(spot))
    free = (box for box in tried if _inside(box, within) and not any(_meet(box, t) for t in taken))
    return next(free, tried[0])


def _boxes(spot: Spot) -> Iterator[Box]:
    """Places for the words, the nearest first: at the right, at the left, then up and down."""
    wide = len(spot.words) * LETTER + 2
    steps = (step / 2 for step in range(-2 * ROWS, 2 * ROWS + 1))
    ways = sorted(product(steps, range(OUT), (False, True)), key=_far)
    for up, out, leftwards in ways:
        away = GAP + out * (wide + GAP)
        left = spot.left - away - wide if leftwards else spot.right + away
        y = spot.y + up * ROW
        corners = left, y - ROW / 2, left + wide, y + ROW / 2
        yield corners[0], corners[1], corners[2], corners[3]


def _far(way: tuple[float, int, bool]) -> tuple[float, bool, float]:
    up, out, leftwards = way
    return abs(up) + 3 * out + leftwards / 2, leftwards, up


def _thread(spot: Spot, box: Box) -> Iterator[Line]:
    """A thin line from a point to words that do not stand beside it."""
    y = (box[1] + box[3]) / 2
    x = box[0] if box[0] > spot.x else box[2]
    if abs(y - spot.y) >= ROW / 2 or abs(x - spot.x) > (spot.right - spot.left) / 2 + 2 * GAP:
        yield Line(spot.x, spot.y, round(x, 2), round(y, 2), QUIET, 0.6)


def _inside(box: Box, within: Box) -> bool:
    beyond = box[0] < within[0] or box[1] < within[1] or box[2] > within[2] or box[3] > within[3]
    return not beyond


def _meet(one: Box, other: Box) -> bool:
    apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    return not apart
