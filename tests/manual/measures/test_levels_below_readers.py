"""When a branch coded a child below its readers. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

from evenhand.figures import Period, Tally
from evenhand.measures.levels_below_readers import levels_below_readers

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))

REMOVALS = """
    child | family | branch  | removed_on | level_at_removal
    a     | f      | Astoria | 1998-02-01 | 3
    b     | f      | Astoria | 1998-02-01 | 4
    c     | f      | Astoria | 1998-02-01 | 5
"""


def below(case_tables, readings, removals=REMOVALS, consensus="majority"):
    tables = case_tables("2000-02-04", removals=removals, case_readings=readings)
    return levels_below_readers.compute(tables, YEAR_1998, consensus=consensus)


def test_a_lower_level_than_the_readers_is_counted_and_the_same_or_a_higher_is_not(case_tables):
    assert below(
        case_tables,
        """
            child | reader | read_on    | level
            a     | 1      | 1998-03-01 | 4
            b     | 1      | 1998-03-01 | 4
            c     | 1      | 1998-03-01 | 4
        """,
    ) == [Tally("Astoria", "no=2 yes=1", 1, 1)]


def test_readers_become_one_level_by_the_consensus(case_tables):
    readings = """
        child | reader | read_on    | level
        a     | 1      | 1998-03-01 | 3
        a     | 2      | 1998-03-01 | 3
        a     | panel  | 1998-03-01 | 5
    """
    assert below(case_tables, readings) == [Tally("Astoria", "no=1", 1, 1)]
    assert below(case_tables, readings, consensus="panel") == [Tally("Astoria", "yes=1", 1, 1)]


def test_a_child_never_removed_or_read_outside_the_period_is_not_counted(case_tables):
    assert (
        below(
            case_tables,
            """
            child | reader | read_on    | level
            a     | 1      | 1999-01-01 | 7
            b     | 1      | 1997-12-31 | 7
            d     | 1      | 1998-03-01 | 7
        """,
        )
        == []
    )


def test_of_several_removals_the_latest_up_to_the_last_reading_is_looked_at(case_tables):
    assert below(
        case_tables,
        """
            child | reader | read_on    | level
            a     | 1      | 1998-03-01 | 4
            a     | 2      | 1998-03-02 | 4
        """,
        """
            child | family | branch   | removed_on | level_at_removal
            a     | f      | Astoria  | 1997-02-01 | 1
            a     | f      | Bend     | 1998-03-02 | 4
            a     | f      | Coos Bay | 1998-03-03 | 1
        """,
    ) == [Tally("Bend", "no=1", 1, 1)]
