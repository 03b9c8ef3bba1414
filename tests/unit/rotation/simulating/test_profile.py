"""When reports come in: what is published holds exactly, and what is drawn follows it."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evenhand.rotation.simulating.profile import (
    WEEK,
    expected_an_hour,
    hourly_weights,
    moments,
)

MONDAY = datetime.fromisoformat("2025-01-06")


def office(hour: int) -> bool:
    return hour < 5 * 24 and 9 <= hour % 24 < 17


def test_half_of_a_weeks_reports_come_at_nights_and_on_weekends():
    outside = sum(weight for hour, weight in enumerate(WEEK) if not office(hour))
    assert (len(WEEK), 2 * outside) == (168, sum(WEEK))


def test_the_two_hours_from_14_to_16_bring_most_on_every_day():
    for day in range(7):
        hours = WEEK[day * 24 : day * 24 + 24]
        assert {hour for hour in range(24) if hours[hour] == max(hours)} == {14, 15}


def test_what_is_expected_each_hour_adds_up_to_the_reports_exactly():
    expected = expected_an_hour(1_500, MONDAY, 7)
    assert sum(expected) == 1_500
    assert sum(expected[hour] for hour in range(168) if office(hour)) == 750


def test_a_year_that_begins_on_a_wednesday_begins_with_wednesdays_hours():
    assert hourly_weights(datetime.fromisoformat("2025-01-01"), 5)[3 * 24 :] == [*WEEK[-48:]]


def test_evenly_laid_places_give_every_hour_just_its_weight():
    total = sum(WEEK)
    came = moments([(place + 0.5) / total for place in range(total)], MONDAY, 7)
    by_hour = Counter((at - MONDAY) // timedelta(hours=1) for at in came)
    assert [by_hour[hour] for hour in range(168)] == [*WEEK]


def slowly(place: float, weights: list[int]) -> tuple[int, int]:
    """Hour and minute by walking through the hours one after another."""
    reached = place * sum(weights)
    for hour, weight in enumerate(weights):
        if reached < weight:
            return hour, int(reached / weight * 60)
        reached -= weight
    raise AssertionError


@given(
    st.lists(st.integers(1, 9), min_size=7, max_size=7).map(lambda drawn: drawn * 24),
    st.integers(0, 2**20 - 1).map(lambda whole: whole / 2**20),
)
def test_a_moment_is_where_walking_through_the_hours_ends(week, place):
    (at,) = moments([place], MONDAY, 3, week)
    hour, minute = slowly(place, hourly_weights(MONDAY, 3, week))
    # Walking subtracts where looking up adds, so a minute's edge may fall to either side.
    assert abs(at - (MONDAY + timedelta(hours=hour, minutes=minute))) <= timedelta(minutes=1)


@pytest.mark.parametrize("place", [0.0, 1 - 2**-53])
def test_the_first_and_the_last_place_lie_within_the_time(place):
    (at,) = moments([place], MONDAY, 7)
    assert MONDAY <= at < MONDAY + timedelta(days=7)
