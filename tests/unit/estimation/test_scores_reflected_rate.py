"""The reflected rate: a higher rate pulls down, and no further than the floor."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from evenhand.errors import TableError

RAW = {"kappa": 0, "floor": "0.05", "adjust": "none", "per": "return", "prior_sd": 0}
STATE = """
    Astoria  | | 1 | 10
    Bend     | | 3 | 10
    Coos Bay | | 2 | 10
"""


def test_a_branch_at_the_states_rate_scores_one_and_others_mirror_their_rate(scored, values):
    made = scored("reflected_rate", counts=STATE, parameters=RAW)
    assert values(made) == {"Astoria": F(3, 2), "Bend": F(1, 2), "Coos Bay": 1}


def test_imagined_cases_draw_a_branch_towards_one(scored, values):
    made = scored("reflected_rate", counts=STATE, parameters={**RAW, "kappa": 10})
    assert values(made) == {"Astoria": F(5, 4), "Bend": F(3, 4), "Coos Bay": 1}


def test_a_rate_of_exactly_twice_the_states_less_the_floor_is_not_yet_exhausted(
    scored, values, flags
):
    # 39 of 40 against 40 of 80: 2 − 39/20 is the floor itself.
    made = scored("reflected_rate", counts="Astoria | | 39 | 40\nBend | | 1 | 40", parameters=RAW)
    assert values(made)["Astoria"] == F(1, 20)
    assert "Astoria" not in flags(made)


def test_past_the_floor_the_brake_is_exhausted_and_says_so(scored, values, flags):
    made = scored("reflected_rate", counts="Astoria | | 90 | 90\nBend | | 10 | 990", parameters=RAW)
    assert values(made)["Astoria"] == F(1, 20)
    assert flags(made)["Astoria"] == ("brake exhausted",)


@pytest.mark.parametrize("counts", ["Astoria | | 0 | 10\nBend | | 0 | 5", "", "Astoria | | 0 | 0"])
def test_with_no_hits_in_the_state_or_no_base_everybody_scores_one(scored, values, flags, counts):
    made = scored("reflected_rate", counts=counts, parameters=RAW)
    assert set(values(made).values()) == {1}
    assert set(flags(made).values()) == {("nothing to judge by",)}


def test_a_branch_without_a_base_scores_one_beside_others(scored, values, flags):
    made = scored("reflected_rate", counts="Astoria | | 1 | 10", parameters=RAW)
    assert values(made) == {"Astoria": 1, "Bend": 1, "Coos Bay": 1}
    assert set(flags(made)) == {"Bend", "Coos Bay"}


#: Cases at level 2 are abused again more often, and Bend has mostly those.
PATTERNS = """
    Astoria  | level=1 | 4  | 80
    Astoria  | level=2 | 6  | 20
    Bend     | level=1 | 1  | 20
    Bend     | level=2 | 19 | 80
    Coos Bay | level=1 | 3  | 40
"""
COUNTS = """
    Astoria  | | 10 | 100
    Bend     | | 20 | 100
    Coos Bay | | 3  | 40
"""
ADJUSTED = {**RAW, "adjust": "logistic"}


def test_adjusted_a_branch_that_returns_harder_children_is_not_punished_twice(scored, values):
    plain = values(scored("reflected_rate", counts=COUNTS, parameters=RAW))
    made = scored("reflected_rate", counts=COUNTS, patterns=PATTERNS, parameters=ADJUSTED)
    assert plain["Bend"] < values(made)["Bend"]
    assert made.adjusted_by == "level"


def test_adjusted_expected_hits_add_up_to_those_observed(scored):
    made = scored("reflected_rate", counts=COUNTS, patterns=PATTERNS, parameters=ADJUSTED)
    assert float(sum(each.expected for each in made.judged)) == pytest.approx(33, abs=1e-6)


def test_both_rates_stand_in_the_working(scored):
    made = scored("reflected_rate", counts=COUNTS, patterns=PATTERNS, parameters=ADJUSTED)
    adjusted, plain, _ = made.branches[1].working[0].made_from
    assert (adjusted.unit, plain.unit, plain.value) == ("adjusted rate", "rate", F(1, 5))
    assert plain.rule.startswith("unadjusted: ")


def test_adjusted_with_its_own_coefficients_given_back_the_score_is_the_same(scored):
    for per in ("return", "expected_return"):
        chosen = {**ADJUSTED, "per": per, "kappa": "fitted"}
        given = {"counts": COUNTS, "patterns": PATTERNS, "removals": REMOVALS}
        first = scored("reflected_rate", parameters=chosen, **given)
        again = scored("reflected_rate", parameters=chosen, frozen=first.coefficients, **given)
        assert again == first


REMOVALS = """
    Astoria  | level=1 | 60 | 100
    Astoria  | level=2 | 10 | 30
    Bend     | level=1 | 20 | 30
    Bend     | level=2 | 30 | 100
    Coos Bay | level=1 | 30 | 50
