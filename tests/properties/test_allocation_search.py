"""The search against slow and obvious ones: one position at a time, and every possible answer.

Each method is also the best answer to a question of its own (least squared distance,
most of a sum); for tiny cases all answers are listed and the best ones kept.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evenhand.allocation import methods
from evenhand.figures import Limits

NAMES = ["Astoria", "Bend", "Coos Bay", "Dallas"]
FIRST_IS_CERTAIN = ("adams", "huntington_hill")
every_method = pytest.mark.parametrize("name", methods())

PRICES = {
    "webster": lambda quota, k: quota / (2 * k + 1),
    "adams": lambda quota, k: quota / k,
    "dhondt": lambda quota, k: quota / (k + 1),
    "huntington_hill": lambda quota, k: quota**2 / (k * (k + 1)),
    "largest_remainder": lambda quota, k: quota - k,
}
# What each method makes as small as it can, summed over branches.
COSTS = {
    "webster": lambda quota, n: (n - quota) ** 2 / quota,
    "adams": lambda quota, n: -quota * sum(Fraction(1, k) for k in range(1, n)),
    "dhondt": lambda quota, n: -quota * sum(Fraction(1, k) for k in range(1, n + 1)),
    "huntington_hill": lambda quota, n: quota**2 / n if n else 0,
    "largest_remainder": lambda quota, n: (n - quota) ** 2,
}


def ranges(name, positions, quotas, limits):
    """The numbers each branch may have: its minimum only without a quota."""
    found = {}
    for branch, quota in quotas.items():
        limit = limits.get(branch, Limits())
        most = positions if limit.most is None else limit.most
        first = 1 if name in FIRST_IS_CERTAIN and most and quota else 0
        least = max(limit.least, first)
        found[branch] = range(least, (most if quota else limit.least) + 1)
    return found


def one_at_a_time(name, positions, quotas, limits):
    """Start from the minima; give each further position to the strongest claim."""
    open_ = ranges(name, positions, quotas, limits)
    counts = {branch: numbers[0] for branch, numbers in open_.items()}
    while sum(counts.values()) < positions:
        chosen = min(
            (b for b in counts if counts[b] < open_[b][-1]),
            key=lambda b: (-PRICES[name](quotas[b], counts[b]), -quotas[b], b),
        )
        counts[chosen] += 1
    return counts


def best_answers(name, positions, quotas, limits):
    """List every answer within the limits and keep those of the least cost."""
    open_ = ranges(name, positions, quotas, limits)
    answers = [row for row in product(*open_.values()) if sum(row) == positions]

    def cost(row):
        pairs = zip(quotas.values(), row, strict=True)
        return sum(COSTS[name](quota, n) for quota, n in pairs if quota)

    least = min(map(cost, answers))
    return [dict(zip(open_, row, strict=True)) for row in answers if cost(row) == least]


@st.composite
def tiny_problems(draw):
    branches = NAMES[: draw(st.integers(1, 4))]
    size = st.integers(0, draw(st.sampled_from([3, 3, 3, 40])))
    weights = {b: draw(size) for b in branches}
    total = sum(weights.values())
    assume(total)
    bound = st.none() | st.tuples(st.integers(0, 2), st.none() | st.integers(0, 3))
    drawn = {b: draw(bound) for b in branches}
    limits = {b: Limits(x[0], None if x[1] is None else x[0] + x[1]) for b, x in drawn.items() if x}
    open_ = ranges("adams", 9, weights, limits).values()
    low, high = sum(numbers[0] for numbers in open_), sum(numbers[-1] for numbers in open_)
    positions = draw(st.integers(low, min(high, 9))) if low <= min(high, 9) else 0
    assume(low <= positions)
    return positions, {b: Fraction(positions * w, total) for b, w in weights.items()}, limits


@every_method
@given(problem=tiny_problems())
def test_the_search_gives_what_one_position_at_a_time_gives(name, problem):
    awards = methods()[name](*problem)
    assert {a.branch: a.positions for a in awards} == one_at_a_time(name, *problem)


@every_method
@given(problem=tiny_problems())
def test_the_search_finds_a_best_answer_and_a_tie_wherever_there_is_another(name, problem):
    awards = methods()[name](*problem)
    best = best_answers(name, *problem)
    assert {a.branch: a.positions for a in awards} in best
    open_to_chance = {b for b in problem[1] if len({answer[b] for answer in best}) > 1}
    assert {a.branch for a in awards if a.tie} == open_to_chance
    assert all(set(a.tie) == open_to_chance for a in awards if a.tie)


@every_method
@given(problem=tiny_problems())
def test_a_little_more_than_the_price_of_the_next_wins_it_and_a_little_less_does_not(name, problem):
    positions, quotas, limits = problem
    little = Fraction(1, 10**9)
    for award in methods()[name](*problem):
        price = award.price_of_next
        if price is None:
            continue
        above = quotas | {award.branch: price + little}
        below = quotas | {award.branch: max(price - little, Fraction(0))}
        assert one_at_a_time(name, positions, above, limits)[award.branch] > award.positions
        assert one_at_a_time(name, positions, below, limits)[award.branch] <= award.positions


@every_method
@given(problem=tiny_problems())
def test_a_little_more_than_the_price_of_the_last_keeps_it_and_a_little_less_does_not(
    name, problem
):
    positions, quotas, limits = problem
    little = Fraction(1, 10**9)
    for award in methods()[name](*problem):
        price = award.price_of_last
        if not price:
            continue
        above = quotas | {award.branch: price + little}
        below = quotas | {award.branch: price - little}
        assert one_at_a_time(name, positions, above, limits)[award.branch] >= award.positions
        assert one_at_a_time(name, positions, below, limits)[award.branch] < award.positions


@every_method
@given(problem=tiny_problems())
def test_no_price_is_told_only_where_no_quota_would_do_it(name, problem):
    positions, quotas, limits = problem
    for award in methods()[name](*problem):
        huge = quotas | {award.branch: Fraction(10**6)}
        first = sum(numbers[0] for numbers in ranges(name, positions, huge, limits).values())
        if award.price_of_next is None and first <= positions:
            most = one_at_a_time(name, positions, huge, limits)[award.branch]
            assert most == award.positions
        if award.price_of_last is None and award.quota:
            tiny = quotas | {award.branch: Fraction(1, 10**6)}
            least = one_at_a_time(name, positions, tiny, limits)[award.branch]
            assert least == award.positions
