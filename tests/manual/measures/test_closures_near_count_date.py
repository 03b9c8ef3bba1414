"""Which closures lie just before a count. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

from evenhand.figures import Period, Tally
from evenhand.measures.closures_near_count_date import closures_near_count_date

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))


def closures(case_tables, cases):
    tables = case_tables("2000-02-04", cases=cases)
    return closures_near_count_date.compute(tables, YEAR_1998, days=30)


def test_thirty_days_before_the_count_is_near_and_thirty_one_is_not(case_tables):
    assert closures(
        case_tables,
        """
            family | branch   | closed_on
            f      | Astoria  | 1998-12-01
            g      | Bend     | 1998-12-02
            h      | Coos Bay | 1998-12-31
        """,
    ) == [
        Tally("Astoria", "no=1", 1, 1),
        Tally("Bend", "yes=1", 1, 1),
        Tally("Coos Bay", "yes=1", 1, 1),
    ]


def test_a_family_s_cases_stand_together_whatever_their_kind(case_tables):
    assert closures(
        case_tables,
        """
            family | branch  | kind          | closed_on
            f      | Astoria | investigation | 1998-06-01
            f      | Astoria | child         | 1998-12-20
            f      | Astoria | child         | 1998-12-20
        """,
    ) == [Tally("Astoria", "no=1 yes=2", 1, 1)]


def test_a_case_closed_on_the_count_date_or_still_open_or_closed_before_is_not_counted(
    case_tables,
):
    assert closures(
        case_tables,
        """
            family | branch  | closed_on
            f      | Astoria | 1997-12-31
            f      | Astoria | 1998-01-01
            f      | Astoria | 1999-01-01
            f      | Astoria |
        """,
    ) == [Tally("Astoria", "no=1", 1, 1)]
