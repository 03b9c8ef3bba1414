"""Which cases came in, day by day. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

import pytest

from evenhand.errors import PolicyError
from evenhand.figures import Period
from evenhand.figures.spread import Daily
from evenhand.measures.arrivals_by_day import arrivals_by_day

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))
CASES = """
    branch | kind          | opened_on
    Bend   | family        | 1997-12-31
    Bend   | family        | 1998-01-01
    Bend   | investigation | 1998-01-01
    Bend   | family        | 1998-12-31
    Bend   | child         | 1998-12-31
    Bend   | family        | 1999-01-01
"""


def test_a_case_arrives_on_the_day_it_was_opened_within_the_period(case_tables):
    tables = case_tables("2000-02-04", cases=CASES)
    found = arrivals_by_day.compute(tables, YEAR_1998, kinds=("family", "investigation"))
    days = ((date(1998, 1, 1), 2), (date(1998, 12, 31), 1))
    assert found == [Daily("Bend", "", "arrivals", 0, days)]


def test_a_kind_that_no_case_can_have_is_refused(case_tables):
    tables = case_tables("2000-02-04", cases=CASES)
    with pytest.raises(PolicyError, match="no kind 'adoption' in cases"):
        arrivals_by_day.compute(tables, YEAR_1998, kinds=("adoption",))
