"""Webster (Sainte-Laguë): round the divided quota to the nearest whole number.

The signpost is half way: a branch that holds k claims the next by quota / (2k + 1).
It favours neither large nor small branches, one position more never takes one away,
and a branch that grows never loses to one that shrinks.

Ties: the larger quota, then the branch first by id.

Source: Balinski and Young, Fair Representation (2nd ed. 2001).
"""

from __future__ import annotations

from fractions import Fraction

from evenhand.allocation.divisor import DivisorMethod


def signpost(held: int) -> Fraction:
    return Fraction(2 * held + 1, 2)


webster = DivisorMethod(signpost)
