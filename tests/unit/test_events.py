"""Events: how one child or call more would be counted by each reading, in a drawn branch."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from evenhand.figures import Tally
from evenhand.policy.reading import parse_policy
from evenhand.scenarios.incentives.events import EVENTS, NEEDLESS_REMOVAL, UNSAFE_RETURN, happened

NAMED = {event.name: event for event in (*EVENTS, UNSAFE_RETURN)}
MOST = "most_level: {value: %s, source: M}"
PATTERNS = (
    "parameters: {days: {value: 365, source: M}, " + MOST + ","
    " ages: {value: [], source: M}, factors: {value: [], source: M}}"
)
IN_CARE = "group: {value: out_of_home, source: M}"
AT_HOME = "group: {value: in_home, source: M}"
LEVELS = "{measure: %s, parameters: {%s, consensus: {value: majority, source: M}}}"
READINGS = {
    "calls_received": "{}",
    "warranted_calls": "{parameters: {consensus: {value: majority, source: M}}}",
    "in_care": "{measure: children_served, parameters: {" + IN_CARE + "}}",
    "at_home": "{measure: children_served, parameters: {" + AT_HOME + "}}",
    "children_entered": "{}",
    "entries_at_risk": "{}",
    "difficult_children_served": "{parameters: {%s}}" % (MOST % 5),
    "removals_by_pattern": "{%s}" % (PATTERNS % 5),
    "all_removals": "{measure: removals_by_pattern, %s}" % (PATTERNS % 7),
    "reabuse_after_return": "{parameters: {days: {value: 365, source: M}, %s}}" % (MOST % 5),
    "reabuse_by_pattern": "{%s}" % (PATTERNS % 5),
    "permanency_plans": "{parameters: {days: {value: 365, source: M}}}",
    "levels_in_care": LEVELS % ("vulnerability_levels", IN_CARE),
    "levels_at_home": LEVELS % ("vulnerability_levels", AT_HOME),
    "strata_in_care": LEVELS % ("levels_by_stratum", IN_CARE),
    "strata_at_home": LEVELS % ("levels_by_stratum", AT_HOME),
    "proxy": "{stands_for: Anything, source: M}",
    "removal_proxy": "{stands_for: At home, source: M,"
    " removal_adds: {hits: {value: -1, source: M}, base: {value: -1, source: M}}}",
}
POLICY = """\
name: one
title: Every reading there is
version: "1"
effective: {since: 2000-01-01}
period: 2000-01-01..2001-01-01
position: {value: caseworkers, source: M}
unit: {value: 1, source: M}
method: {value: webster, source: M}
tolerance: {value: 0, source: M}
measures:
  READING
programs:
  out_of_home:
    part: {value: 1, source: M}
    base: {score: counted, measures: {count: NAME}, source: M}
    components: {plain: {score: of_the_base, influence: {value: 1, source: M}, source: M}}
