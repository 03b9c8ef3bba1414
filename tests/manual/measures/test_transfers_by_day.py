"""On which days cases were handed over. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

import pytest

from evenhand.figures import Period
from evenhand.figures.spread import Daily
from evenhand.measures.transfers_by_day import transfers_by_day

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))
CASES = """
    id | branch | closed_on
    a  | Bend   |
    b  | Bend   | 1998-06-30
"""


@pytest.fixture
def counted(case_tables):
    def count(*assigned):
        given = "case | worker | to_on\n" + "\n".join(assigned)
        tables = case_tables("2000-02-04", cases=CASES, case_assignments=given)
        return transfers_by_day.compute(tables, YEAR_1998)

    return count


def test_an_assignment_that_ended_while_its_case_stayed_open_is_a_transfer(counted):
    days = ((date(1998, 1, 1), 1), (date(1998, 6, 29), 1))
    found = counted("a | v | 1998-01-01", "b | w | 1998-06-29", "a | w | 1999-01-01", "a | w |")
    assert found == [Daily("Bend", "", "transfers", 0, days)]


def test_one_that_ended_as_its_case_closed_or_later_is_none(counted):
    assert counted("b | v | 1998-06-30", "b | w | 1998-07-01") == []


def test_what_a_worker_gives_up_on_one_day_counts_once(counted):
    found = counted("a | v | 1998-06-01", "b | v | 1998-06-01", "a | w | 1998-06-01")
    assert found == [Daily("Bend", "", "transfers", 0, ((date(1998, 6, 1), 2),))]
