"""Which assessments count, and of how many. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

from evenhand.figures import Period, Tally
from evenhand.measures.assessments_by_type import assessments_by_type

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))


def test_the_types_of_a_branch_add_up_to_all_its_assessments(case_tables):
    tables = case_tables(
        "2000-02-04",
        assessments="""
            branch   | type    | opened_on
            Bend     | neglect | 1998-03-01
            Bend     | neglect | 1998-03-02
            Bend     | sexual  | 1998-03-02
            Coos Bay | sexual  | 1998-03-02
        """,
    )
    assert assessments_by_type.compute(tables, YEAR_1998) == [
        Tally("Bend", "neglect", 2, 3),
        Tally("Bend", "sexual", 1, 3),
        Tally("Coos Bay", "sexual", 1, 1),
    ]


def test_the_day_it_was_opened_decides_and_not_the_day_it_was_closed(case_tables):
    tables = case_tables(
        "2000-02-04",
        assessments="""
            branch  | type    | opened_on  | closed_on
            Astoria | neglect | 1997-12-31 | 1998-02-01
            Astoria | neglect | 1998-01-01 | 1998-02-01
            Astoria | neglect | 1998-12-31 | 1999-06-01
            Astoria | neglect | 1999-01-01 |
        """,
    )
    assert assessments_by_type.compute(tables, YEAR_1998) == [Tally("Astoria", "neglect", 2, 2)]