"""


def rows(*cells):
    """Tallies of Bend from (of, hits, base)."""
    return [Tally("Bend", *cell) for cell in cells]


def after(event, **readings):
    """What each reading of Bend says after the event, as (of, hits, base), and how many times."""
    written = "\n  ".join(f"{name}: {READINGS[name]}" for name in readings)
    text = POLICY.replace("READING", written).replace("NAME", next(iter(readings)))
    found = happened(NAMED[event], parse_policy("one.yaml", text), readings, "Bend")
    if found is None:
        return None
    told = {
        name: sorted((t.of, t.hits, t.base) for t in tallies if t.branch == "Bend")
        for name, tallies in found.tallies.items()
    }
    return told, found.times


def alone(event, name, *cells):
    """As `after`, for one reading that changes by one event; None where it stays as it is."""
    told, times = after(event, **{name: rows(*cells)})
    assert times == 1
    return told.get(name)


TEN = ("", 4, 10)


@pytest.mark.parametrize(
    ("name", "gains"),
    [
        ("in_care", (1, 1)),
        ("at_home", None),
        ("children_entered", (1, 1)),
        ("entries_at_risk", (1, 0)),
        ("difficult_children_served", (1, 1)),
        ("removals_by_pattern", (0, 1)),
        ("reabuse_after_return", None),
        ("reabuse_by_pattern", None),
        ("permanency_plans", (0, 1)),
        ("calls_received", None),
        ("proxy", None),
        ("removal_proxy", None),
    ],
)
def test_a_difficult_child_taken_into_care_and_not_home_is_counted_so(name, gains):
    assert alone("removal", name, TEN) == (gains and [("", 4 + gains[0], 10 + gains[1])])


@pytest.mark.parametrize(
    ("name", "gains"),
    [
        ("in_care", (1, 1)),
        ("children_entered", (1, 1)),
        ("difficult_children_served", (1, 1)),
        ("removals_by_pattern", (1, 1)),
        ("reabuse_after_return", (0, 1)),
        ("permanency_plans", None),
        ("removal_proxy", None),
    ],
)
def test_a_child_at_level_five_taken_in_and_soon_home_is_counted_as_a_good_outcome(name, gains):
    found = alone("removal_at_level_5_home", name, TEN)
    assert found == (gains and [("", 4 + gains[0], 10 + gains[1])])


@pytest.mark.parametrize(
    ("name", "gains"),
    [
        ("in_care", (1, 1)),
        ("difficult_children_served", (0, 1)),
        ("removals_by_pattern", None),
        ("all_removals", (1, 1)),
        ("reabuse_after_return", None),
        ("permanency_plans", None),
        ("proxy", None),
        ("removal_proxy", (-1, -1)),
    ],
)
def test_a_needless_removal_is_counted_so(name, gains):
    assert alone("needless_removal", name, TEN) == (gains and [("", 4 + gains[0], 10 + gains[1])])


@pytest.mark.parametrize(
    ("event", "name", "gains"),
    [
        ("safe_return", "removals_by_pattern", (1, 0)),
        ("safe_return", "reabuse_after_return", (0, 1)),
        ("safe_return", "permanency_plans", (0, -1)),
        ("safe_return", "in_care", None),
        ("safe_return", "difficult_children_served", None),
        ("safe_return", "proxy", None),
        ("unsafe_return", "removals_by_pattern", (1, 0)),
        ("unsafe_return", "reabuse_after_return", (1, 1)),
        ("reabuse", "removals_by_pattern", None),
        ("reabuse", "reabuse_after_return", (1, 0)),
        ("re_rated_home_and_safe", "difficult_children_served", (1, 0)),
        ("re_rated_home_and_safe", "removals_by_pattern", (1, 1)),
        ("re_rated_home_and_safe", "reabuse_after_return", (0, 1)),
        ("re_rated_home_and_safe", "permanency_plans", None),
        ("re_rated_home_and_safe", "in_care", None),
        ("re_rated_not_home", "difficult_children_served", (1, 0)),
        ("re_rated_not_home", "removals_by_pattern", (0, 1)),
        ("re_rated_not_home", "reabuse_after_return", None),
        ("re_rated_not_home", "permanency_plans", None),
        ("re_rated_not_home", "in_care", None),
        ("re_rated_at_home", "in_care", None),
        ("re_rated_at_home", "at_home", None),
        ("re_rated_at_home", "difficult_children_served", None),
        ("screened_in_call", "in_care", None),
        ("screened_in_call", "calls_received", (1, 1)),
    ],
)
def test_what_happens_to_a_child_is_counted_so(event, name, gains):
    assert alone(event, name, TEN) == (gains and [("", 4 + gains[0], 10 + gains[1])])


EASY, HARD, OTHER = ("level=7", 9, 20), ("level=3", 5, 9), ("level=1", 1, 4)


def test_the_child_that_comes_home_is_of_the_branchs_commonest_difficult_pattern():
    home = alone("safe_return", "all_removals", EASY, HARD, OTHER)
    assert home == [OTHER, ("level=3", 6, 9), EASY]


def test_a_pattern_whose_children_are_all_home_has_none_to_send_home():
    home = alone("safe_return", "all_removals", EASY, ("level=3", 9, 9), OTHER)
    assert home == [("level=1", 2, 4), ("level=3", 9, 9), EASY]


def test_where_every_difficult_child_is_home_nobody_can_be_sent_home():
    assert after("safe_return", all_removals=rows(EASY, ("level=3", 9, 9))) is None


def test_where_every_child_sent_home_was_abused_again_nobody_else_can_be():
    assert after("reabuse", reabuse_after_return=rows(("", 3, 3))) is None


def test_where_every_child_waiting_has_a_plan_the_one_that_goes_home_had_one_too():
    assert alone("safe_return", "permanency_plans", ("", 3, 3)) == [("", 2, 2)]


def test_a_child_re_rated_in_care_leaves_its_old_pattern_where_that_is_counted():
    cells = ("level=5", 1, 2), ("level=6", 3, 4)
    home = alone("re_rated_home_and_safe", "all_removals", *cells)
    assert home == [("level=5", 2, 3), ("level=6", 2, 3)]
    away = alone("re_rated_not_home", "all_removals", *cells)
    assert away == [("level=5", 1, 3), ("level=6", 3, 3)]


def test_where_every_child_at_level_six_is_home_none_that_is_not_can_be_re_rated():
    everyone_home = rows(("level=5", 1, 2), ("level=6", 4, 4))
    assert after("re_rated_not_home", all_removals=everyone_home) is None
    assert after("re_rated_home_and_safe", all_removals=everyone_home) is not None


def test_the_same_child_is_counted_by_pattern_in_both_readings():
    told, _ = after(
        "re_rated_home_and_safe",
        removals_by_pattern=rows(("level=5", 1, 2), ("level=1", 7, 9)),
        reabuse_by_pattern=rows(("level=5", 1, 1), ("level=1", 2, 7)),
    )
    assert told["removals_by_pattern"] == [("level=1", 7, 9), ("level=5", 2, 3)]
    assert told["reabuse_by_pattern"] == [("level=1", 2, 7), ("level=5", 1, 2)]


def test_a_branch_without_difficult_removals_has_its_first_of_the_states_commonest_pattern():
    state = [Tally("Astoria", "level=2", 1, 5), Tally("Astoria", "level=4", 1, 3)]
    told, _ = after("removal", removals_by_pattern=state)
    assert told["removals_by_pattern"] == [("level=2", 0, 1)]


def test_a_reading_in_which_nothing_stands_yet_begins_with_the_child():
    assert alone("removal", "children_entered") == [("", 1, 1)]


def test_a_level_is_read_anew_and_the_number_read_stays():
    found = alone("re_rated_at_home", "levels_at_home", ("5", 1, 10), ("6", 4, 10), ("7", 5, 10))
    assert found == [("5", 2, 10), ("6", 3, 10), ("7", 5, 10)]


def test_where_nobody_at_home_was_read_at_level_six_none_can_be_re_rated():
    assert after("re_rated_at_home", levels_at_home=rows(("5", 1, 10), ("6", 0, 10))) is None


def test_where_a_sample_was_read_one_reading_is_as_many_children_as_stand_behind_it():
    told, times = after(
        "re_rated_at_home",
        at_home=rows(("", 25, 25)),
        levels_at_home=rows(("5", 1, 10), ("6", 4, 10)),
    )
    assert told == {"levels_at_home": [("5", 2, 10), ("6", 3, 10)]}
    assert times == F(5, 2)


def test_where_children_are_counted_beside_a_sample_they_are_whole():
    told, times = after(
        "needless_removal",
        in_care=rows(("", 27, 27)),
        levels_in_care=rows(("6", 4, 10), ("7", 6, 10)),
    )
    assert told == {
        "in_care": [("", 30, 30)],
        "levels_in_care": [("6", 4, 11), ("7", 7, 11)],
    }
    assert times == 3


STRATA = rows(
    ("north|read", 5, 50),
    ("north|5", 1, 4),
    ("north|6", 3, 4),
    ("south|read", 9, 18),
    ("south|5", 7, 8),
    ("south|6", 1, 8),
)


def test_a_child_re_rated_in_a_stratum_stands_for_those_of_its_stratum():
    told, times = after("re_rated_at_home", strata_at_home=STRATA)
    assert ("north|5", 2, 4) in told["strata_at_home"]
    assert ("north|6", 2, 4) in told["strata_at_home"]
    assert times == 10


def test_a_child_taken_into_care_is_read_in_the_stratum_with_most_people():
    told, times = after("needless_removal", strata_in_care=STRATA)
    north = [cell for cell in told["strata_in_care"] if cell[0].startswith("north")]
    assert north == [
        ("north|5", 1, 5),
        ("north|6", 3, 5),
        ("north|7", 1, 5),
        ("north|read", 6, 60),
    ]
    assert [c for c in told["strata_in_care"] if c[0].startswith("south")] == sorted(
        (t.of, t.hits, t.base) for t in STRATA[3:]
    )
    assert times == 10


def test_one_call_more_is_of_the_branchs_commonest_type_and_never_one_to_refer():
    told, times = after(
        "screened_in_call",
        calls_received=rows(("", 40, 40)),
        warranted_calls=rows(("abuse", 2, 10), ("neglect", 3, 10), ("refer", 5, 10)),
    )
    assert told == {
        "calls_received": [("", 44, 44)],
        "warranted_calls": [("abuse", 2, 11), ("neglect", 4, 11), ("refer", 5, 11)],
    }
    assert times == 4


def test_masked_counts_move_at_both_ends_and_never_below_nothing():
    masked = [Tally("Bend", "", 0, 3, 5, 10)]
    (found,) = happened(
        NEEDLESS_REMOVAL,
        parse_policy(
            "one.yaml",
            POLICY.replace("READING", f"proxy: {READINGS['removal_proxy']}").replace(
                "NAME", "proxy"
            ),
        ),
        {"proxy": masked},
        "Bend",
    ).tallies.values()
    assert found == [Tally("Bend", "", 0, 2, 4, 9)]


def test_other_branches_stay_as_they_are():
    others = [Tally("Astoria", "", 4, 10), Tally("Coos Bay", "", 1, 2)]
    policy = POLICY.replace("READING", "children_entered: {}").replace("NAME", "children_entered")
    found = happened(
        NAMED["removal"],
        parse_policy("one.yaml", policy),
        {"children_entered": [*others, *rows(TEN)]},
        "Bend",
    )
    assert [t for t in found.tallies["children_entered"] if t.branch != "Bend"] == others
