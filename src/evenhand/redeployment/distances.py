"""Distances between branches, in whole tenths, so that equal distances are equal exactly.

Without a table they are great-circle kilometres on a sphere; a supplied table (minutes
of travel, say) replaces them. A table that tells one direction stands for both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import asin, cos, isfinite, radians, sin, sqrt

from evenhand.errors import TableError
from evenhand.figures import Place

EARTH = 6371.0088  # kilometres, the mean radius
TENTHS = 10

Travel = Mapping[tuple[str, str], float]


def tenths_between(
    pairs: Iterable[tuple[str, str]], places: Mapping[str, Place], travel: Travel | None
) -> tuple[dict[tuple[str, str], int], tuple[str, ...]]:
    """Tell the tenths between each pair of branches, and the branches that stand nowhere.

    Raises:
        TableError: A travel table is given, and a pair is missing or not a distance.
    """
    if travel is not None:
        return {pair: _travelled(pair, travel) for pair in pairs}, ()
    asked = sorted(set(pairs))
    lost = sorted({b for pair in asked for b in pair if _degrees(places.get(b)) is None})
    return {p: _over_the_earth(p, places) for p in asked if not {*p} & {*lost}}, tuple(lost)


def _travelled(pair: tuple[str, str], travel: Travel) -> int:
    told = travel.get(pair, travel.get(pair[::-1]))
    if told is None:
        raise TableError(
            f"The travel table has nothing between {pair[0]} and {pair[1]}. Add that pair, or "
            "leave the table out to use kilometres."
        )
    if not isfinite(told) or told < 0:
        raise TableError(
            f"The travel table says {told} between {pair[0]} and {pair[1]}. "
            "A distance is a number from 0 up."
        )
    return round(told * TENTHS)


def _degrees(place: Place | None) -> tuple[float, float] | None:
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return radians(place.latitude), radians(place.longitude)


def _over_the_earth(pair: tuple[str, str], places: Mapping[str, Place]) -> int:
    here, there = (_degrees(places[branch]) or (0.0, 0.0) for branch in pair)
    half = (
        sin((here[0] - there[0]) / 2) ** 2
        + cos(here[0]) * cos(there[0]) * sin((here[1] - there[1]) / 2) ** 2
    )
    return round(TENTHS * 2 * EARTH * asin(sqrt(min(1.0, half))))
