"""Enough hires: the smallest size of class that keeps a standard with a certainty asked for.

Since one hire more never makes it less certain, the smallest is found by halving.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Found:
    """The smallest that is enough (None: not even the largest tried), and all that was tried."""

    enough: int | None
    tried: dict[int, Fraction]


def enough(
    keeps: Callable[[int], Fraction], planned: int, workers: int, certainty: Fraction
) -> Found:
    """Search for the smallest class, from none to twice as many as there are workers.

    Args:
        keeps: The share of simulations that keep the standard, never falling with the size.
        planned: The size that is planned, which is always among those tried.
        workers: Who is there now.
        certainty: The share asked for.
    """
    tried: dict[int, Fraction] = {}

    def holds(size: int) -> bool:
        if size not in tried:
            tried[size] = keeps(size)
        return tried[size] >= certainty

    holds(planned)
    most = max(2 * workers, 2 * planned, 1)
    if holds(0):
        return Found(0, tried)
    low, high = 0, max(planned, 1)
    while not holds(high):
        if high >= most:
            return Found(None, tried)
        low, high = high, min(2 * high, most)
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle, high)
    return Found(high, tried)
