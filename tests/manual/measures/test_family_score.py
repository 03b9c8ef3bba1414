"""Which pattern a family has. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

import pytest

from evenhand.errors import PolicyError
from evenhand.figures import Period, Tally
from evenhand.measures.family_score import family_score

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))


def test_each_family_has_one_pattern_and_a_family_without_factors_the_empty_one(case_tables):
    tables = case_tables(
        "2000-02-04",
        families="""
            id | branch  | group   | factor_housing | factor_drugs
            a  | Astoria | in_home | yes            | yes
            b  | Astoria | in_home | yes            | no
            c  | Astoria | in_home | no             | no
            d  | Astoria | in_home |                | no
        """,
        cases="""
            family | opened_on  | closed_on
            a      | 1998-03-01
            b      | 1998-03-01
            c      | 1998-03-01
            d      | 1998-03-01
        """,
    )
    assert family_score.compute(tables, YEAR_1998, group="in_home") == [
        Tally("Astoria", "", 2, 4),
        Tally("Astoria", "factor_drugs+factor_housing", 1, 4),
        Tally("Astoria", "factor_housing", 1, 4),
    ]


def test_only_families_of_the_group_with_a_case_open_in_the_period_count(case_tables):
    tables = case_tables(
        "2000-02-04",
        families="""
            id | branch | group       | factor_drugs
            a  | Bend   | in_home     | yes
            b  | Bend   | out_of_home | yes
            c  | Bend   | in_home     | yes
            d  | Bend   | in_home     | no
        """,
        cases="""
            family | opened_on  | closed_on
            a      | 1998-12-31 |
            b      | 1998-03-01 |
            c      | 1997-03-01 | 1998-01-01
            d      | 1997-03-01 | 1998-01-02
        """,
    )
    assert family_score.compute(tables, YEAR_1998, group="in_home") == [
        Tally("Bend", "", 1, 2),
        Tally("Bend", "factor_drugs", 1, 2),
    ]


def test_an_agency_that_keeps_no_factors_has_the_empty_pattern_only(case_tables):
    tables = case_tables(
        "2000-02-04",
        families="""
            id | branch | group
            a  | Bend   | in_home
        """,
        cases="""
            family | opened_on  | closed_on
            a      | 1998-03-01
        """,
    )
    assert family_score.compute(tables, YEAR_1998, group="in_home") == [Tally("Bend", "", 1, 1)]


def test_a_group_that_does_not_exist_is_refused(case_tables):
    with pytest.raises(PolicyError, match="There is no group 'foster'"):
        family_score.compute(case_tables("2000-02-04"), YEAR_1998, group="foster")
