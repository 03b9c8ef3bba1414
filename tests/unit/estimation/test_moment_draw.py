"""A draw of moments from a roster: what there is to draw from, and that all is as likely."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from fractions import Fraction as F

import pytest

from evenhand.errors import NotPossible
from evenhand.estimation.moment_draw import Frame, drawn_moments, working_days

WEEK = working_days(date(2000, 7, 3), date(2000, 7, 10), range(1, 6))
at = datetime.fromisoformat
PARTS = {"v": F(1), "w": F(1), "x": F(1, 2)}
KNOWN = [
    ("w", at("2000-07-03T10:39")),
    ("w", at("2000-07-04T13:48")),
    ("v", at("2000-07-05T13:19")),
]


def test_working_days_leave_out_weekends_holidays_and_the_day_after_the_last():
    found = working_days(date(2000, 7, 3), date(2000, 7, 8), range(1, 6), [date(2000, 7, 4)])
    assert found == [date(2000, 7, day) for day in (3, 5, 6, 7)]
    assert working_days(date(2000, 7, 7), date(2000, 7, 10), {6, 7}) == [
        date(2000, 7, 8),
        date(2000, 7, 9),
    ]


def test_the_first_minute_of_the_day_may_be_drawn_and_the_closing_minute_not():
    frame = Frame([date(2000, 7, 3)], 8 * 60, 8 * 60 + 2, {"v": F(1)})
    assert drawn_moments(frame, 2, 1) == [
        ("v", at("2000-07-03T08:00")),
        ("v", at("2000-07-03T08:01")),
    ]


def test_the_same_seed_draws_the_same_on_every_machine():
    drawn = drawn_moments(Frame(WEEK, 8 * 60, 17 * 60, PARTS), 3, 7)
    assert drawn == KNOWN
    assert drawn != drawn_moments(Frame(WEEK, 8 * 60, 17 * 60, PARTS), 3, 8)


def test_more_moments_than_there_are_minutes_cannot_be_drawn():
    frame = Frame(WEEK, 8 * 60, 9 * 60, {"v": F(1), "x": F(1, 2)})
    assert frame.population == 450
    assert len(drawn_moments(frame, 450, 1)) == 450
    with pytest.raises(NotPossible, match="451 moments cannot be drawn from 450 working minutes"):
        drawn_moments(frame, 451, 1)


def test_where_nobody_works_nothing_can_be_drawn():
    with pytest.raises(NotPossible, match="from 0 working minutes"):
        drawn_moments(Frame([], 8 * 60, 9 * 60, PARTS), 1, 1)
    with pytest.raises(NotPossible, match="from 0 working minutes"):
        drawn_moments(Frame(WEEK, 8 * 60, 9 * 60, {"v": F(0)}), 1, 1)


def test_every_worker_s_every_minute_is_about_as_likely_as_any_other():
    frame = Frame(WEEK[:2], 8 * 60, 8 * 60 + 5, PARTS)
    draws = 4_000
    found = Counter(pair for seed in range(draws) for pair in drawn_moments(frame, 5, seed))
    full = draws * 5 / 25
    for worker, part in PARTS.items():
        for minute in range(10):
            seen = found[worker, frame.moment(minute)]
            assert abs(seen - full * part) < 5 * (full * part) ** 0.5


def test_a_part_timer_s_minutes_are_spread_over_all_days_and_hours():
    frame = Frame(WEEK, 8 * 60, 10 * 60, {"x": F(1, 2)})
    moments = [moment for _, moment in drawn_moments(frame, frame.population, 3)]
    assert Counter(moment.date() for moment in moments) == dict.fromkeys(WEEK, 60)
    assert Counter(moment.hour for moment in moments) == {8: 150, 9: 150}
