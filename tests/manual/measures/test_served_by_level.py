"""At which levels children in care stood when removed. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

from evenhand.figures import Period
from evenhand.measures.served_by_level import served_by_level

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))


def counted(tables):
    """Levels with a child at them, by branch: how many of how many."""
    found = served_by_level.compute(tables, YEAR_1998)
    return {(t.branch, t.of): (t.hits, t.base) for t in found if t.hits}


def test_every_level_is_there_and_a_branch_adds_up_to_its_children(case_tables):
    tables = case_tables(
        "2000-02-04",
        removals="""
            child | branch  | removed_on | level_at_removal | ended_on
            a     | Astoria | 1998-03-01 | 5                |
            b     | Astoria | 1998-03-01 | 5                | 1998-04-01
            c     | Astoria | 1998-12-31 | 1                |
        """,
    )
    found = served_by_level.compute(tables, YEAR_1998)
    assert [t.of for t in found] == list("1234567")
    assert counted(tables) == {("Astoria", "1"): (1, 3), ("Astoria", "5"): (2, 3)}


def test_care_over_on_the_first_day_is_not_in_the_period_and_care_begun_after_it_neither(
    case_tables,
):
    tables = case_tables(
        "2000-02-04",
        removals="""
            child | branch | removed_on | level_at_removal | ended_on
            a     | Bend   | 1997-02-01 | 1                | 1998-01-01
            b     | Bend   | 1997-02-01 | 2                | 1998-01-02
            c     | Bend   | 1999-01-01 | 3                |
        """,
    )
    assert counted(tables) == {("Bend", "2"): (1, 1)}


def test_a_child_removed_twice_counts_once_at_its_lowest_level_of_the_period(case_tables):
    tables = case_tables(
        "2000-02-04",
        removals="""
            child | branch | removed_on | level_at_removal | ended_on
            a     | Bend   | 1998-02-01 | 6                | 1998-03-01
            a     | Bend   | 1998-04-01 | 3                |
        """,
    )
    assert counted(tables) == {("Bend", "3"): (1, 1)}


def test_a_child_removed_by_two_branches_counts_in_each_at_its_own_level(case_tables):
    tables = case_tables(
        "2000-02-04",
        removals="""
            child | branch  | removed_on | level_at_removal | ended_on
            a     | Astoria | 1998-02-01 | 2                | 1998-03-01
            a     | Bend    | 1998-04-01 | 7                |
        """,
    )
    assert counted(tables) == {("Astoria", "2"): (1, 1), ("Bend", "7"): (1, 1)}
