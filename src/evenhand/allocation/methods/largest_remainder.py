"""Largest remainder (Hamilton): round down, then give what is left to the nearest misses.

A branch that holds k claims the next by quota - k, with quotas scaled to add up to the
positions. So every branch stays within one of its quota while no limit binds. What a
limit takes or gives is shared out by the same rule: to the branch furthest below its
quota, from the branch furthest above. One position more can take one away (the Alabama
paradox), and a branch that grows can lose: both cases are stored in the tests.

An award's quota for a further position, and for its last, is meant with all other
quotas as they stand and nothing scaled anew. It is never below 0.

Ties: the larger quota, then the branch first by id.

Source: Balinski and Young, Fair Representation (2nd ed. 2001).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from evenhand.allocation.divisor import share_out
from evenhand.figures import Award, Limits


def largest_remainder(
    positions: int, quotas: Mapping[str, Fraction], limits: Mapping[str, Limits]
) -> list[Award]:
    """Share out `positions` by whole quotas and largest remainders, within the limits."""
    return share_out(Remainders(), positions, quotas, limits)


class Remainders:
    """Prices by difference: how far a branch stands below its quota."""

    every_claim_gets_one = False

    def price(self, claim: int, held: int, unit: int) -> Fraction:
        return Fraction(claim - held * unit)

    def neutral(self, unit: int) -> Fraction:
        return Fraction(unit, 2)

    def claim_at(self, price: Fraction, held: int, scale: int, unit: int, up: bool) -> Fraction:  # noqa: ARG002 - exact, so nothing to round
        return max((price + held * unit) / scale, Fraction(0))
