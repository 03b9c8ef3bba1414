"""Raters: an exact test against the state's rate, and Holm's correction for looking at many."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import pytest

from evenhand.estimation.raters import holm, raters
from evenhand.figures import Tally


def chance_by_hand(differs, judged, rate):
    """The probability of everything no likelier than what was seen."""
    odds = [comb(judged, k) * rate**k * (1 - rate) ** (judged - k) for k in range(judged + 1)]
    return sum(p for p in odds if p <= odds[differs])


def test_a_raters_counts_add_up_over_branches():
    (only,) = raters([Tally("Astoria", "r1", 1, 4), Tally("Bend", "r1", 2, 5)])
    assert (only.rater, only.differs, only.judged, only.rate) == ("r1", 3, 9, Fraction(1, 3))


def test_the_chance_is_the_exact_binomials_times_the_raters_there_are():
    found = raters([Tally("Bend", "r1", 3, 20), Tally("Bend", "r2", 11, 20)])
    state = Fraction(14, 40)
    chances = {f"r{n}": float(chance_by_hand(n, 20, state)) for n in (3, 11)}
    assert [float(r.chance) for r in found] == pytest.approx(
        [holm(chances)["r3"], holm(chances)["r11"]], abs=1e-6
    )


def test_one_who_differs_far_more_is_flagged_and_his_fellows_are_not():
    found = raters([Tally("Bend", f"r{n}", 60 if n == 3 else 10, 200) for n in range(6)])
    assert {r.rater: r.verdict for r in found if r.verdict != "like the others"} == {
        "r3": "differs more often"
    }


def test_one_who_never_differs_may_be_flagged_too():
    found = raters([Tally("Bend", f"r{n}", 0 if n == 0 else 40, 200) for n in range(6)])
    assert found[0].verdict == "differs less often"


def test_what_would_be_flagged_alone_need_not_be_among_many():
    # 4 of 10 at a rate near 0.1 has a chance near 0.01; among forty raters that will happen.
    few = raters([Tally("Bend", "a", 4, 10), Tally("Bend", "b", 96, 990)])
    many = raters(
        [Tally("Bend", "a", 4, 10)] + [Tally("Bend", f"b{n}", 10, 100) for n in range(40)]
    )
    assert few[0].verdict == "differs more often"
    assert next(r for r in many if r.rater == "a").verdict == "like the others"


def test_holm_multiplies_the_smallest_most_and_never_falls():
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03, "d": 0.005}) == pytest.approx(
        {"d": 0.02, "a": 0.03, "c": 0.06, "b": 0.06}
    )
    assert holm({"a": 0.9, "b": 0.8}) == {"a": 1.0, "b": 1.0}


@pytest.mark.parametrize("tallies", [[], [Tally("Bend", "r1", 0, 0)]])
def test_without_judgements_there_are_no_raters(tallies):
    assert raters(tallies) == []


def test_where_nobody_ever_differs_nobody_is_flagged():
    found = raters([Tally("Bend", "r1", 0, 9), Tally("Bend", "r2", 0, 9)])
    assert {(r.chance, r.verdict) for r in found} == {(1, "like the others")}
