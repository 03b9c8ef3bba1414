"""How many moments to draw: each step, and what no step may do."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from evenhand.estimation.sample_size import Wanted, sample_plan, z_of

RMS = Wanted(F("0.36"), F("0.02"), F("1.96"))


def rules(wanted):
    return [step.rule for step in sample_plan(wanted, 38).steps]


def test_every_step_asked_for_is_shown_in_its_order_and_no_other():
    assert rules(RMS) == ["n0 = z² p (1 − p) ÷ B²", "rounded up"]
    everything = Wanted(RMS.share, RMS.precision, RMS.z, 1000, F("0.85"), F("0.1"), F("1.5"))
    assert rules(everything) == [
        "n0 = z² p (1 − p) ÷ B²",
        "n = n0 ÷ (1 + (n0 − 1) ÷ N)",
        "× design effect",
        "÷ response rate",
        "× (1 + oversample)",
        "never more than N",
        "rounded up",
    ]


def test_a_sample_that_comes_out_whole_is_not_rounded_up():
    assert sample_plan(Wanted(F("0.3"), F("0.04"), F(2)), 38).steps[-2].value == 525


def test_a_design_effect_and_a_response_rate_multiply_what_is_needed():
    plain = sample_plan(RMS, 38).steps[0].value
    wanted = Wanted(RMS.share, RMS.precision, RMS.z, response=F("0.85"), design_effect=F("1.5"))
    assert sample_plan(wanted, 38).steps[-2].value == plain * F("1.5") / F("0.85")


def test_a_state_of_2401_moments_tells_one_branch_of_38_plus_or_minus_12_points():
    made = sample_plan(Wanted(F("0.5"), F("0.02"), F("1.96")), 38)
    assert made.moments == 2401
    assert round(made.branch_precision, 3) == F("0.123")


def test_the_only_branch_is_told_as_closely_as_the_state():
    for population in (None, 3000):
        wanted = Wanted(RMS.share, RMS.precision, RMS.z, population)
        assert sample_plan(wanted, 1).branch_precision == RMS.precision


def test_a_branch_of_one_moment_is_no_census_and_one_wholly_drawn_is():
    one = sample_plan(Wanted(F(1, 2), F("0.05"), F(2), 10), 10)
    assert one.branch_precision > F(1, 2)
    whole = sample_plan(Wanted(F(1, 2), F("0.000001"), F(2), 100), 2)
    assert whole.branch_precision < F("0.00001")


def test_z_is_that_of_the_tables():
    assert z_of(F("0.95")) == F("1.959964")
    assert z_of(F("0.9")) == F("1.644854")


def test_where_all_moments_are_drawn_and_half_are_answered_the_precision_is_what_these_allow():
    wanted = Wanted(F("0.36"), F("0.02"), F("1.96"), 1_000, F(1, 2), design_effect=F(2))
    made = sample_plan(wanted, 1)
    assert made.moments == 1_000
    # 500 of 1,000 answered count as 250: 1.96 √(.36 × .64 ÷ 250 × 500/999).
    assert float(made.precision) == pytest.approx(0.0421, abs=0.0001)
    whole = sample_plan(Wanted(F("0.36"), F("0.001"), F(2), 9, design_effect=F(2)), 1)
    assert (whole.moments, whole.precision) == (9, F("0.001"))


@pytest.mark.parametrize("population", [1, 2, 7])
def test_there_are_never_more_moments_than_there_are(population):
    assert sample_plan(Wanted(F("0.5"), F("0.01"), F(2), population), 3).moments <= population
