"""What is carried, by how many, and what is open beside. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

import pytest

from evenhand.figures import Period
from evenhand.figures.spread import Daily
from evenhand.measures.carried_by_day import carried_by_day

JANUARY = Period(date(1999, 1, 1), date(1999, 2, 1))


@pytest.fixture
def counted(case_tables):
    def count(assigned, status, cases="a | Bend | family | 1998-06-01 |"):
        tables = case_tables(
            "2000-02-04",
            workers="id | branch | unit\nv | Bend | East",
            worker_status="worker | status | program | from_on | to_on\n" + status,
            cases="id | branch | kind | opened_on | closed_on\n" + cases,
            case_assignments="case | worker | from_on | to_on\n" + assigned,
        )
        asked = {"kinds": ("family",), "statuses": ("case_carrying",), "programs": ()}
        return carried_by_day.compute(tables, JANUARY, **asked)

    return count


def test_before_is_the_eve_and_a_change_stands_at_the_day_it_holds_from(counted):
    found = counted(
        "a | v | 1998-12-31 | 1999-01-11", "v | case_carrying | care | 1998-12-31 | 1999-01-21"
    )
    assert found == [
        Daily("Bend", "", "open", 1, ()),
        Daily("Bend", "East", "cases", 1, ((date(1999, 1, 11), -1),)),
        Daily("Bend", "East", "workers", 1, ((date(1999, 1, 21), -1),)),
    ]


def test_what_begins_on_the_first_day_of_the_period_is_a_change_on_it(counted):
    found = counted("a | v | 1999-01-01 |", "v | case_carrying | care | 1998-01-01 |")
    assert found[1] == Daily("Bend", "East", "cases", 0, ((date(1999, 1, 1), 1),))


def test_a_worker_who_counts_no_longer_takes_the_cases_along_and_they_stay_open(counted):
    found = counted("a | v | 1998-12-01 |", "v | case_carrying | care | 1998-01-01 | 1999-01-21")
    assert found == [
        Daily("Bend", "", "open", 1, ()),
        Daily("Bend", "East", "cases", 1, ((date(1999, 1, 21), -1),)),
        Daily("Bend", "East", "workers", 1, ((date(1999, 1, 21), -1),)),
    ]


def test_open_cases_of_these_kinds_are_seen_though_nobody_carries_them(counted):
    cases = """
        a | Bend | family | 1999-01-05 | 1999-01-08
        b | Bend | family | 1999-01-06 | 1999-01-06
        c | Bend | child  | 1998-01-01 |
    """
    found = counted("", "", cases)
    days = ((date(1999, 1, 5), 1), (date(1999, 1, 8), -1))
    assert found == [Daily("Bend", "", "open", 0, days)]
