"""Who may carry cases on the day of the tables. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

import pytest

from evenhand.figures import Period, Tally
from evenhand.measures.workers_by_status import workers_by_status

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))
ONE = """
    id | branch | fte
    v  | Bend   | 1
"""


def test_a_status_holds_from_its_first_day_and_no_longer_on_the_day_it_ends(case_tables):
    tables = case_tables(
        "2000-02-04",
        workers="""
            id | branch | fte
            v  | Bend   | 1
            w  | Bend   | 1
        """,
        worker_status="""
            worker | status        | program | from_on    | to_on
            v      | trainee       | care    | 1999-01-01 | 2000-02-04
            v      | case_carrying | care    | 2000-02-04 |
            w      | long_leave    | care    | 1999-01-01 | 2000-02-05
            w      | case_carrying | care    | 2000-02-05 |
        """,
    )
    assert workers_by_status.compute(tables, YEAR_1998) == [
        Tally("Bend", "care|case_carrying", 100, 100),
        Tally("Bend", "care|long_leave", 100, 100),
    ]


def test_a_worker_whose_last_status_ended_on_the_day_has_none(case_tables):
    tables = case_tables(
        "2000-02-04",
        workers=ONE,
        worker_status="""
            worker | status        | program | from_on    | to_on
            v      | case_carrying | care    | 1998-01-01 | 2000-02-04
        """,
    )
    assert workers_by_status.compute(tables, YEAR_1998) == [Tally("Bend", "|unknown", 100, 100)]


def test_it_is_the_day_of_the_tables_that_counts_whatever_the_period(case_tables):
    tables = case_tables(
        "2000-02-04",
        workers=ONE,
        worker_status="""
            worker | status        | program | from_on    | to_on
            v      | case_carrying | care    | 1998-01-01 | 1999-06-01
            v      | restricted    | care    | 1999-06-01 |
        """,
    )
    assert workers_by_status.compute(tables, YEAR_1998) == [
        Tally("Bend", "care|restricted", 100, 100)
    ]


def test_of_two_that_hold_the_one_that_began_last_tells(case_tables):
    tables = case_tables(
        "2000-02-04",
        workers=ONE,
        worker_status="""
            worker | status        | program | from_on    | to_on
            v      | case_carrying | care    | 1998-01-01 |
            v      | restricted    | home    | 1999-06-01 |
        """,
    )
    assert workers_by_status.compute(tables, YEAR_1998) == [
        Tally("Bend", "home|restricted", 100, 100)
    ]


def test_a_worker_without_a_status_is_unknown_and_one_without_a_program_is_of_none(case_tables):
    tables = case_tables(
        "2000-02-04",
        workers="""
            id | branch  | fte
            v  | Astoria | 1
            w  | Bend    | 1
        """,
        worker_status="""
            worker | status  | program | from_on    | to_on
            w      | trainee |         | 1998-01-01 |
        """,
    )
    assert workers_by_status.compute(tables, YEAR_1998) == [
        Tally("Astoria", "|unknown", 100, 100),
        Tally("Bend", "|trainee", 100, 100),
    ]


@pytest.mark.parametrize(
    ("fte", "hundredths"), [("0.8", 80), ("0.29", 29), ("0.333", 33), ("0", 0)]
)
def test_part_time_counts_in_hundredths_and_heads_stand_beside(case_tables, fte, hundredths):
    tables = case_tables(
        "2000-02-04",
        workers=f"""
            id | branch | fte
            v  | Bend   | 1
            w  | Bend   | {fte}
        """,
        worker_status="worker | status | program | from_on | to_on",
    )
    assert workers_by_status.compute(tables, YEAR_1998) == [
        Tally("Bend", "|unknown", 100 + hundredths, 200)
    ]
