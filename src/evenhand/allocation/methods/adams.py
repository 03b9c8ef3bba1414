"""Adams: round the divided quota up.

The signpost is the number below: a branch that holds k claims the next by quota / k,
so every branch with any quota gets a first position. It favours small branches.

Ties: the larger quota, then the branch first by id.

Source: Balinski and Young, Fair Representation (2nd ed. 2001).
"""

from __future__ import annotations

from fractions import Fraction

from evenhand.allocation.divisor import DivisorMethod


def signpost(held: int) -> Fraction:
    return Fraction(held)


adams = DivisorMethod(signpost)
