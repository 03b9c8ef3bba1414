"""What counts as home in time, and as known at removal. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

import pytest

from evenhand.errors import TableError
from evenhand.figures import Period, Tally
from evenhand.measures.removals_by_pattern import removals_by_pattern

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))

A_YEAR = {"days": 365, "most_level": 5, "ages": (), "factors": ()}
FOUR_CHILDREN = """
    id | born_on
    a  | 1990-03-01
    b  | 1990-03-01
    c  | 1990-03-01
    d  | 1990-03-01
"""


def test_home_on_day_365_counts_and_on_day_366_does_not(case_tables):
    tables = case_tables(
        "2000-02-04",
        children=FOUR_CHILDREN,
        removals="""
            child | branch  | removed_on | level_at_removal | returned_on
            a     | Astoria | 1998-03-01 | 2                | 1999-03-01
            b     | Astoria | 1998-03-01 | 2                | 1999-03-02
            c     | Astoria | 1998-03-01 | 2                |
        """,
    )
    assert removals_by_pattern.compute(tables, YEAR_1998, **A_YEAR) == [
        Tally("Astoria", "level=2", 1, 3)
    ]


def test_only_removals_inside_the_period_and_up_to_the_level_are_in_the_base(case_tables):
    tables = case_tables(
        "2000-02-04",
        children=FOUR_CHILDREN,
        removals="""
            child | branch | removed_on | level_at_removal | returned_on
            a     | Bend   | 1997-12-31 | 5                | 1998-01-05
            b     | Bend   | 1998-01-01 | 5                | 1998-01-05
            c     | Bend   | 1998-01-01 | 6                | 1998-01-05
            d     | Bend   | 1999-01-01 | 5                | 1999-01-05
        """,
    )
    assert removals_by_pattern.compute(tables, YEAR_1998, **A_YEAR) == [
        Tally("Bend", "level=5", 1, 1)
    ]


def test_a_child_removed_on_the_birthday_is_in_the_new_band(case_tables):
    tables = case_tables(
        "2000-02-04",
        children="""
            id | born_on
            a  | 1998-03-01
            b  | 1993-03-02
            c  | 1993-03-01
            d  | 1983-03-01
        """,
        removals="""
            child | branch | removed_on | level_at_removal | returned_on
            a     | Bend   | 1998-03-01 | 1                |
            b     | Bend   | 1998-03-01 | 1                |
            c     | Bend   | 1998-03-01 | 1                |
            d     | Bend   | 1998-03-01 | 1                | 1998-04-01
        """,
    )
    bands = A_YEAR | {"ages": (5, 10, 15)}
    assert removals_by_pattern.compute(tables, YEAR_1998, **bands) == [
        Tally("Bend", "age=0-4 level=1", 0, 2),
        Tally("Bend", "age=15+ level=1", 1, 1),
        Tally("Bend", "age=5-9 level=1", 0, 1),
    ]


def test_a_child_born_on_29_february_has_its_birthday_on_the_28th(case_tables):
    tables = case_tables(
        "2000-02-04",
        children="""
            id | born_on
            a  | 1988-02-29
            b  | 1988-02-29
        """,
        removals="""
            child | branch | removed_on | level_at_removal | returned_on
            a     | Bend   | 1998-02-27 | 1                |
            b     | Bend   | 1998-02-28 | 1                |
        """,
    )
    bands = A_YEAR | {"ages": (10,)}
    assert removals_by_pattern.compute(tables, YEAR_1998, **bands) == [
        Tally("Bend", "age=0-9 level=1", 0, 1),
        Tally("Bend", "age=10+ level=1", 0, 1),
    ]


def test_the_named_factors_of_the_family_come_in_the_order_given(case_tables):
    tables = case_tables(
        "2000-02-04",
        children=FOUR_CHILDREN,
        families="""
            id | factor_drugs | factor_housing | factor_other
            f  | yes          |                | yes
            g  | no           | yes            | no
        """,
        removals="""
            child | family | branch | removed_on | level_at_removal | returned_on
            a     | f      | Bend   | 1998-03-01 | 1                |
            b     | g      | Bend   | 1998-03-01 | 1                |
        """,
    )
    named = A_YEAR | {"factors": ("factor_housing", "factor_drugs")}
    assert removals_by_pattern.compute(tables, YEAR_1998, **named) == [
        Tally("Bend", "level=1 factor_housing=0 factor_drugs=1", 0, 1),
        Tally("Bend", "level=1 factor_housing=1 factor_drugs=0", 0, 1),
    ]


def test_a_factor_the_families_do_not_have_is_refused_with_those_they_do(case_tables):
    tables = case_tables(
        "2000-02-04",
        children=FOUR_CHILDREN,
        families="id | factor_drugs",
        removals="child | family | branch | removed_on | level_at_removal | returned_on",
    )
    with pytest.raises(TableError, match=r"factor_drink\. Its factors are: factor_drugs"):
        removals_by_pattern.compute(tables, YEAR_1998, **A_YEAR | {"factors": ("factor_drink",)})


def test_recent_removals_are_refused_and_the_message_gives_a_date_that_works(case_tables):
    tables = case_tables(
        "1999-06-30",
        children=FOUR_CHILDREN,
        removals="child | branch | removed_on | level_at_removal | returned_on",
    )
    with pytest.raises(TableError, match="End the period by 1998-06-30"):
        removals_by_pattern.compute(tables, YEAR_1998, **A_YEAR)
    until_then = Period(date(1998, 1, 1), date(1998, 6, 30))
    assert removals_by_pattern.compute(tables, until_then, **A_YEAR) == []
