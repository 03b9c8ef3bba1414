"""Which levels all readers of a child gave together. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

from evenhand.figures import Period, Tally
from evenhand.measures.case_reading_patterns import case_reading_patterns

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))

FAMILIES = """
    id | branch  | group
    f  | Astoria | out_of_home
    g  | Bend    | in_home
"""
CHILDREN = """
    id | family
    a  | f
    b  | f
    c  | g
"""


def test_children_at_home_and_out_of_home_are_counted_by_their_readers_levels(case_tables):
    tables = case_tables(
        "2000-02-04",
        families=FAMILIES,
        children=CHILDREN,
        case_readings="""
            child | reader | read_on    | level
            a     | 1      | 1998-03-01 | 6
            a     | 2      | 1998-03-01 | 2
            b     | 3      | 1998-03-01 | 2
            b     | 1      | 1998-04-01 | 6
            c     | 1      | 1998-03-01 | 4
            c     | 2      | 1998-03-01 | 4
        """,
    )
    assert case_reading_patterns.compute(tables, YEAR_1998) == [
        Tally("Astoria", "2=1 6=1", 2, 2),
        Tally("Bend", "4=2", 1, 1),
    ]


def test_readings_outside_the_period_have_no_say(case_tables):
    tables = case_tables(
        "2000-02-04",
        families=FAMILIES,
        children=CHILDREN,
        case_readings="""
            child | reader | read_on    | level
            a     | 1      | 1997-12-31 | 1
            a     | 2      | 1998-01-01 | 5
            a     | 3      | 1999-01-01 | 1
            b     | 1      | 1999-01-01 | 1
        """,
    )
    assert case_reading_patterns.compute(tables, YEAR_1998) == [Tally("Astoria", "5=1", 1, 1)]
