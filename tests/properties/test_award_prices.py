"""What one position more would take, and what would lose one, reckoned from the definition."""

from __future__ import annotations

from fractions import Fraction as F

from hypothesis import given
from hypothesis import strategies as st

from evenhand.allocation.methods.webster import webster

weights = st.lists(st.integers(0, 3), min_size=2, max_size=9).filter(any)


@given(weights, st.integers(1, 30))
def test_prices_are_those_of_the_nearest_other_branch_however_many_hold_as_many(weights, positions):
    quotas = {f"b{at}": F(positions * w, sum(weights)) for at, w in enumerate(weights)}
    awards = {award.branch: award for award in webster(positions, quotas, {})}
    held = {branch: int(award.positions) for branch, award in awards.items()}
    for branch, award in awards.items():
        others = [b for b in quotas if b != branch]
        given_up = [quotas[b] / (held[b] - F(1, 2)) for b in others if held[b]]
        taken = [quotas[b] / (held[b] + F(1, 2)) for b in others if quotas[b]]
        most = min(given_up) * (held[branch] + F(1, 2)) if given_up else None
        least = max(taken) * (held[branch] - F(1, 2)) if taken and held[branch] else None
        if quotas[branch]:
            assert (award.price_of_next, award.price_of_last) == (most, least)
