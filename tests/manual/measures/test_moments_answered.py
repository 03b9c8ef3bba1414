"""Which random moments count as answered. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

from evenhand.figures import Period, Tally
from evenhand.measures.moments_answered import moments_answered

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))
WORKERS = """
    id | branch
    v  | Astoria
    w  | Bend
"""


def test_a_moment_without_an_activity_is_drawn_but_not_answered(case_tables):
    tables = case_tables(
        "2000-02-04",
        workers=WORKERS,
        time_samples="""
            worker | moment              | activity
            v      | 1998-03-02T09:10:00 | neglect
            v      | 1998-03-03T09:10:00 |
            w      | 1998-03-02T09:10:00 |
        """,
    )
    assert moments_answered.compute(tables, YEAR_1998) == [Tally("state", "", 1, 3)]


def test_where_no_moment_was_drawn_there_is_no_tally(case_tables):
    tables = case_tables(
        "2000-02-04",
        workers=WORKERS,
        time_samples="worker | moment | activity",
    )
    assert moments_answered.compute(tables, YEAR_1998) == []


def test_the_first_midnight_counts_and_the_midnight_after_the_last_day_does_not(case_tables):
    tables = case_tables(
        "2000-02-04",
        workers=WORKERS,
        time_samples="""
            worker | moment              | activity
            w      | 1997-12-31T23:59:59 | neglect
            w      | 1998-01-01T00:00:00 | neglect
            w      | 1998-12-31T23:59:59 |
            w      | 1999-01-01T00:00:00 | neglect
        """,
    )
    assert moments_answered.compute(tables, YEAR_1998) == [Tally("state", "", 1, 2)]
