"""Laws of sharing out one change among its causes, against all orders walked one by one."""

from __future__ import annotations

from fractions import Fraction as F
from itertools import permutations
from math import factorial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.errors import TableError
from evenhand.scenarios.accounts.shapley import shapley

CAUSES = ("data", "base", "split", "total")
BRANCHES = ("Astoria", "Bend")


def subsets(causes):
    return [
        frozenset(c for at, c in enumerate(causes) if n >> at & 1) for n in range(2 ** len(causes))
    ]


@st.composite
def games(draw, least=0):
    """A value for every state, as a table: causes, and two branches' values by state."""
    causes = CAUSES[: draw(st.integers(least, len(CAUSES)))]
    number = st.integers(-60, 60).map(lambda n: F(n, 12))
    return causes, {s: {b: draw(number) for b in BRANCHES} for s in subsets(causes)}


def slow_shapley(groups, table):
    """The mean, over all orders in which the groups come, of what the coming of each changes."""
    sums = {group: dict.fromkeys(BRANCHES, F(0)) for group in groups}
    for order in permutations(groups):
        state = frozenset()
        for group in order:
            new = state | set(group)
            for branch in BRANCHES:
                sums[group][branch] += table[new][branch] - table[state][branch]
            state = new
    return {
        group: {b: n / factorial(len(groups)) for b, n in found.items()}
        for group, found in sums.items()
    }


def refusing(table, wrong):
    def value(state):
        if state in wrong:
            raise TableError(f"no {' '.join(sorted(state))}")
        return table[state]

    return value


@given(game=games())
def test_it_is_the_mean_over_all_orders(game):
    causes, table = game
    shared = shapley(causes, table.__getitem__)
    assert shared.changes == slow_shapley([(c,) for c in causes], table)
    assert shared.why == {}


@given(game=games(), data=st.data())
def test_what_the_causes_changed_adds_up_whatever_had_to_be_merged(game, data):
    causes, table = game
    mixed = [s for s in table if 0 < len(s) < len(causes)]
    wrong = data.draw(st.sets(st.sampled_from(mixed))) if mixed else set()
    shared = shapley(causes, refusing(table, wrong))
    assert shared.changes == slow_shapley(list(shared.changes), table)
    for branch in BRANCHES:
        whole = table[frozenset(causes)][branch] - table[frozenset()][branch]
        assert sum(found[branch] for found in shared.changes.values()) == (whole if causes else 0)
    assert sorted(c for group in shared.changes for c in group) == sorted(causes)
    assert set(shared.why) == {group for group in shared.changes if len(group) > 1}


@given(game=games(least=1), data=st.data())
def test_a_cause_that_never_changes_anything_is_given_nothing(game, data):
    causes, table = game
    idle = data.draw(st.sampled_from(causes))
    shared = shapley(causes, lambda state: table[state - {idle}])
    assert set(shared.changes[idle,].values()) == {0}


@given(game=games(least=2))
def test_two_causes_that_do_the_same_are_given_the_same(game):
    causes, table = game
    one, other = causes[:2]

    def value(state):
        swapped = frozenset({one: other, other: one}.get(c, c) for c in state)
        return {b: table[state][b] + table[swapped][b] for b in BRANCHES}

    shared = shapley(causes, value)
    assert shared.changes[one,] == shared.changes[other,]


@given(game=games(), data=st.data())
def test_told_backwards_every_change_is_the_opposite(game, data):
    causes, table = game
    mixed = [s for s in table if 0 < len(s) < len(causes)]
    wrong = data.draw(st.sets(st.sampled_from(mixed))) if mixed else set()
    there = shapley(causes, refusing(table, wrong))
    back = {frozenset(causes) - s: found for s, found in table.items()}
    again = shapley(causes, refusing(back, {frozenset(causes) - s for s in wrong}))
    assert again.changes == {
        group: {b: -n for b, n in found.items()} for group, found in there.changes.items()
    }


def test_only_causes_that_stand_apart_in_a_state_without_a_value_are_merged():
    table = {s: dict.fromkeys(BRANCHES, F(len(s))) for s in subsets(CAUSES)}
    wrong = {s for s in table if "data" in s and "base" not in s}
    shared = shapley(CAUSES, refusing(table, wrong))
    assert list(shared.changes) == [("data", "base"), ("split",), ("total",)]
    assert shared.why == {("data", "base"): "no data"}


def test_a_change_whose_end_cannot_be_computed_is_refused_with_the_reason():
    table = {s: dict.fromkeys(BRANCHES, F(0)) for s in subsets(CAUSES)}
    with pytest.raises(TableError, match="no base data split total"):
        shapley(CAUSES, refusing(table, {frozenset(CAUSES)}))
