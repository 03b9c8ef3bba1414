"""Who was there as what, and since when. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

import pytest

from evenhand.figures import Period
from evenhand.measures.headcount_by_day import headcount_by_day

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))


@pytest.fixture
def counted(case_tables):
    def count(*statuses):
        tables = case_tables(
            "2000-02-04",
            workers="""
                id | branch | role
                v  | Bend   | caseworker
                w  | Bend   | caseworker
            """,
            worker_status="worker | status | program | from_on | to_on\n" + "\n".join(statuses),
        )
        found = headcount_by_day.compute(tables, YEAR_1998)
        assert all((each.branch, each.unit) == ("Bend", "") for each in found)
        return {each.of: (each.before, *each.changes) for each in found}

    return count


def test_a_status_counts_from_its_first_day_and_no_longer_on_the_day_it_ends(counted):
    found = counted(
        "v | trainee | care | 1997-10-01 | 1998-03-01", "v | case_carrying | care | 1998-03-01 |"
    )
    assert found == {
        "caseworker|case_carrying|care": (0, (date(1998, 3, 1), 1)),
        "caseworker|trainee|care": (1, (date(1998, 3, 1), -1)),
    }


def test_heads_of_one_kind_are_added_up_and_a_status_that_only_goes_on_changes_nothing(counted):
    found = counted(
        "v | case_carrying | care | 1997-10-01 | 1998-03-01",
        "v | case_carrying | care | 1998-03-01 |",
        "w | case_carrying | care | 1998-01-01 |",
    )
    assert found == {"caseworker|case_carrying|care": (1, (date(1998, 1, 1), 1))}


def test_of_two_that_hold_the_one_that_began_last_tells_until_it_ends(counted):
    found = counted(
        "v | case_carrying | care | 1997-10-01 |", "v | long_leave | | 1998-03-01 | 1998-05-01"
    )
    there, away = date(1998, 3, 1), date(1998, 5, 1)
    assert found == {
        "caseworker|case_carrying|care": (1, (there, -1), (away, 1)),
        "caseworker|long_leave|": (0, (there, 1), (away, -1)),
    }


def test_a_worker_without_a_status_on_a_day_is_not_counted(counted):
    assert counted("v | trainee | care | 1996-01-01 | 1997-01-01") == {}
