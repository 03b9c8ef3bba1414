"""Intervals: what many draws of whole positions say, in a few numbers a branch.

Source: Evenhand method, section 8.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.integer[Any]]
Floats = NDArray[np.float64]
#: Draws looked at together, so that the differences of all need not stand in memory.
ROWS = 500


@dataclass(frozen=True, slots=True)
class Span:
    """The number one draw in twenty does not go beyond on either side, and the middle one."""

    p05: int
    p50: int
    p95: int


def spans(counts: Counts) -> list[Span]:
    """The span of each branch: order statistics of its draws, whole like the draws.

    Args:
        counts: Draws × branches.
    """
    draws = len(counts)
    places = [draws // 20, (draws - 1) // 2, draws - 1 - draws // 20]
    ordered = np.partition(counts, places, axis=0)[places]
    return [Span(*map(int, column)) for column in ordered.T]


def part_above(counts: Counts, now: Floats) -> Floats:
    """For each branch the part of the draws with more than it has now (nan: not known)."""
    return _part(counts > now, now)


def part_below(counts: Counts, now: Floats) -> Floats:
    """For each branch the part of the draws with fewer than it has now (nan: not known)."""
    return _part(counts < now, now)


def _part(holds: NDArray[np.bool_], now: Floats) -> Floats:
    return np.where(np.isnan(now), np.nan, holds.mean(axis=0))


def misplaced(counts: Counts, published: NDArray[np.int64]) -> Fraction:
    """Half the sum of what branches have too many and too few, on average over the draws."""
    return sum(misplaced_by_branch(counts, published), Fraction(0)) / 2


def misplaced_by_branch(counts: Counts, published: NDArray[np.int64]) -> list[Fraction]:
    """How far each branch's published number lies from its draws, on average."""
    apart = np.zeros(len(published), dtype=np.int64)
    for start in range(0, len(counts), ROWS):
        apart += np.abs(counts[start : start + ROWS] - published).sum(axis=0)
    return [Fraction(int(each), len(counts)) for each in apart]
