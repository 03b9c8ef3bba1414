"""Who counts as served. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

import pytest

from evenhand.errors import PolicyError
from evenhand.figures import Period, Tally
from evenhand.measures.children_served import children_served

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))

CHILDREN = """
    id | family
    a  | f
    b  | f
    c  | g
    d  | h
"""
FAMILIES = """
    id | branch  | group
    f  | Astoria | in_home
    g  | Bend    | in_home
    h  | Bend    | out_of_home
"""


def test_at_home_every_child_of_a_family_with_an_open_family_case_counts_once(case_tables):
    tables = case_tables(
        "2000-02-04",
        children=CHILDREN,
        families=FAMILIES,
        cases="""
            family | kind   | opened_on  | closed_on
            f      | family | 1997-03-01 | 1998-01-02
            f      | family | 1998-12-31 |
            g      | family | 1998-03-01 | 1998-04-01
            h      | family | 1998-03-01 | 1998-04-01
        """,
    )
    # h is out of home: its child is not served at home.
    assert children_served.compute(tables, YEAR_1998, group="in_home") == [
        Tally("Astoria", "", 2, 2),
        Tally("Bend", "", 1, 1),
    ]


def test_at_home_other_kinds_of_case_and_other_years_do_not_count(case_tables):
    tables = case_tables(
        "2000-02-04",
        children=CHILDREN,
        families=FAMILIES,
        cases="""
            family | kind          | opened_on  | closed_on
            f      | investigation | 1998-03-01 |
            f      | family        | 1997-03-01 | 1998-01-01
            g      | family        | 1999-01-01 |
        """,
    )
    assert children_served.compute(tables, YEAR_1998, group="in_home") == []


def test_out_of_home_a_removal_running_on_one_day_of_the_period_is_enough(case_tables):
    tables = case_tables(
        "2000-02-04",
        removals="""
            child | branch | removed_on | ended_on
            a     | Bend   | 1997-03-01 | 1998-01-01
            b     | Bend   | 1997-03-01 | 1998-01-02
            c     | Bend   | 1998-12-31 | 1999-03-01
            d     | Bend   | 1999-01-01 |
            e     | Bend   | 1997-03-01 |
        """,
    )
    # a's care ended on the first day, d's began on the first day after.
    assert children_served.compute(tables, YEAR_1998, group="out_of_home") == [
        Tally("Bend", "", 3, 3)
    ]


def test_out_of_home_a_child_removed_twice_counts_once_in_each_branch(case_tables):
    tables = case_tables(
        "2000-02-04",
        removals="""
            child | branch  | removed_on | ended_on
            a     | Astoria | 1998-02-01 | 1998-03-01
            a     | Astoria | 1998-04-01 | 1998-05-01
            a     | Bend    | 1998-06-01 |
        """,
    )
    assert children_served.compute(tables, YEAR_1998, group="out_of_home") == [
        Tally("Astoria", "", 1, 1),
        Tally("Bend", "", 1, 1),
    ]


def test_a_group_that_does_not_exist_is_refused(case_tables):
    with pytest.raises(PolicyError, match="There is no group 'foster'"):
        children_served.compute(case_tables("2000-02-04"), YEAR_1998, group="foster")
