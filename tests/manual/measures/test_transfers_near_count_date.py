"""Which transfers lie just before a count. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

from evenhand.figures import Period, Tally
from evenhand.measures.transfers_near_count_date import transfers_near_count_date

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))

CASES = """
    id | branch  | closed_on
    f  | Astoria |
    g  | Astoria | 1998-12-20
    h  | Bend    | 1998-06-01
"""


def transfers(case_tables, assignments):
    tables = case_tables("2000-02-04", cases=CASES, case_assignments=assignments)
    return transfers_near_count_date.compute(tables, YEAR_1998, days=30)


def test_thirty_days_before_the_count_is_near_and_thirty_one_is_not(case_tables):
    assert transfers(
        case_tables,
        """
            case | worker | to_on
            f    | v      | 1998-12-01
            f    | v      | 1998-12-02
            f    | v      | 1998-12-31
        """,
    ) == [Tally("Astoria", "", 2, 3)]


def test_an_assignment_that_ends_with_its_case_is_no_transfer(case_tables):
    assert transfers(
        case_tables,
        """
            case | worker | to_on
            g    | v      | 1998-12-19
            g    | v      | 1998-12-20
            h    | v      | 1998-06-01
        """,
    ) == [Tally("Astoria", "", 1, 1)]


def test_a_worker_who_gives_up_all_cases_on_one_day_counts_once_and_two_workers_twice(case_tables):
    assert transfers(
        case_tables,
        """
            case | worker | to_on
            f    | v      | 1998-12-10
            g    | v      | 1998-12-10
            f    | w      | 1998-12-10
        """,
    ) == [Tally("Astoria", "", 2, 2)]


def test_an_assignment_that_runs_on_or_ends_outside_the_period_is_not_in_the_base(case_tables):
    assert (
        transfers(
            case_tables,
            """
            case | worker | to_on
            f    | v      |
            f    | v      | 1997-12-31
            f    | v      | 1999-01-01
        """,
        )
        == []
    )
