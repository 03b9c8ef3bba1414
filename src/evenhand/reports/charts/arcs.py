"""Arcs: people who move, drawn as short straight lines bent to the right of their way.

Ways there and back bend to different sides, so neither hides the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import atan2, cos, hypot, sin

from evenhand.reports.charts.marks import INK, Line

PIECES = 12
BEND = 0.18  # of the length
BARB, SPREAD = 6.0, 0.45

Point = tuple[float, float]


def width_of(count: int, most: int) -> float:
    """A line's width by how many move along it, so that one still shows."""
    return round(0.9 + 2.1 * count / most, 2)


def arc(start: Point, end: Point, reach: float, width: float) -> Iterator[Line]:
    """Draw one arc that stops `reach` short of its end, with a barb there."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    if length <= reach + BARB:
        return
    points = [_point(start, end, step / PIECES) for step in range(PIECES + 1)]
    kept = [p for p in points if hypot(end[0] - p[0], end[1] - p[1]) > reach + 1]
    for (a, b), (c, d) in pairwise(kept):
        yield _line(a, b, c, d, width)
    (a, b), (c, d) = (kept[-2], kept[-1]) if len(kept) > 1 else (start, kept[-1])
    along = atan2(d - b, c - a)
    tip = end[0] - (reach + 1) * cos(along), end[1] - (reach + 1) * sin(along)
    yield _line(c, d, *tip, width)
    for side in (SPREAD, -SPREAD):
        back = tip[0] - BARB * cos(along + side), tip[1] - BARB * sin(along + side)
        yield _line(*tip, *back, max(width, 1.2))


def _point(start: Point, end: Point, part: float) -> Point:
    """A point of the curve whose control point stands beside the middle of the way."""
    across = end[0] - start[0], end[1] - start[1]
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    control = middle[0] - across[1] * BEND * 2, middle[1] + across[0] * BEND * 2
    x, y = (
        (1 - part) ** 2 * a + 2 * part * (1 - part) * c + part**2 * b
        for a, b, c in zip(start, end, control, strict=True)
    )
    return x, y


def _line(x: float, y: float, x2: float, y2: float, width: float) -> Line:
    return Line(round(x, 2), round(y, 2), round(x2, 2), round(y2, 2), INK, width)
