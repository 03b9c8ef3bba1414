"""What is new to a worker in a month, and what is active. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

import pytest

from evenhand.figures import Period
from evenhand.measures.new_cases import new_cases

TWO_MONTHS = Period(date(1999, 1, 1), date(1999, 3, 1))
JANUARY = Period(date(1999, 1, 1), date(1999, 2, 1))
FEBRUARY = Period(date(1999, 2, 1), date(1999, 3, 1))
CARRYING = """
    worker | status        | program | from_on    | to_on
    v      | case_carrying | care    | 1998-01-01 |
"""


@pytest.fixture
def counted(case_tables):
    def count(*assigned, active=False, status=CARRYING, period=TWO_MONTHS):
        tables = case_tables(
            "2000-02-04",
            workers="""
                id | branch | unit
                v  | Bend   | East
                w  | Bend   | East
            """,
            worker_status=status,
            cases="""
                id | kind          | closed_on
                a  | investigation |
                b  | investigation | 1999-01-20
                c  | family        |
            """,
            case_assignments="case | worker | from_on | to_on\n" + "\n".join(assigned),
        )
        asked = {"kinds": ("investigation",), "statuses": ("case_carrying",), "programs": ()}
        found = new_cases.compute(tables, period, **asked, active=active)
        assert {each.of for each in found} <= {"active" if active else "new"}
        return {each.period: each.counts for each in found}

    return count


def test_a_case_is_new_in_the_month_in_which_its_assignment_began(counted):
    found = counted("a | v | 1999-01-31 |", "b | v | 1999-01-01 |", "c | v | 1999-01-05 |")
    assert found == {JANUARY: {2: 1}, FEBRUARY: {0: 1}}


def test_a_month_is_named_by_its_days_and_a_worker_without_new_cases_is_at_0(counted, case_tables):
    assert counted() == {JANUARY: {0: 1}, FEBRUARY: {0: 1}}


def test_what_began_before_the_period_is_not_new_in_it(counted):
    assert counted("a | v | 1998-12-31 |") == {JANUARY: {0: 1}, FEBRUARY: {0: 1}}


def test_active_is_what_is_new_and_what_was_carried_into_the_month(counted):
    found = counted("a | v | 1998-12-31 |", "b | v | 1999-01-01 |", active=True)
    assert found == {JANUARY: {2: 1}, FEBRUARY: {1: 1}}


def test_a_case_that_ended_on_the_first_of_a_month_was_not_carried_into_it(counted):
    found = counted("a | v | 1998-12-01 | 1999-02-01", active=True)
    assert found == {JANUARY: {1: 1}, FEBRUARY: {0: 1}}


def test_a_case_handed_over_is_new_again_for_who_takes_it_and_once_more_when_it_comes_back(counted):
    both = CARRYING + "    w | case_carrying | care | 1998-01-01 |\n"
    found = counted(
        "a | v | 1999-01-01 | 1999-01-05",
        "a | w | 1999-01-05 | 1999-01-09",
        "a | v | 1999-01-09 |",
        status=both,
    )
    assert found == {JANUARY: {1: 1, 2: 1}, FEBRUARY: {0: 2}}


def test_a_worker_month_counts_if_the_worker_counts_on_one_of_its_days(counted):
    late = CARRYING.replace("1998-01-01", "1999-01-31")
    assert counted("a | v | 1999-01-02 |", status=late) == {JANUARY: {1: 1}, FEBRUARY: {0: 1}}
    later = CARRYING.replace("1998-01-01", "1999-02-01")
    assert counted("a | v | 1999-01-02 |", status=later) == {FEBRUARY: {0: 1}}


def test_an_assignment_that_lasted_no_day_is_not_counted(counted):
    found = counted("a | v | 1999-01-05 | 1999-01-05", "b | v | 1999-01-20 |")
    assert found == {JANUARY: {0: 1}, FEBRUARY: {0: 1}}


def test_a_month_that_the_period_cuts_has_only_its_days_in_the_period(counted):
    cut = Period(date(1999, 1, 10), date(1999, 2, 10))
    assert counted("a | v | 1999-01-09 |", "b | v | 1999-01-10 |", period=cut) == {
        Period(date(1999, 1, 10), date(1999, 2, 1)): {1: 1},
        Period(date(1999, 2, 1), date(1999, 2, 10)): {0: 1},
    }


@pytest.mark.parametrize(
    ("assigned", "counted_on"),
    [
        ("a | v | 1999-01-01 | 1999-01-02", "1999-01-31 | 1999-02-01"),
        ("a | v | 1999-01-31 | 1999-02-01", "1999-01-01 | 1999-01-02"),
    ],
)
def test_a_case_is_new_though_it_was_gone_before_its_worker_counted_or_came_after(
    counted, assigned, counted_on
):
    status = f"worker | status | program | from_on | to_on\nv | case_carrying | care | {counted_on}"
    assert counted(assigned, status=status) == {JANUARY: {1: 1}}
