"""Serving: hours walked down the levels of vulnerability, to where they run out.

The most vulnerable come first, as the Oregon paper wants it; within a level nobody comes
before another, so a level may be served in part.

Source: Oregon SCF staff allocation system, updated 4 February 2000 (staff as the "vulnerability
level" a branch can serve); hours by level are the policy's.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from evenhand.figures import Needed, Served


def level_reached(needed: Sequence[Needed], hours: Fraction) -> Fraction:
    """How many of the levels, in the order given, `hours` can serve: 4.6 is four and a part.

    A level with nobody at it is passed, also with nothing left.
    """
    left = hours
    for done, level in enumerate(needed):
        need = level.number * level.hours
        if left < need:
            return done + left / need
        left -= need
    return Fraction(len(needed))


def hours_needed(needed: Sequence[Needed]) -> Fraction:
    """The hours that everybody served needs together."""
    return sum((each.number * each.hours for each in needed), Fraction(0))


def served(
    branch: str,
    positions: Fraction,
    hours_each: Fraction,
    needed: Sequence[Needed],
    *,
    levels: bool,
) -> Served:
    """What `positions` of `hours_each` can do for those in need.

    Args:
        branch: Whose positions.
        positions: How many.
        hours_each: Hours of casework that one gives.
        needed: Those in need; the most vulnerable first, where there are `levels`.
        levels: Whether the order means something, so that a level is reached.
    """
    hours = positions * hours_each
    reached = level_reached(needed, hours) if levels else None
    return _met(branch, positions, hours_needed(needed), hours, reached)


def served_by_quota(branch: str, positions: Fraction, quota: Fraction) -> Served:
    """What `positions` are of a quota, where that is all the policy says of need."""
    return _met(branch, positions, quota, positions, None)


def _met(
    branch: str, positions: Fraction, needed: Fraction, available: Fraction, level: Fraction | None
) -> Served:
    ratio = available / needed if needed else None
    share = None if ratio is None else min(ratio, Fraction(1))
    return Served(branch, positions, needed, available, ratio, share, level)
