"""Which removals were coded as difficult. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

from evenhand.figures import Period, Tally
from evenhand.measures.difficult_at_removal import difficult_at_removal

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))


def difficult(case_tables, removals):
    tables = case_tables("2000-02-04", removals=removals)
    return difficult_at_removal.compute(tables, YEAR_1998, most_level=5)


def test_level_five_is_difficult_and_level_six_is_not(case_tables):
    assert difficult(
        case_tables,
        """
            family | branch  | removed_on | level_at_removal
            f      | Astoria | 1998-03-01 | 5
            g      | Bend    | 1998-03-01 | 6
        """,
    ) == [Tally("Astoria", "yes=1", 1, 1), Tally("Bend", "no=1", 1, 1)]


def test_brothers_and_sisters_are_one_family_and_families_alike_are_counted_together(case_tables):
    assert difficult(
        case_tables,
        """
            family | branch  | removed_on | level_at_removal
            f      | Astoria | 1998-03-01 | 5
            f      | Astoria | 1998-03-01 | 6
            f      | Astoria | 1998-05-01 | 7
            g      | Astoria | 1998-03-01 | 1
            h      | Astoria | 1998-03-01 | 2
        """,
    ) == [Tally("Astoria", "no=2 yes=1", 1, 3), Tally("Astoria", "yes=1", 2, 3)]


def test_only_removals_inside_the_period_are_counted(case_tables):
    assert difficult(
        case_tables,
        """
            family | branch  | removed_on | level_at_removal
            f      | Astoria | 1997-12-31 | 1
            f      | Astoria | 1998-01-01 | 1
            f      | Astoria | 1998-12-31 | 7
            f      | Astoria | 1999-01-01 | 1
        """,
    ) == [Tally("Astoria", "no=1 yes=1", 1, 1)]
