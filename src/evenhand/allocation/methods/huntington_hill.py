"""Huntington–Hill: round the divided quota at the geometric mean.

The signpost is the square root of k(k + 1); squares are compared, quota² / (k(k + 1)),
so nothing is lost to the root. Every branch with any quota gets a first position. It
makes relative differences between branches small; the United States House uses it.

Ties: the larger quota, then the branch first by id.

Source: 2 U.S.C. § 2a; Balinski and Young, Fair Representation (2nd ed. 2001).
"""

from __future__ import annotations

from fractions import Fraction

from evenhand.allocation.divisor import DivisorMethod


def signpost(held: int) -> Fraction:
    """The signpost squared."""
    return Fraction(held * (held + 1))


huntington_hill = DivisorMethod(signpost, power=2)
