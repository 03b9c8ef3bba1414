"""Laws of shares within limits, before anything is made whole; and a slow second way to find them.

Half the weights are drawn from 0 to 3, and limits close to what quotas give, so that they bind.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.allocation.bounded_shares import bounded_shares
from evenhand.errors import NotPossible
from evenhand.figures import Limits

NAMES = ["Astoria", "Bend", "Coos Bay", "Dallas", "Eugene", "Florence"]


@dataclass(frozen=True)
class Problem:
    positions: int
    quotas: dict[str, F]
    limits: dict[str, Limits]

    @property
    def shares(self):
        return bounded_shares(self.positions, self.quotas, self.limits)


@st.composite
def problems(draw, room=0):
    branches = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1))
    top = draw(st.sampled_from([3, 3, 50, 10_000]))
    weights = {b: draw(st.integers(0, top)) for b in branches}
    weights[branches[0]] += 1
    limits = {}
    for branch in draw(st.lists(st.sampled_from(branches), unique=True)):
        least, extra = draw(st.integers(0, 6)), draw(st.none() | st.integers(0, 5))
        limits[branch] = Limits(least, None if extra is None else least + extra)
    least = sum(limits.get(b, Limits()).least for b in branches)
    most = [limits.get(b, Limits()).most if w else _least(limits, b) for b, w in weights.items()]
    top = least + 40 if None in most else sum(most) - room
    positions = draw(st.integers(min(least, top), top))
    total = sum(weights.values())
    quotas = {b: F(max(positions, 1) * w, total) for b, w in weights.items()}
    return Problem(max(positions, least), quotas, limits)


def _least(limits, branch):
    return limits.get(branch, Limits()).least


def slow_shares(problem):
    """Fix whoever breaks a limit, the worse side first, until nobody does: water filling."""
    limits = {b: problem.limits.get(b, Limits()) for b in problem.quotas}
    fixed = {b: F(limits[b].least) for b, q in problem.quotas.items() if not q}
    while True:
        rest = {b: q for b, q in problem.quotas.items() if b not in fixed}
        left = problem.positions - sum(fixed.values(), F(0))
        level = left / sum(rest.values()) if rest else F(0)
        shares = {b: level * q for b, q in rest.items()}
        under = {b: limits[b].least - s for b, s in shares.items() if s < limits[b].least}
        over = {
            b: s - limits[b].most
            for b, s in shares.items()
            if limits[b].most is not None and s > limits[b].most
        }
        if not under and not over:
            return {b: (fixed | shares)[b] for b in problem.quotas}
        if sum(under.values()) >= sum(over.values()):
            fixed |= {b: F(limits[b].least) for b in under}
        else:
            fixed |= {b: F(limits[b].most) for b in over}


@given(problem=problems())
def test_shares_add_up_to_the_positions_and_pass_no_limit(problem):
    assert sum(problem.shares.values()) == problem.positions
    for branch, share in problem.shares.items():
        limits = problem.limits.get(branch, Limits())
        assert limits.least <= share
        assert limits.most is None or share <= limits.most


@given(problem=problems())
def test_fixing_whoever_breaks_a_limit_until_nobody_does_finds_the_same(problem):
    assert problem.shares == slow_shares(problem)


@given(problem=problems())
def test_one_level_makes_every_share_that_no_limit_holds(problem):
    levels = set()
    for branch, share in problem.shares.items():
        limits = problem.limits.get(branch, Limits())
        if problem.quotas[branch] and limits.least < share != limits.most:
            levels.add(share / problem.quotas[branch])
    assert len(levels) <= 1


@given(problem=problems())
def test_where_no_limit_binds_the_shares_are_the_quotas(problem):
    quotas, positions = problem.quotas, sum(problem.quotas.values())
    inside = {b: Limits(0, problem.positions + 41) for b in quotas}
    if positions == problem.positions:
        assert bounded_shares(problem.positions, quotas, inside) == quotas
        assert bounded_shares(problem.positions, quotas, {}) == quotas


@given(problem=problems(room=1))
def test_one_position_more_never_lowers_a_share(problem):
    try:
        after = replace(problem, positions=problem.positions + 1).shares
    except NotPossible:
        return
    assert all(after[b] >= share for b, share in problem.shares.items())


@given(problem=problems(), data=st.data())
def test_a_larger_quota_never_lowers_its_own_share_nor_raises_anothers(problem, data):
    branch = data.draw(st.sampled_from([b for b, q in problem.quotas.items() if q]))
    grown = problem.quotas | {branch: problem.quotas[branch] * 2}
    after = replace(problem, quotas=grown).shares
    for other, share in problem.shares.items():
        assert after[other] >= share if other == branch else after[other] <= share


@given(problem=problems(), data=st.data())
def test_the_order_of_branches_and_the_scale_of_quotas_do_not_matter(problem, data):
    shuffled = dict(data.draw(st.permutations(list(problem.quotas.items()))))
    scaled = {b: q * 3 / 7 for b, q in shuffled.items()}
    assert replace(problem, quotas=scaled).shares == problem.shares


def test_what_a_minimum_takes_all_others_give_in_proportion():
    quotas = {"Astoria": F(6), "Bend": F(3), "Coos Bay": F(1)}
    shares = bounded_shares(10, quotas, {"Coos Bay": Limits(4)})
    assert shares == {"Astoria": 4, "Bend": 2, "Coos Bay": 4}


def test_a_branch_without_a_quota_gets_its_minimum_and_no_more():
    quotas = {"Astoria": F(3), "Bend": F(0), "Coos Bay": F(0)}
    assert bounded_shares(3, quotas, {"Bend": Limits(1)}) == {
        "Astoria": 2,
        "Bend": 1,
        "Coos Bay": 0,
    }
    assert bounded_shares(1, {"Bend": F(0)}, {"Bend": Limits(1)}) == {"Bend": 1}


def test_where_every_branch_is_at_its_most_that_is_its_share():
    quotas = {"Astoria": F(1), "Bend": F(8)}
    assert bounded_shares(9, quotas, {"Astoria": Limits(0, 5), "Bend": Limits(0, 4)}) == {
        "Astoria": 5,
        "Bend": 4,
    }


def test_limits_that_no_sharing_out_meets_are_refused_as_in_any_allocation():
    with pytest.raises(NotPossible, match="The largest number that works is 4"):
        bounded_shares(5, {"Bend": F(5)}, {"Bend": Limits(0, 4)})
