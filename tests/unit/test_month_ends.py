"""Closures and transfers just before month ends, against other days of the same months."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction as F

import pytest

from evenhand.caseloads.month_ends import near_month_ends
from evenhand.errors import PolicyError
from evenhand.figures.period import Period
from evenhand.figures.spread import Daily

YEAR = Period(date(1999, 1, 1), date(2000, 1, 1))


def closures(branch, *days, of="closures"):
    counted = {}
    for day in days:
        counted[date.fromisoformat(day)] = counted.get(date.fromisoformat(day), 0) + 1
    return Daily(branch, "", of, 0, tuple(sorted(counted.items())))


def always_late(branch, of="closures"):
    """One closure on the day before every month's first."""
    ends = [date(1999, month, 1) for month in range(2, 13)] + [date(2000, 1, 1)]
    return Daily(branch, "", of, 0, tuple((end - timedelta(1), 1) for end in ends))


def test_a_closure_seven_days_before_the_first_is_near_and_one_eight_days_before_is_not():
    daily = closures("Bend", "1999-01-25", "1999-01-24")
    [found] = near_month_ends([daily], YEAR, 7, F(1, 20))
    assert (found.near, found.all, found.expected) == (1, 2, F(1, 2))


def test_the_chance_is_the_share_of_ways_to_move_the_month_ends_with_at_least_as_many():
    january = Period(date(1999, 1, 1), date(1999, 2, 1))
    daily = closures("Bend", "1999-01-31", "1999-01-30", "1999-01-20", "1999-01-06")
    [found] = near_month_ends([daily], january, 7, F(1, 20))
    assert (found.near, found.expected, found.chance, found.found) == (2, 1, F(1, 4), False)


def test_a_clump_of_any_size_is_one_event():
    """Thirty cases are handed over in one go: one month in four would do so by chance."""
    daily = closures("Bend", *["1999-03-31"] * 30, of="transfers")
    [found] = near_month_ends([daily], YEAR, 7, F(1, 20))
    assert (found.near, found.chance, found.found) == (30, F(1, 4), False)


def test_a_branch_that_always_closes_on_the_last_day_is_found():
    usual = [closures(name, "1999-03-10", "1999-06-20") for name in ("Astoria", "Coos Bay")]
    judged = near_month_ends([*usual, always_late("Bend")], YEAR, 7, F(1, 20))
    assert [(each.branch, each.found) for each in judged] == [
        ("Astoria", False),
        ("Bend", True),
        ("Coos Bay", False),
    ]
    assert judged[1].chance == F(1, 4**12)


def test_closures_and_transfers_are_corrected_each_for_themselves():
    both = [always_late("Bend"), always_late("Bend", of="transfers")]
    assert [(e.of, e.found) for e in near_month_ends(both, YEAR, 7, F(1, 4**12))] == [
        ("closures", True),
        ("transfers", True),
    ]


def test_after_one_branch_that_is_not_found_no_other_is():
    dailys = [always_late("Astoria"), always_late("Bend")]
    assert not any(e.found for e in near_month_ends(dailys, YEAR, 7, F(1, 4**12)))


def test_more_than_a_week_is_held_against_the_fortnight_before():
    january = Period(date(1999, 1, 1), date(1999, 2, 1))
    daily = closures("Bend", "1999-01-22", "1999-01-08", "1999-01-07")
    [found] = near_month_ends([daily], january, 10, F(1, 20))
    assert (found.near, found.expected) == (1, 1)


@pytest.mark.parametrize("days", [0, 15, 31])
def test_days_that_leave_nothing_to_hold_them_against_are_refused(days):
    with pytest.raises(PolicyError, match="Take 1 to 14 days"):
        near_month_ends([always_late("Bend")], YEAR, days, F(1, 20))


def test_in_a_period_without_a_whole_month_nobody_is_judged():
    short = Period(date(1999, 1, 6), date(1999, 2, 1))
    assert near_month_ends([always_late("Bend")], short, 7, F(1, 20)) == ()
    begun = Period(date(1999, 1, 4), date(1999, 2, 1))
    assert len(near_month_ends([always_late("Bend")], begun, 7, F(1, 20))) == 1
