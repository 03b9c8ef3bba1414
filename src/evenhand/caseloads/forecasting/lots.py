"""Lots: how many of so many, when each has the same chance, by a lot drawn beforehand.

The same lot serves any number of people, and one more never makes fewer stay: what two
sizes of class bring differs by the size alone, and more hires never look worse.
"""

from __future__ import annotations

from math import ceil, floor, log, sqrt

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Floats = NDArray[np.float64]
#: So many standard deviations from the middle nothing is left to add up.
FAR = 9


def how_many(of: Counts, share: float, lots: Floats) -> Counts:
    """The smallest number that a binomial of (`of`, `share`) reaches with chance ≥ the lot."""
    if share <= 0 or not of.max(initial=0):
        return np.zeros_like(of)
    if share >= 1:
        return of.copy()
    least, most = int(of.min()), int(of.max())
    reach = FAR * sqrt(most * share * (1 - share)) + 1
    first = max(0, floor(least * share - reach))
    last = min(most, ceil(most * share + reach))
    reached = _reached(np.arange(least, most + 1), np.arange(first, last + 1), share)
    # Every size's chances stand in one long rising list, two apart, to be searched at once.
    steps = reached + 2 * np.arange(len(reached))[:, None]
    places = np.searchsorted(steps.ravel(), lots + 2 * (of - least))
    found: Counts = np.minimum(first + places - (of - least) * reached.shape[1], of)
    return found


def _reached(sizes: Counts, numbers: Counts, share: float) -> Floats:
    """For each size the chance of at most each of the numbers; 1 at the last."""
    from scipy.special import gammaln

    of, number = sizes[:, None], numbers[None, :]
    there = number <= of
    ways = gammaln(of + 1.0) - gammaln(number + 1.0) - gammaln(np.maximum(of - number, 0) + 1.0)
    logs = ways + number * log(share) + (of - number) * log(1 - share)
    reached = np.cumsum(np.where(there, np.exp(np.where(there, logs, 0.0)), 0.0), axis=1)
    reached[:, -1] = 1.0
    whole: Floats = np.minimum(reached, 1.0)
    return whole
