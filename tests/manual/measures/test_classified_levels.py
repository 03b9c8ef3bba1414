"""Which level the decision table gives a reading. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

import pytest

from evenhand.errors import TableError
from evenhand.figures import Ages, LevelRule, Period, Tally
from evenhand.measures.classified_levels import classified_levels

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))
FAMILIES = """
    id | branch
    f  | Astoria
    g  | Bend
"""
CHILDREN = """
    id | family | born_on
    a  | f      | 1993-06-01
    b  | g      | 1985-01-01
"""
RULES = (
    LevelRule(1, ("severe",), Ages(0, 4)),
    LevelRule(2, ("severe", "moderate"), circumstance=("abandoned",)),
    LevelRule(6, ages=Ages(13)),
    LevelRule(5),
)


def found(case_tables, readings, rules=RULES):
    tables = case_tables("2000-02-04", families=FAMILIES, children=CHILDREN, case_readings=readings)
    return classified_levels.compute(tables, YEAR_1998, rules=rules)


def test_the_first_row_that_fits_gives_the_level(case_tables):
    readings = """
        child | read_on    | level | severity | circumstance
        a     | 1998-03-01 | 1     | severe   | abandoned
    """
    assert found(case_tables, readings) == [Tally("Astoria", "read=1 table=1", 1, 1)]


def test_the_last_row_takes_whom_no_other_takes(case_tables):
    readings = """
        child | read_on    | level | severity | circumstance
        a     | 1998-03-01 | 4     | mild     | abandoned
    """
    assert found(case_tables, readings) == [Tally("Astoria", "read=4 table=5", 1, 1)]


def test_a_child_read_on_its_fifth_birthday_is_no_longer_four(case_tables):
    readings = """
        child | reader | read_on    | level | severity | circumstance
        a     | 1      | 1998-05-31 | 1     | severe   |
        a     | 2      | 1998-06-01 | 1     | severe   |
    """
    assert found(case_tables, readings) == [
        Tally("Astoria", "read=1 table=1", 1, 2),
        Tally("Astoria", "read=1 table=5", 1, 2),
    ]


def test_a_row_that_asks_a_circumstance_does_not_fit_where_none_was_read(case_tables):
    readings = """
        child | reader | read_on    | level | severity | circumstance
        b     | 1      | 1997-12-31 | 2     | moderate | abandoned
        b     | 1      | 1998-01-01 | 2     | moderate | abandoned
        b     | 2      | 1998-01-01 | 6     | moderate |
    """
    assert found(case_tables, readings) == [
        Tally("Bend", "read=2 table=2", 1, 2),
        Tally("Bend", "read=6 table=6", 1, 2),
    ]


def test_a_reading_without_a_severity_is_counted_as_unknown(case_tables):
    readings = """
        child | read_on    | level | severity | circumstance
        b     | 1998-03-01 | 7     |          | abandoned
    """
    assert found(case_tables, readings) == [Tally("Bend", "read=7 table=unknown", 1, 1)]


def test_readings_without_the_columns_are_refused_by_name(case_tables):
    readings = """
        child | read_on    | level
        b     | 1998-03-01 | 7
    """
    with pytest.raises(TableError, match="needs a column severity in the table case_readings"):
        found(case_tables, readings)
