"""When a reader's level lies outside the others'. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

from evenhand.figures import Period, Tally
from evenhand.measures.reader_differences import reader_differences

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))


def differences(case_tables, readings):
    tables = case_tables(
        "2000-02-04",
        families="""
            id | branch
            f  | Astoria
        """,
        children="""
            id | family
            a  | f
            b  | f
        """,
        case_readings=readings,
    )
    return reader_differences.compute(tables, YEAR_1998)


def test_below_the_lowest_or_above_the_highest_of_the_others_is_outside(case_tables):
    assert differences(
        case_tables,
        """
            child | reader | read_on    | level
            a     | 1      | 1998-03-01 | 2
            a     | 2      | 1998-03-01 | 3
            a     | 3      | 1998-03-01 | 5
        """,
    ) == [
        Tally("Astoria", "1", 1, 1),
        Tally("Astoria", "2", 0, 1),
        Tally("Astoria", "3", 1, 1),
    ]


def test_on_the_edge_of_the_others_is_not_outside(case_tables):
    assert differences(
        case_tables,
        """
            child | reader | read_on    | level
            a     | 1      | 1998-03-01 | 3
            a     | 2      | 1998-03-01 | 3
        """,
    ) == [Tally("Astoria", "1", 0, 1), Tally("Astoria", "2", 0, 1)]


def test_who_reads_alone_or_outside_the_period_is_held_against_nobody(case_tables):
    assert (
        differences(
            case_tables,
            """
            child | reader | read_on    | level
            a     | 1      | 1998-03-01 | 1
            a     | 2      | 1999-01-01 | 7
            b     | 3      | 1998-03-01 | 7
        """,
        )
        == []
    )
