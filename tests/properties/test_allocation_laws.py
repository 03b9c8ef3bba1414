"""What every allocation method must do, whatever the numbers, and where one may not.

Half the weights are drawn from 1 to 3: with large ones exact ties hardly ever come up.
Limits are drawn close to what quotas give, so that they bind.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evenhand.allocation import methods
from evenhand.allocation.over_draws import awards_over_draws
from evenhand.figures import Limits

NAMES = ["Astoria", "Bend", "Coos Bay", "Dallas", "Eugene", "Florence", "Gresham", "Hood River"]
DIVISOR = [name for name in methods() if name != "largest_remainder"]
every_method = pytest.mark.parametrize("method", methods().values(), ids=methods())
divisor_methods = pytest.mark.parametrize("name", DIVISOR)


@dataclass(frozen=True)
class Problem:
    positions: int
    weights: dict[str, int]
    limits: dict[str, Limits]

    @property
    def quotas(self) -> dict[str, Fraction]:
        total = sum(self.weights.values())
        return {b: Fraction(self.positions * w, total) for b, w in self.weights.items()}

    def counts(self, name: str) -> dict[str, int]:
        awards = methods()[name](self.positions, self.quotas, self.limits)
        return {award.branch: int(award.positions) for award in awards}


weight = st.sampled_from([3, 3, 50, 10_000]).map(lambda top: st.integers(0, top))
limit = st.none() | st.tuples(st.integers(0, 6), st.none() | st.integers(0, 5))


def smallest(weights, limits):
    """The fewest positions that any method can share out: the minima, and one for each claim."""
    limits = {b: limits.get(b, Limits()) for b in weights}
    return sum(
        max(limits[b].least, min(1, limits[b].most if limits[b].most is not None else 1, w))
        for b, w in weights.items()
    )


def largest(weights, limits):
    limits = {b: limits.get(b, Limits()) for b in weights}
    claims = [limits[b].most for b, w in weights.items() if w]
    without = sum(limits[b].least for b, w in weights.items() if not w)
    return None if None in claims else sum(claims) + without


@st.composite
def problems(draw, limited=True, room=0):
    branches = draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=1))
    size = draw(weight)
    weights = {b: draw(size) for b in branches}
    assume(any(weights.values()))
    drawn = {b: draw(limit) for b in branches} if limited else {}
    limits = {
        b: Limits(low, None if extra is None else low + extra)
        for b, (low, extra) in ((b, x) for b, x in drawn.items() if x is not None)
    }
    low, high = smallest(weights, limits), largest(weights, limits)
    high = low + 40 if high is None else high - room
    assume(low <= high)
    return Problem(draw(st.integers(low, high)), weights, limits)


@every_method
@given(problem=problems())
def test_every_position_is_given_and_no_limit_is_passed(method, problem):
    awards = method(problem.positions, problem.quotas, problem.limits)
    assert sum(award.positions for award in awards) == problem.positions
    for award in awards:
        limits = problem.limits.get(award.branch, Limits())
        assert limits.hold(int(award.positions)) == award.positions


@every_method
@given(problem=problems(), data=st.data())
def test_the_order_of_the_input_does_not_matter(method, problem, data):
    shuffled = dict(data.draw(st.permutations(list(problem.quotas.items()))))
    awards = method(problem.positions, problem.quotas, problem.limits)
    assert method(problem.positions, shuffled, problem.limits) == awards
    assert [award.branch for award in awards] == sorted(problem.weights)


@every_method
@given(problem=problems(), factor=st.fractions(Fraction(1, 1000), 1000).filter(bool))
def test_the_scale_of_the_quotas_does_not_matter(method, problem, factor):
    scaled = {b: quota * factor for b, quota in problem.quotas.items()}
    here = method(problem.positions, problem.quotas, problem.limits)
    there = method(problem.positions, scaled, problem.limits)
    assert [(a.positions, a.held_by, a.tie) for a in here] == [
        (a.positions, a.held_by, a.tie) for a in there
    ]


@divisor_methods
@given(problem=problems(room=1))
def test_one_more_position_never_takes_one_away(name, problem):
    before = problem.counts(name)
    after = replace(problem, positions=problem.positions + 1).counts(name)
    assert all(after[b] >= before[b] for b in before)


@divisor_methods
@given(problem=problems(), data=st.data())
def test_a_branch_that_grows_faster_never_loses_to_one_that_grows_slower(name, problem, data):
    grown = {
        b: w + (data.draw(st.integers(0, max(6, w // 3))) if w else 0)
        for b, w in problem.weights.items()
    }
    before, after = problem.counts(name), replace(problem, weights=grown).counts(name)
    claims = [b for b, w in problem.weights.items() if w]
    for one in claims:
        for other in claims:
            if grown[one] * problem.weights[other] > grown[other] * problem.weights[one]:
                assert not (after[one] < before[one] and after[other] > before[other])


def test_under_largest_remainder_one_more_position_can_take_one_away():
    few = Problem(10, {"Astoria": 6, "Bend": 6, "Coos Bay": 2}, {})
    more = replace(few, positions=11)
    assert few.counts("largest_remainder")["Coos Bay"] == 2
    assert more.counts("largest_remainder")["Coos Bay"] == 1


def test_under_largest_remainder_a_branch_that_grows_can_lose_to_one_that_does_not():
    before = Problem(10, {"Astoria": 1, "Bend": 3, "Coos Bay": 13}, {})
    after = replace(before, weights={"Astoria": 1, "Bend": 5, "Coos Bay": 15})
    assert before.counts("largest_remainder") == {"Astoria": 0, "Bend": 2, "Coos Bay": 8}
    assert after.counts("largest_remainder") == {"Astoria": 1, "Bend": 2, "Coos Bay": 7}


@given(problem=problems())
def test_largest_remainder_stays_within_one_of_the_quota_where_no_limit_binds(problem):
    awards = methods()["largest_remainder"](problem.positions, problem.quotas, problem.limits)
    assume(not any(award.held_by for award in awards))
    for award in awards:
        assert floor(award.quota) <= award.positions <= ceil(award.quota)


@every_method
@given(problem=problems())
def test_limits_that_hold_nobody_change_nothing(method, problem):
    awards = method(problem.positions, problem.quotas, problem.limits)
    held = {a.branch: problem.limits[a.branch] for a in awards if a.held_by}
    # A branch without a quota keeps its limits: they say all that it may have.
    held |= {b: x for b, x in problem.limits.items() if not problem.weights[b]}
    again = method(problem.positions, problem.quotas, held)
    assert [a.positions for a in again] == [a.positions for a in awards]


@every_method
@given(problem=problems())
def test_someone_is_held_just_where_the_limits_change_something(method, problem):
    awards = method(problem.positions, problem.quotas, problem.limits)
    # A branch without a quota keeps its limits: they say all that it may have.
    kept = {b: x for b, x in problem.limits.items() if not problem.weights[b]}
    assume(sum(x.least for x in kept.values()) + len(problem.weights) <= problem.positions)
    free = method(problem.positions, problem.quotas, kept)
    changed = [a.positions for a in free] != [a.positions for a in awards]
    assert changed == any(a.held_by for a in awards if a.quota)


@every_method
@given(problem=problems())
def test_where_no_tie_is_reported_the_names_of_branches_decide_nothing(method, problem):
    awards = method(problem.positions, problem.quotas, problem.limits)
    assume(not any(award.tie for award in awards))
    other = dict(zip(sorted(problem.weights), sorted(problem.weights, reverse=True), strict=True))
    quotas = {other[b]: quota for b, quota in problem.quotas.items()}
    limits = {other[b]: x for b, x in problem.limits.items()}
    renamed = {a.branch: a.positions for a in method(problem.positions, quotas, limits)}
    assert renamed == {other[a.branch]: a.positions for a in awards}


@pytest.mark.parametrize("name", methods())
@given(problem=problems(), data=st.data())
def test_many_draws_at_once_give_what_each_gives_alone(name, problem, data):
    branches = sorted(problem.weights)
    claims = [b for b in branches if problem.weights[b]]
    top = data.draw(st.sampled_from([3, 100]))
    rows = [problem.weights] + [
        problem.weights | {b: data.draw(st.integers(1, top)) for b in claims} for _ in range(3)
    ]
    draws = [replace(problem, weights=row) for row in rows]
    limits = [problem.limits.get(b, Limits()) for b in branches]
    found = awards_over_draws(
        name,
        problem.positions,
        np.array([[float(draw.quotas[b]) for b in branches] for draw in draws]),
        np.array([x.least for x in limits]),
        np.array([problem.positions if x.most is None else x.most for x in limits]),
    )
    assert [dict(zip(branches, row, strict=True)) for row in found.tolist()] == [
        draw.counts(name) for draw in draws
    ]
