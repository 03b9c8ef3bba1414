"""Which children waited, and who had a plan in time. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

import pytest

from evenhand.errors import TableError
from evenhand.figures import Period, Tally
from evenhand.measures.permanency_plans import permanency_plans

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))


def test_home_on_day_365_is_not_in_the_base_and_home_on_day_366_is(case_tables):
    tables = case_tables(
        "2000-02-04",
        removals="""
            branch | removed_on | returned_on | plan_on
            Bend   | 1998-03-01 | 1999-03-01  | 1998-04-01
            Bend   | 1998-03-01 | 1999-03-02  | 1998-04-01
            Bend   | 1998-03-01 |             |
        """,
    )
    assert permanency_plans.compute(tables, YEAR_1998, days=365) == [Tally("Bend", "", 1, 2)]


def test_a_plan_on_day_365_counts_and_on_day_366_does_not(case_tables):
    tables = case_tables(
        "2000-02-04",
        removals="""
            branch | removed_on | returned_on | plan_on
            Bend   | 1998-03-01 |             | 1999-03-01
            Bend   | 1998-03-01 |             | 1999-03-02
        """,
    )
    assert permanency_plans.compute(tables, YEAR_1998, days=365) == [Tally("Bend", "", 1, 2)]


def test_only_removals_inside_the_period_are_in_the_base(case_tables):
    tables = case_tables(
        "2000-02-04",
        removals="""
            branch  | removed_on | returned_on | plan_on
            Astoria | 1997-12-31 |             | 1998-03-01
            Astoria | 1998-01-01 |             |
            Astoria | 1998-12-31 |             | 1999-03-01
            Astoria | 1999-01-01 |             | 1999-03-01
        """,
    )
    assert permanency_plans.compute(tables, YEAR_1998, days=365) == [Tally("Astoria", "", 1, 2)]


def test_recent_removals_are_refused_and_the_message_gives_a_date_that_works(case_tables):
    with pytest.raises(TableError, match="End the period by 1998-06-30"):
        permanency_plans.compute(case_tables("1999-06-30"), YEAR_1998, days=365)
