"""Entries into care against the children who live there. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

from evenhand.figures import Period, Tally
from evenhand.measures.entries_at_risk import entries_at_risk

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))


def test_every_branch_with_a_population_appears_also_without_a_removal(case_tables):
    tables = case_tables(
        "2000-02-04",
        branches="""
            id       | child_population
            Astoria  | 9000
            Bend     | 25000
            Coos Bay |
        """,
        removals="""
            branch   | removed_on
            Astoria  | 1997-12-31
            Astoria  | 1998-01-01
            Astoria  | 1998-12-31
            Astoria  | 1999-01-01
            Coos Bay | 1998-03-01
        """,
    )
    # Nothing can be said of Coos Bay, whose population is not known.
    assert entries_at_risk.compute(tables, YEAR_1998) == [
        Tally("Astoria", "", 2, 9000),
        Tally("Bend", "", 0, 25000),
    ]


def test_more_removals_than_children_is_no_fault_of_the_measure(case_tables):
    tables = case_tables(
        "2000-02-04",
        branches="""
            id   | child_population
            Bend | 1
        """,
        removals="""
            branch | removed_on
            Bend   | 1998-03-01
            Bend   | 1998-09-01
        """,
    )
    assert entries_at_risk.compute(tables, YEAR_1998) == [Tally("Bend", "", 2, 1)]
