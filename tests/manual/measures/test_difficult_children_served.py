"""Which children in care count as difficult. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

from evenhand.figures import Period, Tally
from evenhand.measures.difficult_children_served import difficult_children_served

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))


def test_level_5_counts_and_level_6_is_in_the_base_only(case_tables):
    tables = case_tables(
        "2000-02-04",
        removals="""
            child | branch | removed_on | level_at_removal | ended_on
            a     | Bend   | 1998-03-01 | 5                |
            b     | Bend   | 1998-03-01 | 6                |
        """,
    )
    assert difficult_children_served.compute(tables, YEAR_1998, most_level=5) == [
        Tally("Bend", "", 1, 2)
    ]


def test_a_child_removed_twice_counts_once_at_its_lowest_level_of_the_period(case_tables):
    tables = case_tables(
        "2000-02-04",
        removals="""
            child | branch | removed_on | level_at_removal | ended_on
            a     | Bend   | 1998-02-01 | 6                | 1998-03-01
            a     | Bend   | 1998-04-01 | 3                |
            b     | Bend   | 1997-02-01 | 1                | 1998-01-01
            b     | Bend   | 1998-04-01 | 7                |
        """,
    )
    # b's removal at level 1 was over before the period.
    assert difficult_children_served.compute(tables, YEAR_1998, most_level=5) == [
        Tally("Bend", "", 1, 2)
    ]


def test_a_child_removed_by_two_branches_is_judged_in_each_by_its_own_removal(case_tables):
    tables = case_tables(
        "2000-02-04",
        removals="""
            child | branch  | removed_on | level_at_removal | ended_on
            a     | Astoria | 1998-02-01 | 2                | 1998-03-01
            a     | Bend    | 1998-04-01 | 7                |
        """,
    )
    assert difficult_children_served.compute(tables, YEAR_1998, most_level=5) == [
        Tally("Astoria", "", 1, 1),
        Tally("Bend", "", 0, 1),
    ]
