"""Return home against expected: what is expected of a branch, and how far it is believed."""

from __future__ import annotations

from fractions import Fraction as F
from math import exp, isclose

import pytest

from evenhand.errors import TableError
from evenhand.estimation import predicted as module
from evenhand.estimation.cells import known_cells
from evenhand.estimation.expectation import BETWEEN
from evenhand.estimation.leaving import rounded
from evenhand.estimation.predicted import predicted
from evenhand.estimation.random_intercept import random_intercept
from evenhand.figures import Coefficient

PLAIN = {
    "adjust": "none",
    "estimator": "statewide",
    "reliability": "none",
    "form": "reliability_weighted",
    "prior_sd": 0,
}
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
    for reliability in ("none", "moments") + ("model",) * (adjust == "none"):
        chosen = {**PLAIN, "adjust": adjust, "reliability": reliability}
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


MODEL = {**PLAIN, "adjust": "logistic", "estimator": "random", "reliability": "model"}
#: Branches further apart than their children and chance would make them.
APART = """
    Astoria  | age=0-4 | 70 | 80
    Astoria  | age=5+  | 15 | 20
    Bend     | age=0-4 | 8  | 20
    Bend     | age=5+  | 18 | 80
    Coos Bay | age=0-4 | 2  | 2
"""


def test_by_the_model_belief_rests_on_the_variance_the_mixed_model_finds(scored, values):
    made = scored("return_home", removals=APART, parameters=MODEL)
    kept = {each.name: each.value for each in made.coefficients}
    assert list(kept) == ["rate", "always", "age=5+", BETWEEN]
    rate, between = F(kept["rate"]), F(kept[BETWEEN])
    assert between > 0
    size = 100 * rate * (1 - rate) * between
    odds = [float(kept["always"]), float(kept["always"]) + float(kept["age=5+"])]
    young, old = (1 / (1 + exp(-each)) for each in odds)
    raw = 85 / (80 * young + 20 * old)
    assert isclose(values(made)["Astoria"], 1 + size / (1 + size) * F(raw - 1), rel_tol=1e-9)


@pytest.mark.parametrize("estimator", ["statewide", "within"])
def test_the_variance_is_the_mixed_models_whatever_the_estimator(scored, estimator):
    random, other = (
        scored("return_home", removals=APART, parameters={**MODEL, "estimator": each})
        for each in ("random", estimator)
    )
    assert other.coefficients[-1] == random.coefficients[-1]
    assert other.coefficients[1:-1] != random.coefficients[1:-1]


def test_unadjusted_the_model_has_an_intercept_and_a_variance_alone(scored, values):
    made = scored("return_home", removals=APART, parameters={**MODEL, "adjust": "none"})
    assert [each.name for each in made.coefficients] == ["rate", BETWEEN]
    assert values(made)["Bend"] < 1 < values(made)["Astoria"]


def test_strata_have_no_model_and_the_message_says_what_would_work(scored):
    with pytest.raises(TableError, match=r"strata have no model.*`reliability: moments`"):
        scored("return_home", removals=APART, parameters={**MODEL, "adjust": "strata"})


@pytest.mark.parametrize("hits", [0, 9])
def test_with_a_logistic_model_nobody_or_everybody_home_is_refused(scored, hits):
    with pytest.raises(TableError, match=r"is nobody or everybody.*`adjust: none`"):
        scored("return_home", removals=f"Bend | age=5+ | {hits} | 9", parameters=MODEL)


def test_raw_is_observed_over_expected_and_the_difference_counts_children_alike(scored, values):
    raw, difference = (
        values(scored("return_home", removals=APART, parameters={**STRATA, "form": form}))
        for form in ("raw", "difference")
    )
    young, old, state = F(80, 102), F(33, 100), F(113, 202)
    expected = 20 * young + 80 * old
    assert raw["Bend"] == 26 / expected
    assert difference["Bend"] == 1 + (26 - expected) / (100 * state)


def test_a_difference_never_falls_below_nothing(scored, values):
    removals = "Astoria | a=1 | 90 | 100\nBend | a=1 | 0 | 10\nCoos Bay | a=2 | 9 | 9"
    frozen = (Coefficient("rate", "1/10"), Coefficient("rate of a=1", "9/10"))
    chosen = {**STRATA, "form": "difference"}
    made = scored("return_home", removals=removals, parameters=chosen, frozen=frozen)
    assert values(made)["Bend"] == 0


