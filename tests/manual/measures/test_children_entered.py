"""Who counts as having entered care. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

from evenhand.figures import Period, Tally
from evenhand.measures.children_entered import children_entered

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))


def test_the_first_day_of_the_period_counts_and_the_first_day_after_it_does_not(case_tables):
    tables = case_tables(
        "2000-02-04",
        removals="""
            child | branch | removed_on
            a     | Bend   | 1997-12-31
            b     | Bend   | 1998-01-01
            c     | Bend   | 1998-12-31
            d     | Bend   | 1999-01-01
        """,
    )
    assert children_entered.compute(tables, YEAR_1998) == [Tally("Bend", "", 2, 2)]


def test_a_child_removed_twice_counts_twice(case_tables):
    tables = case_tables(
        "2000-02-04",
        removals="""
            child | branch  | removed_on
            a     | Astoria | 1998-02-01
            a     | Astoria | 1998-11-01
        """,
    )
    assert children_entered.compute(tables, YEAR_1998) == [Tally("Astoria", "", 2, 2)]
