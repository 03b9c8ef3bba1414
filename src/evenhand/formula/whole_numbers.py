"""Whole numbers: fractions over one denominator, so that long sums stay exact and quick."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm


def whole_numbers(values: Sequence[Fraction]) -> tuple[list[int], int]:
    """Each value times one number, the smallest that makes them all whole; and that number."""
    over = lcm(*{value.denominator for value in values})
    return [value.numerator * (over // value.denominator) for value in values], over