def test_predicted_is_what_the_branchs_own_effect_makes_of_its_cases(scored, values):
    chosen = {**MODEL, "form": "predicted"}
    made = scored("return_home", removals=APART, parameters=chosen)
    drawn = values(scored("return_home", removals=APART, parameters=MODEL))
    raw = values(scored("return_home", removals=APART, parameters={**MODEL, "form": "raw"}))
    found = values(made)
    assert 1 < found["Astoria"] < raw["Astoria"]
    assert raw["Bend"] < found["Bend"] < 1
    assert all(abs(found[b] - drawn[b]) < F(1, 20) for b in ("Astoria", "Bend"))
    # The effects are those of the fitted model, found again from the kept coefficients.
    counts = {("Astoria", "age=0-4"): (70, 80), ("Astoria", "age=5+"): (15, 20)}
    counts |= {("Bend", "age=0-4"): (8, 20), ("Bend", "age=5+"): (18, 80)}
    counts |= {("Coos Bay", "age=0-4"): (2, 2)}
    cells = known_cells({place: (F(h), F(n)) for place, (h, n) in counts.items()})
    model = random_intercept("", cells, 0)
    for k, (branch, own) in enumerate(
        {"Astoria": (80, 20), "Bend": (20, 80), "Coos Bay": (2, 0)}.items()
    ):
        place = model.beta[0], model.beta[0] + model.beta[1]
        predicted, expected = (
            sum(n / (1 + exp(-p - effect)) for n, p in zip(own, place, strict=True))
            for effect in (model.effects[k], 0)
        )
        assert isclose(found[branch], predicted / expected, rel_tol=1e-8)


def test_believed_whole_predicted_is_raw(scored):
    whole = {**STRATA, "reliability": "none"}
    predicted, raw = (
        scored("return_home", removals=APART, parameters={**whole, "form": form})
        for form in ("predicted", "raw")
    )
    assert [b.value for b in predicted.branches] == [b.value for b in raw.branches]


def test_cases_that_are_certain_say_nothing_of_a_branchs_effect():
    alone = predicted(7.0, [(10.0, 0.5)], 0.3)
    beside = predicted(12.0, [(10.0, 0.5), (5.0, 1.0), (9.0, 0.0)], 0.3)
    assert beside.hits == pytest.approx(alone.hits + 5)
    assert beside.spread == pytest.approx(alone.spread)
    assert predicted(0.0, [(5000.0, 0.99)], 900.0).hits == pytest.approx(0, abs=0.1)


@pytest.mark.parametrize("form", ["reliability_weighted", "predicted", "raw", "difference"])
def test_every_branch_gets_a_verdict_and_a_place_in_the_funnel(scored, form):
    chosen = {**MODEL, "form": form}
    made = scored("return_home", removals=APART, parameters=chosen)
    told = {each.branch: each for each in made.judged}
    assert list(told) == ["Astoria", "Bend", "Coos Bay"]
    assert all(each.low <= each.high for each in made.judged)
    assert (told["Astoria"].hits, told["Astoria"].base) == (85, 100)
    assert made.funnel.rate == rounded(F(113, 202))
    assert told["Coos Bay"].verdict == "no different from expected"


def test_by_the_random_estimator_branches_are_judged_against_what_adds_up_to_those_home(scored):
    made = scored("return_home", removals=APART, parameters={**MODEL, "estimator": "random"})
    assert sum(each.hits for each in made.judged) == 113
    assert float(sum(each.expected for each in made.judged)) == pytest.approx(113, abs=1e-9)


def test_a_large_branch_far_from_expected_is_better_and_its_mirror_worse(scored):
    removals = "Astoria | | 800 | 1000\nBend | | 200 | 1000\nCoos Bay | | 500 | 1000"
    made = scored("return_home", removals=removals, parameters={**MODEL, "adjust": "none"})
    assert [each.verdict for each in made.judged] == [
        "better than expected",
        "worse than expected",
        "no different from expected",
    ]
    assert {each.outside for each in made.judged} == {""}  # as far apart as all branches are


def test_the_interval_is_the_effects_own_mapped_to_the_ratio(scored):
    made = scored("return_home", removals=APART, parameters={**MODEL, "adjust": "none"})
    kept = {each.name: F(each.value) for each in made.coefficients}
    chance = 100 * kept["rate"] * (1 - kept["rate"])
    effect = kept[BETWEEN] / (1 + chance * kept[BETWEEN])  # the variance of what it might be
    half = 1.6448536269514722 * float(effect) ** 0.5 * chance / (100 * kept["rate"])
    bend = made.judged[1]
    assert isclose(bend.high - bend.low, 2 * half, rel_tol=1e-9)


def test_a_what_if_that_tells_nothing_judges_nobody(scored):
    made = scored("return_home", removals=APART, parameters=MODEL, told=False)
    assert (made.judged, made.funnel) == ((), None)


def test_a_prediction_cut_short_still_ends(monkeypatch):
    monkeypatch.setattr(module, "STEPS", 1)
    assert 0 < predicted(9.0, [(10.0, 0.1)], 5.0).hits < 10


def test_where_branches_are_alike_predicted_is_exactly_what_is_expected(scored, values):
    alike = "Astoria | | 5 | 10\nBend | | 10 | 20\nCoos Bay | | 3 | 6"
    made = scored("return_home", removals=alike, parameters={**MODEL, "form": "predicted"})
    assert set(values(made).values()) == {1}
