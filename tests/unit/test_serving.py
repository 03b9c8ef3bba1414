"""Whom staff can serve: hours walked down the levels, and how evenly need is met."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from evenhand.figures import Needed
from evenhand.staffing.evenness import evenness, gini, variation
from evenhand.staffing.serving import hours_needed, level_reached, served, served_by_quota

#: Ten children at level 1, none at 2, four at 3; 10, 5 and 5 hours each: 120 in all.
DRAWN = (Needed("1", F(10), F(10)), Needed("2", F(0), F(5)), Needed("3", F(4), F(5)))


@pytest.mark.parametrize(
    ("hours", "level"),
    [
        (0, F(0)),
        (25, F(1, 4)),
        (99, F(99, 100)),
        (100, F(2)),
        (105, F(9, 4)),
        (120, F(3)),
        (900, F(3)),
    ],
)
def test_hours_reach_down_the_levels_and_pass_one_with_nobody_at_it(hours, level):
    assert level_reached(DRAWN, F(hours)) == level


def test_a_level_that_takes_no_hours_is_passed_with_none():
    assert level_reached([Needed("1", F(3), F(0)), Needed("2", F(1), F(2))], F(0)) == 1


def test_two_positions_meet_half_of_what_is_needed():
    row = served("Bend", F(2), F(30), DRAWN, levels=True)
    assert (row.needed, row.available, row.ratio, row.share) == (120, 60, F(1, 2), F(1, 2))
    assert row.level == F(6, 10)
    assert hours_needed(DRAWN) == 120


def test_more_than_is_needed_is_a_ratio_above_one_and_a_share_of_one():
    row = served("Bend", F(8), F(30), DRAWN, levels=False)
    assert (row.ratio, row.share, row.level) == (2, 1, None)


def test_where_nobody_needs_anything_nothing_is_said():
    row = served("Bend", F(2), F(30), [Needed("1", F(0), F(9))], levels=True)
    assert (row.ratio, row.share, row.level) == (None, None, 1)


def test_without_hours_the_quota_is_the_need():
    row = served_by_quota("Bend", F(3), F(4))
    assert (row.needed, row.available, row.share, row.level) == (4, 3, F(3, 4), None)


def rows(*pairs):
    """Branches by (available, needed), in positions."""
    return [served_by_quota(str(at), F(have), F(need)) for at, (have, need) in enumerate(pairs)]


def test_half_with_all_and_half_with_nothing_is_a_gini_of_a_half_and_a_variation_of_one():
    found = rows((2, 1), (0, 1))
    assert (gini(found), variation(found)) == (F(1, 2), 1)


def test_a_large_branch_weighs_as_much_as_the_small_ones_it_is_made_of():
    assert gini(rows((2, 3), (4, 1))) == gini(rows(*[(F(2, 3), 1)] * 3, (4, 1)))


def test_nothing_available_anywhere_is_even():
    assert (gini(rows((0, 1), (0, 2))), variation(rows((0, 1), (0, 2)))) == (0, 0)


def test_evenness_leaves_out_whom_nobody_needs_and_lends_no_surplus():
    even = evenness(rows((3, 2), (1, 2), (5, 0)))
    assert (even.share, even.below, even.branches, even.level) == (F(3, 4), 1, 2, None)


def test_where_nobody_needs_anything_all_need_is_met():
    even = evenness(rows((1, 0)))
    assert (even.gini, even.variation, even.share, even.below, even.branches) == (0, 0, 1, 0, 0)


def test_the_middle_branch_is_between_the_two_middle_ones_of_an_even_number():
    found = [served(b, F(n), F(10), DRAWN, levels=True) for b, n in (("a", 1), ("b", 5))]
    assert evenness(found).level == (F(1, 10) + F(1, 2)) / 2
