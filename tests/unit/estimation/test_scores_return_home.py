"""Return home against expected: what is expected of a branch, and how far it is believed."""

from __future__ import annotations

from fractions import Fraction as F
from math import isclose

import pytest

from evenhand.estimation.scores.return_home import BETWEEN

PLAIN = {"adjust": "none", "reliability": "none", "prior_sd": 0}
STRATA, LOGISTIC = {**PLAIN, "adjust": "strata"}, {**PLAIN, "adjust": "logistic"}
#: Young children go home more often than old ones; Bend has mostly old ones.
REMOVALS = """
    Astoria  | age=0-4 | 50 | 80
    Astoria  | age=5+  | 10 | 20
    Bend     | age=0-4 | 10 | 20
    Bend     | age=5+  | 30 | 80
    Coos Bay | age=0-4 | 2  | 2
"""


def test_unadjusted_a_branch_scores_its_rate_over_the_states_and_says_so(scored, values):
    made = scored("return_home", removals=REMOVALS, parameters=PLAIN)
    state = F(102, 202)
    assert values(made)["Astoria"] == F(60, 100) / state
    assert values(made)["Bend"] == F(40, 100) / state
    assert made.adjusted_by == "none"
    assert made.flags == ("not adjusted for the children's difficulty",)


def test_by_strata_each_pattern_is_expected_at_the_states_own_rate(scored, values):
    made = scored("return_home", removals=REMOVALS, parameters=STRATA)
    young, old = F(62, 102), F(40, 100)
    assert values(made)["Bend"] == 40 / (20 * young + 80 * old)
    assert (made.adjusted_by, made.flags) == ("strata", ())


def test_one_stratum_adjusts_for_nothing(scored):
    made = scored("return_home", removals="Bend | age=5+ | 1 | 2", parameters=STRATA)
    assert made.adjusted_by == "none"
    assert made.flags == ("not adjusted for the children's difficulty",)


def test_with_one_thing_known_the_model_expects_what_the_strata_do(scored, values):
    strata, model = (
        values(scored("return_home", removals=REMOVALS, parameters=p)) for p in (STRATA, LOGISTIC)
    )
    assert all(isclose(model[b], strata[b], rel_tol=1e-9) for b in strata)


def test_a_model_of_one_level_is_labelled_as_adjusting_for_nothing(scored):
    made = scored("return_home", removals="Bend | age=5+ | 1 | 2", parameters=LOGISTIC)
    assert made.adjusted_by == "none"


def test_a_branch_where_nobody_was_removed_scores_one_and_few_are_flagged(scored, values, flags):
    removals = REMOVALS.replace("Coos Bay | age=0-4 | 2  | 2", "Coos Bay | age=0-4 | 5 | 9")
    assert flags(scored("return_home", removals=removals, parameters=PLAIN)) == {
        "Coos Bay": ("only 9 removals",)
    }
    ten = removals.replace("| 9", "| 10")
    assert flags(scored("return_home", removals=ten, parameters=PLAIN)) == {}
    nobody = scored("return_home", removals="Astoria | age=5+ | 5 | 10", parameters=PLAIN)
    assert values(nobody) == {"Astoria": 1, "Bend": 1, "Coos Bay": 1}
    assert flags(nobody)["Bend"] == ("nothing to judge by",)


@pytest.mark.parametrize("adjust", ["none", "strata"])
@pytest.mark.parametrize("removals", ["", "Astoria | age=5+ | 0 | 10"])
def test_where_nobody_in_the_state_was_removed_or_home_everybody_scores_one(
    scored, values, adjust, removals
):
    for reliability in ("none", "moments"):
        chosen = {"adjust": adjust, "reliability": reliability, "prior_sd": 0}
        made = scored("return_home", removals=removals, parameters=chosen)
        assert set(values(made).values()) == {1}


MOMENTS = {**PLAIN, "reliability": "moments"}


def test_by_moments_a_small_branch_is_drawn_to_one_further_than_a_large_one(scored, values):
    raw, drawn = (
        values(scored("return_home", removals=REMOVALS, parameters=p)) for p in (PLAIN, MOMENTS)
    )
    kept = {b: (drawn[b] - 1) / (raw[b] - 1) for b in raw}
    assert 0 < kept["Coos Bay"] < kept["Bend"] == kept["Astoria"] < 1


def test_belief_is_the_spread_between_branches_over_that_and_chance(scored, values):
    made = scored("return_home", removals=REMOVALS, parameters=MOMENTS)
    rate = F(102, 202)
    one = rate * (1 - rate)
    outcomes = [(60, 100), (40, 100), (2, 2)]
    squares = sum((home - n * rate) ** 2 for home, n in outcomes)
    between = (squares - 202 * one) / (one**2 * sum(n**2 for _, n in outcomes))
    belief = 100 * one * between / (1 + 100 * one * between)
    expected = 1 + belief * (F(60) / (100 * rate) - 1)
    assert isclose(values(made)["Astoria"], expected, rel_tol=1e-9)


def test_where_branches_differ_by_no_more_than_chance_everybody_scores_one(scored, values):
    removals = "Astoria | | 51 | 100\nBend | | 49 | 100\nCoos Bay | | 5 | 10"
    assert set(values(scored("return_home", removals=removals, parameters=MOMENTS)).values()) == {1}


@pytest.mark.parametrize("adjust", ["none", "strata", "logistic"])
def test_with_its_own_coefficients_given_back_the_score_is_the_same(scored, adjust):
    chosen = {**MOMENTS, "adjust": adjust}
    first = scored("return_home", removals=REMOVALS, parameters=chosen)
    again = scored("return_home", removals=REMOVALS, parameters=chosen, frozen=first.coefficients)
    assert again == first


@pytest.mark.parametrize("adjust", ["none", "strata", "logistic"])
def test_frozen_one_branchs_outcome_changes_nobody_elses_score(scored, values, adjust):
    chosen = {**MOMENTS, "adjust": adjust}
    apart = REMOVALS.replace("| 50 | 80", "| 79 | 80")
    first = scored("return_home", removals=apart, parameters=chosen)
    after = scored(
        "return_home",
        removals=apart.replace("| 30 | 80", "| 60 | 95"),
        parameters=chosen,
        frozen=first.coefficients,
    )
    before, after = values(first), values(after)
    assert (after["Astoria"], after["Coos Bay"]) == (before["Astoria"], before["Coos Bay"])
    assert after["Bend"] > before["Bend"]


def test_a_pattern_that_frozen_strata_do_not_know_is_expected_at_the_plain_rate(scored, values):
    first = scored("return_home", removals=REMOVALS, parameters=STRATA)
    after = scored(
        "return_home",
        removals="Bend | age=99 | 1 | 1",
        parameters=STRATA,
        frozen=first.coefficients,
    )
    assert values(after)["Bend"] == 1 / F(102, 202)


def test_what_the_score_rests_on_is_told(scored):
    made = scored("return_home", removals=REMOVALS, parameters={**MOMENTS, "adjust": "logistic"})
    names = [each.name for each in made.coefficients]
    assert names == ["rate", "always", "age=5+", BETWEEN]
    assert made.coefficients[0].value == "51/101"
