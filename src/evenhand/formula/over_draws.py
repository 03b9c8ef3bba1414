"""The formula for many draws at once: the same quotas as the exact path, on arrays.

Floats stand where the exact path has fractions; at the point estimate the two agree,
and a test holds them to it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def quotas_over_draws(
    positions: float, base: Floats, voices: Sequence[tuple[float, Floats]]
) -> Floats:
    """Each branch's quota in every draw; a draw's quotas add up to `positions`.

    Args:
        positions: The program's positions.
        base: Draws × branches, or one row where it is the same in every draw.
        voices: Each component's influence and its scores, shaped likewise; nan where a
            branch has no score and the state's mean stands in.
    """
    parts = [influence * _share(base, scores) for influence, scores in voices if influence]
    plain = _over(base, base.sum(axis=1, keepdims=True))
    whole: Floats = positions * (np.sum(np.broadcast_arrays(*parts), axis=0) if parts else plain)
    return whole


def _share(base: Floats, scores: Floats) -> Floats:
    """One component's pot, by branch; where it says nothing in a draw it follows the base."""
    claims = base * _filled(base, scores)
    whole = claims.sum(axis=1, keepdims=True)
    plain = _over(base, base.sum(axis=1, keepdims=True))
    return np.where(whole > 0, _over(claims, whole), plain)


def _filled(base: Floats, scores: Floats) -> Floats:
    known = ~np.isnan(scores)
    if known.all():
        return scores
    weight = np.where(known, base, 0.0)
    mean = _over(
        (weight * np.where(known, scores, 0.0)).sum(axis=1, keepdims=True),
        weight.sum(axis=1, keepdims=True),
    )
    return np.where(known, scores, mean)


def _over(part: Floats, whole: Floats) -> Floats:
    return part / np.where(whole > 0, whole, 1.0)
