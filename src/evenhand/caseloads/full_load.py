"""A full load: cases of several kinds as parts of one, in whole numbers so that nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import lcm


def points(full_load: Mapping[str, Fraction]) -> tuple[dict[str, int], int]:
    """What a case of each kind weighs, and how many such points are a full load.

    Where 12 of one kind or 17 of another are a full load, it is 204 points: a case of the
    first kind weighs 17, one of the second 12, and Σ n ÷ limit is points ÷ 204.
    """
    whole = lcm(*(limit.numerator for limit in full_load.values()))
    return {kind: int(whole / limit) for kind, limit in full_load.items()}, whole
