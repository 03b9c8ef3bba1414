"""Whom a child read stands for. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

import pytest

from evenhand.errors import PolicyError
from evenhand.figures import Period, Tally
from evenhand.measures.levels_by_stratum import levels_by_stratum

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))
FAMILIES = """
    id | branch  | group
    f  | Astoria | out_of_home
    g  | Bend    | in_home
    h  | Bend    | out_of_home
"""
CHILDREN = """
    id | family
    a  | f
    b  | g
    c  | g
    d  | h
"""
STRATA = """
    branch  | stratum | population
    Astoria | north   | 40
    Bend    | north   | 30
    Bend    | south   | 20
"""


def found(case_tables, readings, group="in_home", consensus="majority"):
    tables = case_tables(
        "2000-02-04",
        families=FAMILIES,
        children=CHILDREN,
        strata=STRATA,
        case_readings=readings,
    )
    tallies = levels_by_stratum.compute(tables, YEAR_1998, group=group, consensus=consensus)
    return [tally for tally in tallies if tally.branch == "Bend" and tally.hits]


def test_levels_are_counted_in_their_stratum_beside_its_population(case_tables):
    readings = """
        child | reader | read_on    | level | stratum
        a     | 1      | 1998-03-01 | 1     | north
        b     | 1      | 1998-03-01 | 3     | north
        c     | 1      | 1998-03-01 | 6     | south
    """
    assert found(case_tables, readings) == [
        Tally("Bend", "north|3", 1, 1),
        Tally("Bend", "north|read", 1, 30),
        Tally("Bend", "south|6", 1, 1),
        Tally("Bend", "south|read", 1, 20),
    ]


def test_a_stratum_nobody_was_read_in_still_has_its_population(case_tables):
    readings = """
        child | reader | read_on    | level | stratum
        b     | 1      | 1997-12-31 | 3     | north
        c     | 1      | 1999-01-01 | 3     | north
    """
    tables = case_tables(
        "2000-02-04",
        families=FAMILIES,
        children=CHILDREN,
        strata=STRATA,
        case_readings=readings,
    )
    assert levels_by_stratum.compute(tables, YEAR_1998, group="in_home", consensus="majority") == [
        Tally("Astoria", "north|read", 0, 40),
        Tally("Bend", "north|read", 0, 30),
        Tally("Bend", "south|read", 0, 20),
    ]


def test_children_of_the_other_group_share_in_what_each_stands_for_and_not_in_the_levels(
    case_tables,
):
    readings = """
        child | reader | read_on    | level | stratum
        b     | 1      | 1998-03-01 | 3     | north
        d     | 1      | 1998-03-01 | 3     | north
    """
    assert found(case_tables, readings) == [
        Tally("Bend", "north|3", 1, 1),
        Tally("Bend", "north|read", 2, 30),
    ]


@pytest.mark.parametrize(
    ("consensus", "level"), [("majority", 5), ("lowest", 2), ("highest", 6), ("panel", 4)]
)
def test_several_readers_become_one_level_as_the_policy_says(case_tables, consensus, level):
    readings = """
        child | reader | read_on    | level | stratum
        b     | 1      | 1998-03-01 | 5     | north
        b     | 2      | 1998-03-01 | 2     | north
        b     | 3      | 1998-03-01 | 5     | north
        b     | 4      | 1998-03-01 | 6     | north
        b     | panel  | 1998-03-01 | 4     | north
    """
    assert found(case_tables, readings, consensus=consensus) == [
        Tally("Bend", f"north|{level}", 1, 1),
        Tally("Bend", "north|read", 1, 30),
    ]


def test_by_the_panels_level_a_child_it_did_not_read_is_not_read(case_tables):
    readings = """
        child | reader | read_on    | level | stratum
        b     | 1      | 1998-03-01 | 5     | north
        c     | panel  | 1998-03-01 | 2     | south
    """
    assert found(case_tables, readings, consensus="panel") == [
        Tally("Bend", "south|2", 1, 1),
        Tally("Bend", "south|read", 1, 20),
    ]


def test_of_several_strata_named_for_one_child_the_first_in_the_alphabet_counts(case_tables):
    readings = """
        child | reader | read_on    | level | stratum
        b     | 1      | 1998-03-01 | 5     | south
        b     | 2      | 1998-03-01 | 5     | north
        b     | 3      | 1998-03-01 | 5     |
    """
    assert found(case_tables, readings) == [
        Tally("Bend", "north|5", 1, 1),
        Tally("Bend", "north|read", 1, 30),
    ]


def test_a_child_of_a_stratum_that_is_not_in_the_table_stands_in_one_of_nobody(case_tables):
    readings = """
        child | reader | read_on    | level | stratum
        b     | 1      | 1998-03-01 | 5     |
        c     | 1      | 1998-03-01 | 5     | west
    """
    assert found(case_tables, readings) == [
        Tally("Bend", "west|5", 1, 1),
        Tally("Bend", "west|read", 1, 0),
        Tally("Bend", "|5", 1, 1),
        Tally("Bend", "|read", 1, 0),
    ]


def test_a_rule_or_group_that_does_not_exist_is_refused_with_those_that_do(case_tables):
    tables = case_tables("2000-02-04", case_readings="child | read_on", strata="branch")
    for group, consensus in (("in_home", "loudest"), ("foster", "majority")):
        with pytest.raises(PolicyError, match="It can be: "):
            levels_by_stratum.compute(tables, YEAR_1998, group=group, consensus=consensus)
