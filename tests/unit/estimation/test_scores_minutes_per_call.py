"""Minutes per call: the panel says which calls, random moments say how long."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from evenhand.errors import TableError

#: With kappa 0 a branch's unheard calls are like those heard of it alone.
MADE = {"times": "measured", "per": "made", "kappa": 0}
WARRANTED = """
    Astoria | abuse   | 2 | 10
    Astoria | neglect | 4 | 10
    Astoria | refer   | 4 | 10
    Bend    | neglect | 20 | 20
"""
MINUTES = """
    Astoria | abuse   | 600 | 1000
    Astoria | neglect | 200 | 1000
    Bend    | other   | 200 | 1000
"""
MADE_ASSESSMENTS = """
    Astoria | abuse   | 3 | 13
    Astoria | neglect | 10 | 13
"""
CALLS = {"Astoria": 10, "Bend": 20}


def asked_with(scored, **changed):
    question = {
        "warranted": WARRANTED,
        "minutes": MINUTES,
        "made": MADE_ASSESSMENTS,
        "parameters": MADE,
        "base": CALLS,
    }
    return scored("minutes_per_call", **{**question, **changed})


def test_a_types_time_is_its_share_of_minutes_over_the_assessments_made_of_it(scored, values):
    # abuse: 6/10 ÷ 3 = 1/5; neglect: 2/10 ÷ 10 = 1/50; a call referred on takes none.
    made = asked_with(scored)
    assert values(made)["Astoria"] == (2 * F(1, 5) + 4 * F(1, 50)) / 10
    assert values(made)["Bend"] == F(1, 50)


def test_the_hours_worked_cancel(scored, values):
    twice = MINUTES.replace("200", "400").replace("600", "1200")
    assert values(asked_with(scored, minutes=twice)) == values(asked_with(scored))


def test_per_warranted_spreads_minutes_over_the_states_warranted_calls(scored, values):
    made = asked_with(scored, parameters={**MADE, "per": "warranted"})
    abuse, neglect = F(6, 10) / 2, F(2, 10) / 24
    assert values(made)["Astoria"] == (2 * abuse + 4 * neglect) / 10


def test_how_many_calls_the_panel_hears_of_a_branch_does_not_change_what_a_type_takes(
    scored, values
):
    per = {**MADE, "per": "warranted"}
    fewer = WARRANTED.replace("20 | 20", "2 | 2")
    assert values(asked_with(scored, parameters=per, warranted=fewer)) == values(
        asked_with(scored, parameters=per)
    )


def test_with_equal_times_a_branch_scores_its_warranted_calls_a_call(scored, values):
    made = asked_with(scored, parameters={**MADE, "times": "equal"}, minutes="", made="")
    assert values(made) == {"Astoria": F(6, 10), "Bend": 1, "Coos Bay": None}


def test_a_branch_with_no_call_reviewed_has_no_score_and_few_are_flagged(scored, flags):
    nine = WARRANTED.replace("20 | 20", "9 | 9")
    assert flags(asked_with(scored, warranted=nine)) == {
        "Bend": ("only 9 calls reviewed",),
        "Coos Bay": ("no calls reviewed",),
    }
    assert values_of_nothing(asked_with(scored, warranted=WARRANTED + "Coos Bay | abuse | 0 | 0"))


def values_of_nothing(made):
    return made.branches[2].value is None


def test_a_call_whose_type_nobody_gave_takes_the_mean_of_all_others(scored, values):
    made = asked_with(scored, warranted=WARRANTED + "Coos Bay | unstated | 5 | 10")
    # The state has 2 calls of abuse and 24 of neglect.
    mean = (2 * F(1, 5) + 24 * F(1, 50)) / 26
    assert values(made)["Coos Bay"] == 5 * mean / 10


def test_where_no_call_has_a_type_nothing_is_known_of_any(scored, values):
    made = asked_with(scored, warranted="Astoria | unstated | 5 | 10", made="")
    assert values(made)["Astoria"] == 0


def test_a_type_that_no_call_warrants_is_dropped_though_none_was_made(scored, values):
    warranted = WARRANTED + "Bend | sexual | 0 | 20"
    assert values(asked_with(scored, warranted=warranted)) == values(asked_with(scored))


def test_a_type_that_calls_warrant_and_nobody_assessed_has_no_time_and_is_refused(scored):
    with pytest.raises(TableError, match="calls of type abuse warrant an assessment, but none"):
        asked_with(scored, made="Astoria | neglect | 10 | 10")


def test_where_no_minutes_were_sampled_there_are_no_times(scored):
    with pytest.raises(TableError, match="no minutes were sampled"):
        asked_with(scored, minutes="")


def test_a_type_nobody_was_seen_at_takes_no_time(scored, values):
    made = asked_with(scored, minutes="Astoria | neglect | 200 | 200")
    assert values(made)["Astoria"] == 4 * F(1, 10) / 10


def test_calls_nobody_reviewed_are_drawn_towards_the_states_mix(scored, values):
    calls = {"Astoria": 30, "Bend": 20}
    made = values(asked_with(scored, base=calls, parameters={**MADE, "times": "equal", "kappa": 5}))
    # Of the state's 50 calls, 30 × 6/10 + 20 × 1 = 38 warrant an assessment, and each takes 1.
    # Of Astoria's 20 unheard calls each is worth (5 × 38/50 + 6) / (5 + 10).
    assert made["Astoria"] == (6 + 20 * (5 * F(38, 50) + 6) / 15) / 30
    assert made["Bend"] == 1


def test_types_are_drawn_in_each_with_its_own_time(scored, values):
    made = values(
        asked_with(scored, base={"Astoria": 30, "Bend": 20}, parameters={**MADE, "kappa": 5})
    )
    # The state's mix: 30 × 2/10 of abuse and 30 × 4/10 + 20 of neglect, of 50 calls.
    state = F(6, 50) * F(1, 5) + F(32, 50) * F(1, 50)
    own = 2 * F(1, 5) + 4 * F(1, 50)
    assert made["Astoria"] == (own + 20 * (5 * state + own) / 15) / 30


def test_with_kappa_nothing_the_reviewed_calls_stand_for_all(scored, values):
    thrice = asked_with(scored, base={"Astoria": 30, "Bend": 60})
    assert values(thrice) == values(asked_with(scored))


def test_with_every_call_reviewed_kappa_says_nothing(scored, values):
    drawn_in = asked_with(scored, parameters={**MADE, "kappa": 1000})
    assert values(drawn_in) == values(asked_with(scored))


def test_more_calls_reviewed_than_the_base_has_count_as_every_call(scored, values):
    short = asked_with(scored, base={"Astoria": 7, "Bend": 20}, parameters={**MADE, "kappa": 1000})
    assert values(short)["Astoria"] == (2 * F(1, 5) + 4 * F(1, 50)) / 10


def test_few_calls_reviewed_are_flagged_only_where_there_are_more(scored, flags):
    nine = WARRANTED.replace("20 | 20", "9 | 9")
    made = asked_with(scored, warranted=nine, base={"Astoria": 10, "Bend": 9})
    assert "Bend" not in flags(made)


def test_a_fitted_kappa_is_told_and_frozen_it_gives_the_same(scored, values):
    more = {"base": {"Astoria": 100, "Bend": 100}, "parameters": {**MADE, "kappa": "fitted"}}
    first = asked_with(scored, **more)
    assert [each.name for each in first.coefficients] == ["kappa"]
    again = asked_with(scored, frozen=first.coefficients, **more)
    assert (values(again), again.coefficients) == (values(first), first.coefficients)
    by_hand = {**MADE, "kappa": F(first.coefficients[0].value)}
    assert values(asked_with(scored, **{**more, "parameters": by_hand})) == values(first)


def test_a_type_whose_minutes_the_policy_does_not_say_is_refused(scored, values):
    should = {**MADE, "times": "should_take"}
    minutes = {"abuse": 90, "neglect": 30}
    made = asked_with(scored, parameters=should, should_take=minutes)
    assert values(made)["Astoria"] == (2 * 90 + 4 * 30) / F(10)
    with pytest.raises(TableError, match="Give neglect its minutes in `should_take`"):
        asked_with(scored, parameters=should, should_take={"abuse": 90})
