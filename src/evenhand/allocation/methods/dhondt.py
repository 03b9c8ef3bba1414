"""D'Hondt (Jefferson): round the divided quota down.

The signpost is the number above: a branch that holds k claims the next by
quota / (k + 1). It favours large branches; no branch falls below the whole part of
its quota unless a limit takes it there.

Ties: the larger quota, then the branch first by id.

Source: Balinski and Young, Fair Representation (2nd ed. 2001).
"""

from __future__ import annotations

from fractions import Fraction

from evenhand.allocation.divisor import DivisorMethod


def signpost(held: int) -> Fraction:
    return Fraction(held + 1)


dhondt = DivisorMethod(signpost)
