"""A contest for positions: who claims how much, within which limits, at what price.

A price says how strongly a branch that holds so many claims the next one; the
positions go to the highest prices. On equal prices the larger quota goes first, then
the branch first by id, so nothing ever depends on the order of the input.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Protocol

from evenhand.allocation.feasibility import check_feasible, effective_limits
from evenhand.figures import Limits

Price = Fraction | float  # a float only where it is infinite: a first position that is certain
Standing = tuple[Price, float, int]  # compares as "stronger": price, then quota, then id


class Pricing(Protocol):
    """How one method prices positions; claim / unit is the quota in positions."""

    @property
    def every_claim_gets_one(self) -> bool:
        """Whether any quota above 0 makes the first position certain."""

    def price(self, claim: int, held: int, unit: int) -> Price:
        """Price the next position of a branch that holds so many; it falls with `held`."""

    def neutral(self, unit: int) -> Fraction:
        """The price at which quotas are rounded as they stand."""

    def claim_at(self, price: Fraction, held: int, scale: int, unit: int, up: bool) -> Fraction:
        """The quota (claim / scale) that has this price; `up`: which way to round a root."""


@dataclass(frozen=True, slots=True)
class Contest:
    """One sharing out, before it: branches by id, and their claims as whole numbers.

    Claims are the quotas times one number, `scale`, so that they are whole and that
    all claims together are `positions` times `unit`. `least` and `most` are the
    limits the search keeps within, `limits` those that were asked for.
    """

    pricing: Pricing
    positions: int
    branches: tuple[str, ...]
    quotas: tuple[Fraction, ...]
    limits: tuple[Limits, ...]
    claims: tuple[int, ...]
    unit: int
    scale: int
    least: tuple[int, ...]
    most: tuple[int, ...]

    def standing(self, branch: int, held: int) -> Standing:
        """How strongly a branch that holds so many claims the next position."""
        claim = self.claims[branch]
        return self.pricing.price(claim, held, self.unit), claim, -branch


def contest(
    pricing: Pricing, positions: int, quotas: Mapping[str, Fraction], limits: Mapping[str, Limits]
) -> Contest:
    """Set up one sharing out.

    Raises:
        NotPossible: No sharing out is within every limit.
    """
    certain = pricing.every_claim_gets_one
    check_feasible(positions, quotas, limits, every_claim_gets_one=certain)
    branches = tuple(sorted(quotas))
    amounts = tuple(Fraction(quotas[branch]) for branch in branches)
    asked = tuple(limits.get(branch, Limits()) for branch in branches)
    in_use = [
        effective_limits(limit, quota, certain) for limit, quota in zip(asked, amounts, strict=True)
    ]
    whole = lcm(*{amount.denominator for amount in amounts})
    owed = [amount.numerator * (whole // amount.denominator) for amount in amounts]
    return Contest(
        pricing=pricing,
        positions=positions,
        branches=branches,
        quotas=amounts,
        limits=asked,
        claims=tuple(count * positions for count in owed),
        unit=sum(owed) or 1,
        scale=whole * positions,
        least=tuple(limit.least for limit in in_use),
        most=tuple(positions if limit.most is None else limit.most for limit in in_use),
    )
