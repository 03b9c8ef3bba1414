"""The journey from counts to whole positions, on three branches that anybody can reckon."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

import pytest

from evenhand.errors import NotPossible, PolicyError, TableError
from evenhand.figures import Period, Tally
from evenhand.policy.reading import parse_policy
from evenhand.run import allocate, measure, period_of
from evenhand.sources.data import Data

POLICY = """
name: small
title: Three branches
version: "1"
effective: {{since: 2000-01-01}}
period: 1999-01-01..2000-01-01
position: {{value: positions, assumption: For a test.}}
unit: {{value: {unit}, assumption: For a test.}}
method: {{value: {method}, assumption: For a test.}}
tolerance: {{value: 0, assumption: For a test.}}
{held}
measures:
  calls: {{stands_for: Calls, source: A test}}
programs:
  all_work:
    part: {{value: 1, assumption: One program.}}
    base: {{score: counted, measures: {{count: calls}}, assumption: For a test.}}
    {bounds}
    components:
      plain:
        score: of_the_base
        influence: {{value: 1, assumption: One component.}}
        assumption: For a test.
"""
CALLS = {"Astoria": 100, "Bend": 60, "Coos Bay": 40}


def policy(unit="1", method="webster", bounds="", held=""):
    text = POLICY.format(unit=unit, method=method, bounds=bounds and f"bounds: {bounds}", held=held)
    return parse_policy("small.yaml", text)


def data(staff=None, calls=CALLS, **others):
    counted = tuple(Tally(b, "", n, n) for b, n in calls.items())
    return Data(
        branches={b: b for b in CALLS},
        as_of=date(2000, 2, 4),
        counts={"calls": counted},
        staff={(b, ""): F(n) for b, n in (staff or {}).items()},
        **others,
    )


def shared(asked, chosen=None, given=None):
    chosen, given = chosen or policy(), given or data()
    return allocate(chosen, given, asked, measure(chosen, given))


def positions(result):
    return {total.branch: total.positions for total in result.totals}


def test_positions_follow_the_base_and_add_up():
    assert positions(shared("10")) == {"Astoria": 5, "Bend": 3, "Coos Bay": 2}


@pytest.mark.parametrize(
    ("unit", "asked", "astoria", "bend", "coos_bay"),
    [
        ("1/2", "7", F("3.5"), F(2), F("1.5")),  # quotas 3.5, 2.1, 1.4
        ("1/4", "7", F("3.5"), F(2), F("1.5")),  # in quarters 14, 8.4, 5.6: 14, 8, 6
        ("1/4", "2.75", F("1.5"), F("0.75"), F("0.5")),  # in quarters 5.5, 3.3, 2.2: a 6 3 2
    ],
)
def test_positions_may_come_in_halves_or_quarters(unit, asked, astoria, bend, coos_bay):
    result = shared(asked, policy(unit=unit))
    assert positions(result) == {"Astoria": astoria, "Bend": bend, "Coos Bay": coos_bay}
    assert sum(positions(result).values()) == result.shared == F(asked)


def test_a_price_is_in_positions_whatever_the_unit():
    award = shared("7", policy(unit="1/2")).programs[0].awards[1]
    assert award.quota == F("2.1")
    assert award.price_of_last <= award.quota < award.price_of_next < 3


def test_what_makes_no_whole_unit_is_told_and_not_shared():
    result = shared("10.3")
    assert (result.asked, result.shared) == (F("10.3"), 10)
    assert result.flags == ("0.3 of 10.3 make no whole positions; not shared.",)


def test_a_floor_holds_a_small_branch_and_its_cost_is_told():
    chosen = policy(bounds="{least: {value: 3, assumption: For a test.}}")
    result = shared("10", chosen)
    assert positions(result) == {"Astoria": 4, "Bend": 3, "Coos Bay": 3}
    (cost,) = result.programs[0].costs
    assert (cost.rule, cost.positions, cost.branches) == ("minimum", 1, ("Coos Bay",))
    assert [a.held_by for a in result.programs[0].awards] == ["", "", "minimum"]


def test_a_floor_between_two_units_is_not_undercut():
    chosen = policy(bounds="{least: {value: 2.5, assumption: For a test.}}")
    assert min(positions(shared("10", chosen)).values()) == 3


def test_a_loss_cap_starts_from_the_staff_there_are():
    chosen = policy(bounds="{lose: {value: 1, assumption: For a test.}}")
    given = data({"Astoria": 2, "Bend": 2, "Coos Bay": 6})
    result = shared("current", chosen, given)
    assert positions(result) == {"Astoria": 3, "Bend": 2, "Coos Bay": 5}
    assert "not told apart by program" in result.programs[0].flags[0]


def test_a_cap_on_change_without_known_staff_is_refused():
    chosen = policy(bounds="{gain_share: {value: 10%, assumption: For a test.}}")
    with pytest.raises(NotPossible, match="gain cap needs the current staff"):
        shared("10", chosen)


def test_floors_that_ask_for_too_much_are_refused_in_positions_and_by_program():
    chosen = policy(unit="1/2", bounds="{least: {value: 3, assumption: For a test.}}")
    with pytest.raises(NotPossible, match=r"^all_work: .*8 positions.* at least 9 .*: 1 more"):
        shared("8", chosen)


def test_adams_with_fewer_positions_than_claims_says_how_many_would_do():
    with pytest.raises(NotPossible, match="smallest number that works is 3"):
        shared("2", policy(method="adams"))


HELD = "held: {branches: [Coos Bay], assumption: For a test.}"


def test_a_held_branch_keeps_its_whole_positions_and_the_others_share_the_rest():
    given = data({"Astoria": 5, "Bend": 3, "Coos Bay": F("4.9")})
    result = shared("12", policy(held=HELD), given)
    assert positions(result) == {"Astoria": 5, "Bend": 3, "Coos Bay": 4}
    award = result.programs[0].awards[2]
    assert (award.held_by, award.quota) == ("held at current", 4)
    assert result.programs[0].limits[2] == (4, 4)


def test_held_branches_that_have_more_than_there_is_are_refused():
    with pytest.raises(NotPossible, match="have 4 already"):
        shared("3", policy(held=HELD), data({"Coos Bay": 4}))


def test_a_held_branch_that_does_not_exist_is_refused_with_its_line():
    chosen = policy(held="held: {branches: [Atlantis], assumption: For a test.}")
    with pytest.raises(PolicyError, match=r"small\.yaml:\d+: held branches .*Atlantis"):
        shared("10", chosen)


def test_counts_in_a_branch_nobody_listed_are_refused():
    with pytest.raises(TableError, match="calls counts in branches nobody listed: Atlantis"):
        shared("10", given=data(calls={**CALLS, "Atlantis": 3}))


def test_a_withheld_count_is_refused_and_nothing_stands_in_for_it():
    given = data(withheld=frozenset({("calls", "Bend")}))
    with pytest.raises(TableError, match="withheld calls for Bend"):
        shared("10", given=given)


def test_a_base_that_is_nothing_everywhere_is_refused():
    with pytest.raises(TableError, match="is 0 in every branch"):
        shared("10", given=data(calls=dict.fromkeys(CALLS, 0)))


def test_a_reading_that_nothing_gives_is_refused():
    with pytest.raises(TableError, match="not among the counts"):
        shared("10", given=replace(data(), counts={}))


def test_a_policy_is_in_force_from_its_first_day_and_until_its_last():
    early = replace(data(), as_of=date(1999, 12, 31))
    with pytest.raises(PolicyError, match="in force from 2000-01-01, and the data stand for 1999"):
        shared("10", given=early)
    over = replace(policy(), effective=replace(policy().effective, until=date(2000, 2, 4)))
    with pytest.raises(PolicyError, match="until 2000-02-04"):
        shared("10", over)


def test_another_period_is_the_policy_s_but_for_the_period():
    chosen = policy()
    other = period_of(chosen, "1998-01-01..1999-01-01")
    assert other.period == Period(date(1998, 1, 1), date(1999, 1, 1))
    assert replace(other, period=chosen.period) == chosen
    assert period_of(chosen, None) is chosen


def test_masked_cells_are_filled_to_the_printed_total():
    cells = (
        Tally("Astoria", "", 90, 90, 100, 100),
        Tally("Bend", "", 50, 50, 60, 60),
        Tally("Coos Bay", "", 0, 0),
    )
    given = data(printed={("calls", ""): 146})
    given = replace(given, counts={"calls": cells})
    result = shared("10", given=given)
    assert [figure.value for figure in result.programs[0].base] == [93, 53, 0]


PROPOSED = """      proposed:
        score: rate
        measures: {counts: plans}
        influence: {value: 0, assumption: Proposed only.}
        assumption: For a test.
