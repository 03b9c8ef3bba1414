"""What a random moment counts for, each for one. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

from evenhand.figures import Period, Tally
from evenhand.measures.moments_by_type import moments_by_type

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))
WORKERS = """
    id | branch
    v  | Astoria
    w  | Astoria
    x  | Bend
"""


def test_moments_are_counted_over_the_whole_state_and_unanswered_ones_are_left_out(
    case_tables,
):
    tables = case_tables(
        "2000-02-04",
        workers=WORKERS,
        time_samples="""
            worker | moment              | activity
            v      | 1998-03-02T09:10:00 | neglect
            w      | 1998-03-02T09:10:00 | neglect
            w      | 1998-03-02T14:25:00 | other
            w      | 1998-03-03T14:25:00 |
            x      | 1998-03-02T09:10:00 | other
        """,
    )
    assert moments_by_type.compute(tables, YEAR_1998) == [
        Tally("state", "neglect", 2, 4),
        Tally("state", "other", 2, 4),
    ]


def test_the_first_midnight_counts_and_the_midnight_after_the_last_day_does_not(case_tables):
    tables = case_tables(
        "2000-02-04",
        workers=WORKERS,
        time_samples="""
            worker | moment              | activity
            x      | 1997-12-31T23:59:59 | neglect
            x      | 1998-01-01T00:00:00 | neglect
            x      | 1998-12-31T23:59:59 | neglect
            x      | 1999-01-01T00:00:00 | neglect
        """,
    )
    assert moments_by_type.compute(tables, YEAR_1998) == [Tally("state", "neglect", 2, 2)]
