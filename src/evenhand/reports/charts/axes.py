"""Axes: how many to the right from zero, a rate upwards, with round numbers on both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from evenhand.reports.charts.marks import FAINT, QUIET, Line, Mark, Text
from evenhand.reports.charts.scale import Scale, round_step
from evenhand.reports.numerals import positions_text, share_text

Point = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Axes:
    """Counts from 0 to `most` over the width; rates from `least` to `highest` over the height.

    The rates need not start at zero: places are compared here, and no lengths.
    """

    most: Fraction
    least: Fraction
    highest: Fraction
    width: float
    height: float

    def x(self, count: Fraction) -> float:
        return Scale(Fraction(0), self.most, 0, self.width).at(count)

    def y(self, rate: Fraction) -> float:
        return Scale(self.least, self.highest, self.height, 0).at(rate)

    def grid(self) -> Iterator[Mark]:
        """Draw a faint line for each round rate, and the numbers at the left and below."""
        step = round_step((self.highest - self.least) / 5)
        for count in range(-int(-self.least // step), int(self.highest // step) + 1):
            y = self.y(step * count)
            yield Line(0, y, self.width, y, FAINT)
            yield Text(-5, y, share_text(step * count), QUIET, "right", 10)
        yield Line(0, self.height, self.width, self.height, QUIET)
        for mark in Scale(Fraction(0), self.most, 0, self.width).steps(4):
            yield Text(self.x(mark), self.height + 11, positions_text(mark), QUIET, "center", 10)

    def curve(self, points: Sequence[Point], color: str, width: float) -> Iterator[Line]:
        """Join the points, leaving out what lies beyond the axes."""
        for first, second in pairwise(points):
            kept = self._within(first, second)
            if kept:
                (a, b), (c, d) = kept
                yield Line(self.x(a), self.y(b), self.x(c), self.y(d), color, width)

    def _within(self, first: Point, second: Point) -> tuple[Point, Point] | None:
        """The part of a stretch whose rates and counts are on the axes, if any is."""
        (a, b), (c, d) = first, second
        start, end = Fraction(0), Fraction(1)
        for at, to, low, high in ((a, c, Fraction(0), self.most), (b, d, self.least, self.highest)):
            if at == to:
                if not low <= at <= high:
                    return None
                continue
            ends = sorted(((low - at) / (to - at), (high - at) / (to - at)))
            start, end = max(start, ends[0]), min(end, ends[1])
        if start >= end:
            return None
        near, far = ((a + (c - a) * t, b + (d - b) * t) for t in (start, end))
        return near, far
