"""What a random moment counts for. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

from evenhand.figures import Period, Tally
from evenhand.measures.minutes_by_type import minutes_by_type

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))


def test_minutes_are_added_up_over_the_whole_state_and_tell_no_branch_apart(case_tables):
    tables = case_tables(
        "2000-02-04",
        workers="""
            id | branch
            v  | Astoria
            w  | Astoria
            x  | Bend
        """,
        time_samples="""
            worker | moment              | activity | minutes
            v      | 1998-03-02T09:10:00 | neglect  | 15
            w      | 1998-03-02T09:10:00 | neglect  | 15
            w      | 1998-03-02T14:25:00 | other    | 10
            x      | 1998-03-02T09:10:00 | other    | 15
        """,
    )
    assert minutes_by_type.compute(tables, YEAR_1998) == [
        Tally("state", "neglect", 30, 55),
        Tally("state", "other", 25, 55),
    ]


def test_the_first_midnight_counts_and_the_midnight_after_the_last_day_does_not(case_tables):
    tables = case_tables(
        "2000-02-04",
        workers="""
            id | branch
            w  | Bend
        """,
        time_samples="""
            worker | moment              | activity | minutes
            w      | 1997-12-31T23:59:59 | neglect  | 1
            w      | 1998-01-01T00:00:00 | neglect  | 2
            w      | 1998-12-31T23:59:59 | neglect  | 4
            w      | 1999-01-01T00:00:00 | neglect  | 8
        """,
    )
    assert minutes_by_type.compute(tables, YEAR_1998) == [Tally("state", "neglect", 6, 6)]


def test_a_moment_that_nobody_answered_is_left_out(case_tables):
    tables = case_tables(
        "2000-02-04",
        workers="""
            id | branch
            w  | Bend
        """,
        time_samples="""
            worker | moment              | activity | minutes
            w      | 1998-03-02T09:10:00 | neglect  | 15
            w      | 1998-03-03T09:10:00 |          | 15
        """,
    )
    assert minutes_by_type.compute(tables, YEAR_1998) == [Tally("state", "neglect", 15, 15)]
