"""How a number leaves estimation: on one scale, rounded once, exact ever after."""

from __future__ import annotations

from fractions import Fraction as F

from evenhand.estimation import as_counts, as_scores
from evenhand.estimation.leaving import rounded, state_mean
from evenhand.figures import BranchScore, Scores


def made(*values):
    return Scores(tuple(BranchScore(b, v) for b, v in zip("abc", values, strict=False)))


def left(scores):
    return [each.value for each in scores.branches]


def test_halves_at_the_thirteenth_decimal_go_to_the_even_neighbour():
    assert rounded(F(25, 10**13)) == F(2, 10**12)
    assert rounded(F(35, 10**13)) == F(4, 10**12)
    assert rounded(F(1, 3)) == F(333_333_333_333, 10**12)


def test_scores_are_divided_by_their_mean_weighted_by_the_base():
    base = {"a": F(1), "b": F(3)}
    assert left(as_scores(made(F(2), F(6)), base)) == [F(2, 5), F(6, 5)]


def test_a_missing_score_stays_missing_and_does_not_enter_the_mean():
    base = {"a": F(1), "b": F(3), "c": F(100)}
    assert left(as_scores(made(F(2), F(6), None), base)) == [F(2, 5), F(6, 5), None]


def test_where_all_scores_or_all_bases_are_nothing_scores_stay_as_they_are():
    assert left(as_scores(made(F(0), F(0)), {"a": F(1), "b": F(3)})) == [0, 0]
    assert left(as_scores(made(F(2), F(6)), {"a": F(0), "b": F(0)})) == [2, 6]
    assert state_mean({"a": F(2)}, {"a": F(0)}) == 0


def test_a_base_keeps_its_scale():
    assert left(as_counts(made(F(20), F(1, 3), None))) == [20, F(333_333_333_333, 10**12), None]
