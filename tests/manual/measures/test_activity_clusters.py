"""What is added up over workers for the error of a time study. Printed in the manual."""

from __future__ import annotations

from datetime import date

from evenhand.figures import ClusterTally, Period
from evenhand.measures.activity_clusters import activity_clusters

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))


def test_squares_and_products_are_added_up_over_workers_for_the_whole_state(case_tables):
    tables = case_tables(
        "2000-02-04",
        time_samples="""
            worker | moment              | activity
            v      | 1998-03-02T09:10:00 | neglect
            v      | 1998-03-03T09:10:00 | neglect
            v      | 1998-03-04T09:10:00 | other
            w      | 1998-03-02T09:10:00 | neglect
            w      | 1998-03-03T09:10:00 |
            x      | 1998-03-02T09:10:00 |
        """,
    )
    # v: 2 of 3 on neglect; w: 1 of 1; x answered nothing and is no cluster.
    assert activity_clusters.compute(tables, YEAR_1998) == [
        ClusterTally("neglect", 3, 4, 2, 2**2 + 1**2, 2 * 3 + 1 * 1, 3**2 + 1**2),
        ClusterTally("other", 1, 4, 2, 1**2, 1 * 3, 3**2 + 1**2),
    ]


def test_one_worker_alone_gives_nothing_since_it_would_be_that_worker_s_own(case_tables):
    tables = case_tables(
        "2000-02-04",
        time_samples="""
            worker | moment              | activity
            v      | 1998-03-02T09:10:00 | neglect
            v      | 1998-03-03T09:10:00 | other
            w      | 1998-03-02T09:10:00 |
        """,
    )
    assert activity_clusters.compute(tables, YEAR_1998) == []


def test_the_first_midnight_counts_and_the_midnight_after_the_last_day_does_not(case_tables):
    tables = case_tables(
        "2000-02-04",
        time_samples="""
            worker | moment              | activity
            v      | 1997-12-31T23:59:59 | neglect
            v      | 1998-01-01T00:00:00 | neglect
            w      | 1998-12-31T23:59:59 | neglect
            w      | 1999-01-01T00:00:00 | neglect
        """,
    )
    assert activity_clusters.compute(tables, YEAR_1998) == [
        ClusterTally("neglect", 2, 2, 2, 2, 2, 2)
    ]
