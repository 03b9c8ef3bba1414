"""Agreement: alpha beside the package that computes it too, its interval, and when it has none."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import krippendorff
import numpy as np
import pytest

from evenhand.estimation import agreement as at_work
from evenhand.estimation.agreement import agreement, generator_of
from evenhand.estimation.judgements import judged
from evenhand.figures import Tally

VALUES = ("1", "2", "3", "4")


def told(patterns, values=VALUES, *, ordinal=False, seed=1):
    return agreement(patterns, values, generator_of(seed, "level", "state"), ordinal=ordinal)


def drawn(chance: Random):
    """A few patterns of up to four judges, some units judged by nobody or by one."""
    return [
        ({value: chance.choice([0, 0, 1, 2]) for value in VALUES}, chance.randint(1, 4))
        for _ in range(chance.randint(2, 8))
    ]


@pytest.mark.parametrize("ordinal", [False, True])
@pytest.mark.parametrize("seed", range(40))
def test_alpha_is_that_of_the_krippendorff_package(seed, ordinal):
    patterns = drawn(Random(seed))
    counts = np.array([[p[v] for v in VALUES] for p, n in patterns for _ in range(n)])
    judged_twice = counts[counts.sum(axis=1) >= 2]
    if (judged_twice.sum(axis=0) > 0).sum() < 2 or len(judged_twice) < 2:
        assert told(patterns, ordinal=ordinal).alpha is None
        return
    metric = "ordinal" if ordinal else "nominal"
    theirs = krippendorff.alpha(
        value_counts=counts, value_domain=[1, 2, 3, 4], level_of_measurement=metric
    )
    both, weights = at_work._arrays(patterns, VALUES)
    paired = both.sum(axis=1) >= 2
    sums = at_work._coincidences(weights[paired][None], at_work._pairs(both[paired]))
    assert at_work._alphas(sums, ordinal=ordinal)[0] == pytest.approx(theirs, abs=1e-12)
    assert told(patterns, ordinal=ordinal).alpha == pytest.approx(theirs, abs=1e-6)


def test_units_with_the_same_pattern_may_stand_together_or_apart():
    together = [({"1": 2}, 3), ({"1": 1, "2": 1}, 2)]
    apart = [({"1": 2}, 1)] * 3 + [({"1": 1, "2": 1}, 1)] * 2
    assert told(together).alpha == told(apart).alpha


def test_a_unit_judged_once_counts_among_all_and_changes_nothing_else():
    pairs = [({"1": 2}, 5), ({"1": 1, "2": 1}, 2), ({"2": 2}, 3)]
    alone, with_one = told(pairs), told([*pairs, ({"3": 1}, 4), ({}, 9)])
    assert (with_one.units, with_one.twice) == (14, 10)
    assert (with_one.alpha, with_one.low) == (alone.alpha, alone.low)


def test_near_is_nearer_than_far_only_where_the_values_have_an_order():
    near = [({"1": 2}, 4), ({"1": 1, "2": 1}, 2), ({"2": 2}, 4), ({"4": 2}, 4)]
    far = [({"1": 2}, 4), ({"1": 1, "4": 1}, 2), ({"2": 2}, 4), ({"4": 2}, 4)]
    assert told(near, ordinal=True).alpha > told(far, ordinal=True).alpha
    assert told(near).alpha == pytest.approx(told(far).alpha, abs=0.05)


def test_the_interval_holds_alpha_and_narrows_with_more_units():
    few = told([({"1": 2}, 10), ({"1": 1, "2": 1}, 5), ({"2": 2}, 10)])
    many = told([({"1": 2}, 1000), ({"1": 1, "2": 1}, 500), ({"2": 2}, 1000)])
    assert few.low < few.alpha < few.high
    assert many.high - many.low < (few.high - few.low) / 5


def test_the_same_seed_draws_the_same_interval_and_another_another():
    patterns = [({"1": 2}, 10), ({"1": 1, "2": 1}, 5), ({"2": 2}, 10)]
    assert told(patterns) == told(patterns)
    assert told(patterns, seed=2).low != told(patterns).low


@pytest.mark.parametrize(
    ("patterns", "note"),
    [
        ([], "fewer than two were judged by two"),
        ([({"1": 1}, 50)], "fewer than two were judged by two"),
        ([({"1": 2}, 1), ({"2": 1}, 5)], "fewer than two were judged by two"),
        ([({"1": 2}, 50)], "one judgement only: nothing to disagree on"),
        ([({"1": 2}, 1), ({"1": 3}, 1)], "one judgement only: nothing to disagree on"),
    ],
)
def test_where_alpha_cannot_be_told_words_say_why(patterns, note):
    found = told(patterns)
    assert (found.alpha, found.low, found.high, found.note) == (None, None, None, note)


def test_no_interval_where_many_draws_would_have_nothing_to_disagree_on():
    found = told([({"1": 2}, 20), ({"1": 1, "2": 1}, 1)])
    assert found.alpha is not None
    assert (found.low, found.note) == (None, "too little disagreement for an interval")


def test_few_units_are_said_to_be_few():
    assert told([({"1": 2}, 5), ({"2": 2}, 4)]).note == "only 9 judged by two"
    assert told([({"1": 2}, 5), ({"2": 2}, 5)]).note == ""


CALLS = [
    Tally("Astoria", "neglect=2", 6, 10),
    Tally("Astoria", "refer=2", 4, 10),
    Tally("Bend", "neglect=1 refer=1", 3, 9),
    Tally("Bend", "neglect=1 sexual=1", 3, 9),
    Tally("Bend", "sexual=1 unstated=1", 3, 9),
]


def test_whether_to_assess_and_of_which_type_are_two_questions():
    verdict, of_type = judged(CALLS, [], "state", 1)
    assert (verdict.judged, verdict.agreement.twice) == ("verdict", 19)
    assert (of_type.judged, of_type.agreement.units, of_type.agreement.twice) == ("type", 15, 9)


def test_each_branch_stands_before_the_state_and_draws_from_its_own_stream():
    found = judged(CALLS, [], "branch", 1)
    assert [(j.judged, j.where) for j in found] == [
        (what, where) for what in ("verdict", "type") for where in ("Astoria", "Bend", "state")
    ]
    without = judged([t for t in CALLS if t.branch == "Bend"], [], "branch", 1)
    assert without[0] == found[1]


def test_branches_judged_alike_do_not_share_their_draws():
    alike = [Tally(b, of, 5, 10) for b in ("Astoria", "Bend") for of in ("a=2", "a=1 refer=1")]
    astoria, bend = (each.agreement for each in judged(alike, [], "branch", 1)[:2])
    assert astoria.alpha == bend.alpha
    assert (astoria.low, astoria.high) != (bend.low, bend.high)


def test_a_type_is_looked_at_against_all_others():
    neglect, sexual = judged(CALLS, [], "type", 1)
    assert (neglect.where, sexual.where) == ("neglect", "sexual")
    assert neglect.agreement.alpha == sexual.agreement.alpha  # two types: two views of one thing


def test_levels_are_in_order():
    readings = [Tally("Bend", "1=1 2=1", 5, 15), Tally("Bend", "7=2", 5, 15)]
    (level,) = judged([], readings, "state", 1)
    assert level.judged == "level"
    assert level.agreement.alpha > Fraction(3, 4)
