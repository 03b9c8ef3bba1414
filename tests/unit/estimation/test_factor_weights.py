"""Factor weights: log odds against log odds, drawn towards nothing as far as they are noise."""

from __future__ import annotations

from fractions import Fraction as F
from math import isclose, log

import pytest

from evenhand.estimation.factor_weights import factor_weight, factor_weights


def count(x, n):
    return F(x), F(n)


def test_the_weight_is_the_difference_in_log_odds_each_drawn_to_the_pooled_prevalence():
    # Pooled 30 / 200; one imagined family at 0.15 in each group.
    removed, at_home = (20.15 / 101), (10.15 / 101)
    expected = log(removed / (1 - removed)) - log(at_home / (1 - at_home))
    assert isclose(factor_weight(count(20, 100), count(10, 100), F(1)), expected)


@pytest.mark.parametrize(
    ("removed", "at_home"),
    [
        ((1, 10), (100, 1000)),  # equally common, whatever the sizes
        ((0, 10), (0, 100)),  # nobody has it
        ((10, 10), (100, 100)),  # everybody has it
        ((0, 0), (10, 100)),  # nobody to compare with
        ((10, 100), (0, 0)),
    ],
)
def test_a_factor_that_tells_the_groups_apart_by_nothing_weighs_exactly_nothing(removed, at_home):
    assert factor_weight(count(*removed), count(*at_home), F(1)) == 0
    used = factor_weights({"drugs": (count(*removed), count(*at_home))}, F(1))
    assert used["drugs"].used == 0


def test_a_factor_that_only_one_group_has_still_has_a_weight():
    assert factor_weight(count(5, 10), count(0, 1000), F(1)) > 5


def test_the_standard_error_is_taken_at_the_pooled_prevalence():
    weight = factor_weights({"drugs": (count(20, 100), count(10, 100))}, F(0))["drugs"]
    assert isclose(weight.error, ((1 / 100 + 1 / 100) / (0.15 * 0.85)) ** 0.5)


def test_weights_are_drawn_to_nothing_by_what_chance_alone_would_spread():
    counts = {
        "drugs": (count(60, 100), count(20, 100)),
        "illness": (count(22, 100), count(20, 100)),
    }
    made = factor_weights(counts, F(1))
    # By hand: spread = (Σ w²/v − 2) / Σ 1/v, and each weight × spread / (spread + v).
    v = {f: w.error**2 for f, w in made.items()}
    w = {f: each.measured for f, each in made.items()}
    spread = (sum(w[f] ** 2 / v[f] for f in v) - 2) / sum(1 / v[f] for f in v)
    for factor, each in made.items():
        assert isclose(each.used, w[factor] * spread / (spread + v[factor]))
        assert 0 < each.used < each.measured


def test_weights_that_differ_by_no_more_than_chance_are_all_drawn_to_nothing():
    counts = {"drugs": (count(11, 100), count(10, 100)), "drink": (count(9, 100), count(10, 100))}
    assert [w.used for w in factor_weights(counts, F(1)).values()] == [0, 0]


def test_without_any_factor_there_are_no_weights():
    assert factor_weights({}, F(1)) == {}
