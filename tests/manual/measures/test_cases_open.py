"""Which cases are open at the end of the period. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

import pytest

from evenhand.errors import PolicyError
from evenhand.figures import Period, Tally
from evenhand.measures.cases_open import cases_open

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))


def test_the_last_day_of_the_period_decides(case_tables):
    tables = case_tables(
        "2000-02-04",
        cases="""
            branch | kind   | opened_on  | closed_on
            Bend   | family | 1998-12-31 |
            Bend   | family | 1999-01-01 |
            Bend   | family | 1997-03-01 | 1998-12-31
            Bend   | family | 1997-03-01 | 1999-01-01
        """,
    )
    # Open on 31 December: the first, and the last, which was closed a day later.
    assert cases_open.compute(tables, YEAR_1998, kind="family") == [Tally("Bend", "", 2, 2)]


def test_only_cases_of_the_kind_count(case_tables):
    tables = case_tables(
        "2000-02-04",
        cases="""
            branch  | kind          | opened_on  | closed_on
            Astoria | family        | 1998-03-01 |
            Astoria | child         | 1998-03-01 |
            Bend    | investigation | 1998-03-01 |
        """,
    )
    assert cases_open.compute(tables, YEAR_1998, kind="child") == [Tally("Astoria", "", 1, 1)]


def test_a_kind_that_does_not_exist_is_refused_with_those_that_do(case_tables):
    with pytest.raises(PolicyError, match=r"'court' in cases\. It can be: investigation, family"):
        cases_open.compute(case_tables("2000-02-04"), YEAR_1998, kind="court")
