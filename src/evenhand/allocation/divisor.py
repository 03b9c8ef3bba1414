"""The divisor search: whole positions within limits, exact to the last tie.

Every branch gets median(least, rounded share of the quota, most), where one divisor
is found for all so that the positions come out to the last one. The limits are
inside the method: what a limit takes or gives is shared out by the same prices.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from heapq import heapify, heappop, heapreplace
from math import inf, isqrt

from evenhand.allocation.contest import Contest, Price, Pricing, contest
from evenhand.allocation.facts import awards
from evenhand.figures import Award, Limits

Signpost = Callable[[int], Fraction]
DECIMALS = 12  # of a quota that is a square root


def share_out(
    pricing: Pricing, positions: int, quotas: Mapping[str, Fraction], limits: Mapping[str, Limits]
) -> list[Award]:
    """Share out `positions` by the prices of one method, within the limits.

    Raises:
        NotPossible: No sharing out is within every limit.
    """
    match = contest(pricing, positions, quotas, limits)
    return awards(match, whole_positions(match))


def whole_positions(match: Contest) -> list[int]:
    """Find how many each branch gets, by branch id.

    The start gives out all that stands above the neutral price, held within the
    limits. Then the strongest claims are added, or the weakest given back, one by one.
    """
    neutral = match.pricing.neutral(match.unit)
    counts = [_start(match, neutral, branch) for branch in range(len(match.branches))]
    missing = match.positions - sum(counts)
    _move(match, counts, abs(missing), 1 if missing > 0 else -1)
    return counts


def _start(match: Contest, neutral: Price, branch: int) -> int:
    # A signpost lies between a number and the next, so all that is open is the last step.
    below = max(match.claims[branch] - 1, 0) // match.unit
    clear = match.standing(branch, below)[0] > neutral
    return min(max(below + clear, match.least[branch]), match.most[branch])


def _move(match: Contest, counts: list[int], moves: int, step: int) -> None:
    ends = match.most if step > 0 else match.least
    heap = [_key(match, j, counts[j], step) for j in range(len(counts)) if counts[j] != ends[j]]
    heapify(heap)
    for _ in range(moves):
        branch = step * heap[0][2]
        counts[branch] += step
        if counts[branch] == ends[branch]:
            heappop(heap)
        else:
            heapreplace(heap, _key(match, branch, counts[branch], step))


def _key(match: Contest, branch: int, held: int, step: int) -> tuple[Price, float, int]:
    if step > 0:
        price, claim, _ = match.standing(branch, held)
        return -price, -claim, branch
    price, claim, _ = match.standing(branch, held - 1)
    return price, claim, -branch


@dataclass(frozen=True, slots=True)
class DivisorMethod:
    """A method that divides quotas and rounds them at its signposts.

    `signpost(k)` lies between k and k + 1: a share above it is rounded up. Where a
    signpost is a square root, `power` is 2 and the signpost is given squared, so that
    prices stay exact; only the quotas told in an award are then rounded, to twelve
    decimals: the one for a further position upwards, the one for the last downwards.
    """

    signpost: Signpost
    power: int = 1

    def __call__(
        self, positions: int, quotas: Mapping[str, Fraction], limits: Mapping[str, Limits]
    ) -> list[Award]:
        return share_out(self, positions, quotas, limits)

    @property
    def every_claim_gets_one(self) -> bool:
        return self.signpost(0) == 0

    def price(self, claim: int, held: int, unit: int) -> Price:  # noqa: ARG002 - the unit cancels
        mark = _mark(self.signpost, held)
        if not claim:
            return Fraction(0)
        if not mark:
            return inf
        return Fraction(claim**self.power * mark.denominator, mark.numerator)

    def neutral(self, unit: int) -> Fraction:
        return Fraction(unit**self.power)

    def claim_at(self, price: Fraction, held: int, scale: int, unit: int, up: bool) -> Fraction:  # noqa: ARG002 - the unit cancels
        mark = _mark(self.signpost, held)
        parts = price.denominator * mark.denominator * scale**self.power
        amount = Fraction(price.numerator * mark.numerator, parts)
        return amount if self.power == 1 else _root(amount, up)


@lru_cache(maxsize=1 << 16)
def _mark(signpost: Signpost, held: int) -> Fraction:
    """A signpost, kept: thousands of branches ask for the same few."""
    return signpost(held)


def _root(square: Fraction, up: bool) -> Fraction:
    precise = square * 10 ** (2 * DECIMALS)
    root = isqrt(precise.numerator // precise.denominator)
    return Fraction(root + (up and root**2 != precise), 10**DECIMALS)
