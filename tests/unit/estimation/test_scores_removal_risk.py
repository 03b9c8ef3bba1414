"""Removal risk: family factors, weighed by how much more common they are among the removed."""

from __future__ import annotations

from fractions import Fraction as F
from math import exp, isclose

import pytest

from evenhand.errors import TableError

CHANCE, SUM = {"kappa": 1, "form": "probability"}, {"kappa": 1, "form": "sum"}
FACTORS = """
    Astoria | out_of_home:drugs | 60 | 100
    Astoria | in_home:drugs     | 20 | 200
    Bend    | in_home:drugs     | 20 | 200
    Astoria | out_of_home:drink | 50 | 100
    Astoria | in_home:drink     | 100 | 200
    Bend    | in_home:drink     | 100 | 200
"""
FAMILIES = """
    Astoria | drugs       | 20 | 200
    Astoria |             | 180 | 200
    Bend    | drink+drugs | 150 | 200
    Bend    | drink       | 50 | 200
"""


def weights(made):
    return {each.name: float(each.value) for each in made.coefficients}


def test_the_branch_whose_families_have_more_of_what_goes_with_removal_scores_higher(
    scored, values
):
    made = values(scored("removal_risk", factors=FACTORS, families=FAMILIES, parameters=CHANCE))
    assert 0 < made["Astoria"] < made["Bend"] < 1
    assert made["Coos Bay"] is None


def test_a_factor_equally_common_in_both_groups_weighs_nothing(scored):
    made = scored("removal_risk", factors=FACTORS, families=FAMILIES, parameters=CHANCE)
    assert weights(made)["drink"] == 0
    assert weights(made)["drugs"] > 1


def test_the_offset_makes_the_states_mean_the_share_of_families_with_a_child_removed(
    scored, values
):
    made = values(scored("removal_risk", factors=FACTORS, families=FAMILIES, parameters=CHANCE))
    assert isclose((made["Astoria"] * 200 + made["Bend"] * 200) / 400, 100 / 500, rel_tol=1e-9)


def test_a_family_is_at_the_chance_its_weights_add_up_to(scored, values):
    made = scored("removal_risk", factors=FACTORS, families=FAMILIES, parameters=CHANCE)
    w = weights(made)
    with_drugs, without = (1 / (1 + exp(-(w["offset"] + x))) for x in (w["drugs"], 0))
    expected = (20 * with_drugs + 180 * without) / 200
    assert isclose(values(made)["Astoria"], expected, rel_tol=1e-12)


def test_as_a_sum_the_score_is_the_mean_of_the_families_weights(scored, values):
    made = scored("removal_risk", factors=FACTORS, families=FAMILIES, parameters=SUM)
    assert weights(made)["offset"] == 0
    assert isclose(values(made)["Bend"], 150 * weights(made)["drugs"] / 200, rel_tol=1e-12)


def test_a_sum_below_nothing_is_held_at_nothing_and_says_so(scored, values, flags):
    rarer = FACTORS.replace("drugs | 60 | 100", "drugs | 1 | 100")
    made = scored("removal_risk", factors=rarer, families=FAMILIES, parameters=SUM)
    assert values(made)["Bend"] == 0
    assert flags(made)["Bend"] == ("risk below nothing, held at 0",)


@pytest.mark.parametrize("group", ["in_home", "out_of_home"])
def test_without_one_of_the_groups_there_is_nothing_to_compare(scored, group):
    factors = "\n".join(line for line in FACTORS.split("\n") if f" {group}:" not in line)
    with pytest.raises(TableError, match=r"Give both groups\."):
        scored("removal_risk", factors=factors, families=FAMILIES, parameters=CHANCE)


def test_where_no_families_were_counted_nobody_has_a_score(scored, values, flags):
    made = scored("removal_risk", factors=FACTORS, families="", parameters=CHANCE)
    assert set(values(made).values()) == {None}
    assert flags(made)["Bend"] == ("no families read",)


def test_frozen_weights_are_used_as_they_are(scored, values):
    first = scored("removal_risk", factors=FACTORS, families=FAMILIES, parameters=CHANCE)
    again = scored(
        "removal_risk",
        factors="",
        families=FAMILIES,
        parameters=CHANCE,
        frozen=first.coefficients,
    )
    assert values(again) == values(first)
    assert again.coefficients == first.coefficients


def test_the_working_tells_each_weight_as_measured_and_as_used(scored):
    made = scored("removal_risk", factors=FACTORS, families=FAMILIES, parameters=CHANCE)
    families, drink, drugs = made.branches[0].working[0].made_from
    assert (families.value, families.unit) == (F(200), "families")
    assert drink.rule.startswith("drink: +0.000 ± ")
    assert drugs.rule.startswith("drugs: +2.")