"""


def proposed():
    text = POLICY.format(unit="1", method="webster", bounds="", held="") + PROPOSED
    text = text.replace("programs:", "  plans: {stands_for: Plans, source: A test}\nprograms:", 1)
    return parse_policy("small.yaml", text)


def test_a_component_at_influence_0_has_no_effect_even_if_its_reading_is_missing():
    result = shared("10", proposed())
    assert positions(result) == positions(shared("10"))
    component = result.programs[0].components[1]
    assert component.moved == 0
    assert component.flags[0] == "without influence, and not shown: nothing gives plans."


def test_a_component_at_influence_0_that_cannot_be_judged_does_not_stop_the_run_either():
    given = data()
    uneven = (Tally("Bend", "a", 1, 2), Tally("Bend", "b", 1, 3))
    given = replace(given, counts={**given.counts, "plans": uneven})
    result = shared("10", proposed(), given)
    assert "2 different bases" in result.programs[0].components[1].flags[0]


def test_a_branch_that_the_counts_leave_out_is_refused_since_it_may_not_be_0():
    with pytest.raises(
        TableError, match=r"no calls for 1 of 3 branches: Bend\. Write a row with 0"
    ):
        shared("10", given=data(calls={"Astoria": 3, "Coos Bay": 4}))


def test_staff_under_a_program_the_policy_does_not_have_are_refused():
    given = replace(data(), staff={("Bend", "al work"): F(3)})
    with pytest.raises(TableError, match=r"no program of small\. Did you mean all_work"):
        shared("10", given=given)


def test_staff_partly_under_programs_are_refused():
    given = replace(data(), staff={("Bend", "all_work"): F(3), ("Astoria", ""): F(3)})
    with pytest.raises(TableError, match="Name the program in every row, or in none"):
        shared("10", given=given)


def test_a_branch_without_staff_is_told_and_its_positions_now_are_not_known():
    result = shared("10", given=data({"Astoria": 5, "Bend": 3}))
    assert result.totals[2].current is None
    assert "No positions now are given for Coos Bay" in result.flags[0]
    chosen = policy(bounds="{lose: {value: 1, assumption: For a test.}}")
    with pytest.raises(NotPossible, match="all_work: Coos Bay: loss cap needs the current staff"):
        shared("10", chosen, data({"Astoria": 5, "Bend": 3}))


def test_hold_harmless_starts_from_no_less_than_there_is_where_staff_are_not_told_apart():
    chosen = policy(bounds="{hold_harmless: {value: 'yes', assumption: For a test.}}")
    result = shared("30", chosen, data({"Astoria": 5, "Bend": 3, "Coos Bay": F("6.9")}))
    assert result.programs[0].limits[2][0] == 7
    assert positions(result)["Coos Bay"] == 7


def test_only_a_source_that_publishes_positions_can_be_asked_for_them():
    with pytest.raises(NotPossible, match="publishes no positions"):
        shared("published", given=data({"Astoria": 5, "Bend": 3, "Coos Bay": 2}))
    assert shared("published", given=data(published=F(12))).shared == 12


def test_what_the_formula_and_the_scores_assume_is_told_with_the_policy_s_own_assumptions():
    told = shared("10").assumptions
    assert any(each.startswith("formula: Components are combined by pots") for each in told)
    assert any(each.startswith("all_work.part = 1: One program") for each in told)


@pytest.mark.parametrize("asked", ["current", "+20"])
def test_what_starts_from_the_staff_there_are_needs_them_known(asked):
    with pytest.raises(NotPossible, match="starts from the positions there are now"):
        shared(asked)


@pytest.mark.parametrize("asked", ["six hundred", "1/0", "", "++20", "nan", "１００"])
def test_a_total_that_is_no_number_is_refused_with_those_that_would_work(asked):
    with pytest.raises(NotPossible, match=r"Write 600, \+20, -20, current or published"):
        shared(asked, given=data({"Bend": 3}))
