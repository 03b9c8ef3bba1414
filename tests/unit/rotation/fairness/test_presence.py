"""How long everybody was on a list, how long away, and at which share."""

from __future__ import annotations

from datetime import timedelta

from evenhand.rotation.fairness.presence import presences

DAY = timedelta(days=1)
LOG = """
    0  | list North
    0  | list South
    0  | joins Astoria North
    0  | joins Bend North 50
    2  | is Bend away
    4  | is Bend available
    4  | joins Coos South
    6  | leaves Astoria
    7  | share Bend 100
    9  | is Nobody away
"""


def test_time_counts_within_the_period_only(log, when):
    found = presences(log(LOG), when("1"), when("10"))
    assert {name: each.listed / DAY for name, each in found.items()} == {
        "Astoria": 5,
        "Bend": 9,
        "Coos": 6,
    }


def test_time_away_is_listed_and_not_weighed(log, when):
    bend = presences(log(LOG), when("1"), when("10"))["Bend"]
    assert bend.away == 2 * DAY
    assert bend.weighed == (1 + 3) * DAY * 50 + 3 * DAY * 100


def test_a_place_is_the_number_in_the_order_of_joining_the_units_list(log, when):
    found = presences(log(LOG), when("0"), when("10"))
    assert {name: each.place for name, each in found.items()} == {
        "Astoria": 1,
        "Bend": 2,
        "Coos": 1,
    }


def test_who_left_before_the_period_is_not_in_it(log, when):
    assert "Astoria" not in presences(log(LOG), when("6"), when("10"))


def test_who_joins_again_goes_on_under_their_name_and_in_the_new_unit(log, when):
    again = log(LOG + "9 | joins Astoria South 80")
    astoria = presences(again, when("1"), when("10"))["Astoria"]
    assert (astoria.unit, astoria.place, astoria.share) == ("South", 2, 80)
    assert astoria.listed == 6 * DAY


def test_who_joins_at_the_very_end_was_not_on_the_list_for_any_time(log, when):
    found = presences(log(LOG + "9 | joins Dora South"), when("1"), when("9"))
    assert "Dora" not in found