"""
EXPECTED = {**RAW, "per": "expected_return"}


def test_per_expected_return_a_branch_answers_for_the_returns_it_should_have_made(scored, values):
    made = scored("reflected_rate", counts=COUNTS, removals=REMOVALS, parameters=EXPECTED)
    young, old = F(110, 180), F(40, 130)
    back = {
        "Astoria": 100 * young + 30 * old,
        "Bend": 30 * young + 100 * old,
        "Coos Bay": 50 * young,
    }
    per_return = F(33) / sum(back.values())
    found = values(made)
    for branch, hits in (("Astoria", 10), ("Bend", 20), ("Coos Bay", 3)):
        score = max(F(1, 20), 2 - hits / (per_return * back[branch]))
        assert float(found[branch]) == pytest.approx(float(score), rel=1e-9)


def test_per_expected_return_one_more_return_alone_changes_nothing(scored, values):
    more = COUNTS.replace("| 20 | 100", "| 20 | 150")
    first, second = (
        values(scored("reflected_rate", counts=each, removals=REMOVALS, parameters=EXPECTED))
        for each in (COUNTS, more)
    )
    assert first == second


def test_adjusted_and_per_expected_return_both_models_speak(scored):
    chosen = {**ADJUSTED, "per": "expected_return"}
    made = scored(
        "reflected_rate", counts=COUNTS, patterns=PATTERNS, removals=REMOVALS, parameters=chosen
    )
    names = [each.name for each in made.coefficients]
    assert names == [
        "again rate", "again always", "again level=2",
        "return rate", "return always", "return level=2",
    ]  # fmt: skip
    assert float(sum(each.expected for each in made.judged)) == pytest.approx(33, abs=1e-6)


def test_where_nobody_was_removed_or_sent_home_there_is_nothing_to_judge_by(scored, values):
    for removals in ("", "Astoria | level=1 | 0 | 9"):
        made = scored("reflected_rate", counts=COUNTS, removals=removals, parameters=EXPECTED)
        assert set(values(made).values()) == {1}
        assert made.judged == ()


@pytest.mark.parametrize(
    ("chosen", "lacking"),
    [
        (ADJUSTED, r"`adjust: logistic` needs a reading for 'patterns'"),
        (EXPECTED, r"`per: expected_return` needs a reading for 'removals'"),
    ],
)
def test_a_reading_that_is_lacking_is_asked_for_by_its_role(scored, chosen, lacking):
    with pytest.raises(TableError, match=lacking):
        scored("reflected_rate", counts=COUNTS, parameters=chosen)


def test_a_fitted_kappa_is_kept_among_the_coefficients(scored, values):
    made = scored("reflected_rate", counts=COUNTS, parameters={**RAW, "kappa": "fitted"})
    (kept,) = made.coefficients
    assert kept.name == "kappa"
    number = scored("reflected_rate", counts=COUNTS, parameters={**RAW, "kappa": F(kept.value)})
    assert values(made) == values(number)


def test_more_re_abuse_than_expected_is_worse_and_less_is_better(scored):
    counts = "Astoria | | 300 | 1000\nBend | | 100 | 1000\nCoos Bay | | 200 | 1000"
    made = scored("reflected_rate", counts=counts, parameters={**RAW, "kappa": 10})
    assert [each.verdict for each in made.judged] == [
        "worse than expected",
        "better than expected",
        "no different from expected",
    ]
    assert [float(each.ratio) for each in made.judged] == [1.5, 0.5, 1]
    assert made.funnel.rate == F(1, 5)


def test_no_hits_among_few_returns_is_no_proof_of_a_better_branch(scored):
    counts = "Astoria | | 20 | 100\nBend | | 0 | 2"
    made = scored("reflected_rate", counts=counts, parameters=RAW)
    bend = made.judged[1]
    assert bend.low < 1 < bend.high
    assert bend.verdict == "no different from expected"


def test_where_everybody_is_a_hit_nobody_can_differ(scored):
    made = scored("reflected_rate", counts="Astoria | | 9 | 9\nBend | | 2 | 2", parameters=RAW)
    assert [(each.low, each.high) for each in made.judged] == [(1, 1), (1, 1)]
    assert made.funnel is None
