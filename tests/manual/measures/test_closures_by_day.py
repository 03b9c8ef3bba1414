"""Which cases were closed, day by day. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

from evenhand.figures import Period
from evenhand.figures.spread import Daily
from evenhand.measures.closures_by_day import closures_by_day

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))


def test_a_case_counts_on_its_first_day_closed_within_the_period(case_tables):
    tables = case_tables(
        "2000-02-04",
        cases="""
            branch  | closed_on
            Bend    | 1997-12-31
            Bend    | 1998-01-01
            Bend    | 1998-06-30
            Bend    | 1998-06-30
            Bend    | 1999-01-01
            Astoria |
        """,
    )
    days = ((date(1998, 1, 1), 1), (date(1998, 6, 30), 2))
    assert closures_by_day.compute(tables, YEAR_1998) == [Daily("Bend", "", "closures", 0, days)]
