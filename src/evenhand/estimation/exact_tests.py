"""Exact tests of a branch beside the rest of the state: in one period, or of its change.

In one period the test is Fisher's: given all hits of the state, those of the branch are
hypergeometric. Of a change it is Zelen's of equal odds ratios: given each part's hits
over both periods, and the state's hits now. Both are one sum, over cells.

Source: Fisher 1935, The logic of inductive inference; Zelen 1971, The analysis of several
2 × 2 contingency tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from evenhand.estimation.within_families import Count

Floats = NDArray[np.float64]
#: Which side is looked at: only more hits than expected, or more and fewer.
Side = Literal["more", "either"]


class Beside(NamedTuple):
    """A branch beside the rest of the state, in one period."""

    own: Count
    rest: Count


def expected_and_chance(periods: Sequence[Beside], side: Side) -> tuple[float, float]:
    """The share to be expected of a branch like the rest, and the chance of one so far off.

    Args:
        periods: The branch and the rest now, and before if its change is looked at.
        side: "either" doubles the smaller tail.
    """
    own = periods[0].own
    hits, weights = _distribution(periods)
    expected = float((hits * weights).sum()) / own.base
    more = float(weights[hits >= own.hits].sum())
    if side == "more":
        return expected, min(1.0, more)
    fewer = float(weights[hits <= own.hits].sum())
    return expected, min(1.0, 2 * min(more, fewer))


def _distribution(periods: Sequence[Beside]) -> tuple[Floats, Floats]:
    """How many hits the branch could have now, and how likely each number is."""
    from scipy.special import gammaln

    cells = list(_cells(*periods))
    low = max(-at_none if step > 0 else at_none - size for size, at_none, step in cells)
    high = min(size - at_none if step > 0 else at_none for size, at_none, step in cells)
    hits = np.arange(low, high + 1, dtype=float)
    logs = np.zeros(len(hits))
    for size, at_none, step in cells:
        chosen = at_none + step * hits
        logs -= gammaln(chosen + 1) + gammaln(size - chosen + 1)
    weights = np.exp(logs - logs.max())
    return hits, weights / weights.sum()


def _cells(now: Beside, before: Beside | None = None) -> Iterator[tuple[int, int, int]]:
    """Each part's size, its hits if the branch had none now, and its step for each of those."""
    yield now.own.base, 0, 1
    yield now.rest.base, now.own.hits + now.rest.hits, -1
    if before:
        yield before.own.base, before.own.hits + now.own.hits, -1
        yield before.rest.base, before.rest.hits - now.own.hits, 1
