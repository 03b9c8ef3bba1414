"""Which families count, and with which factors. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

from evenhand.figures import Period, Tally
from evenhand.measures.family_factors import family_factors

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))


def test_every_factor_appears_for_every_branch_and_group_also_without_hits(case_tables):
    tables = case_tables(
        "2000-02-04",
        families="""
            id | branch  | group       | factor_drugs | factor_housing
            a  | Astoria | in_home     | yes          | no
            b  | Astoria | in_home     | no           | no
            c  | Astoria | out_of_home | yes          | yes
            d  | Bend    | in_home     | no           | no
        """,
        cases="""
            family | opened_on  | closed_on
            a      | 1998-03-01
            b      | 1998-03-01
            c      | 1998-03-01
            d      | 1998-03-01
        """,
    )
    assert family_factors.compute(tables, YEAR_1998) == [
        Tally("Astoria", "in_home:factor_drugs", 1, 2),
        Tally("Astoria", "in_home:factor_housing", 0, 2),
        Tally("Astoria", "out_of_home:factor_drugs", 1, 1),
        Tally("Astoria", "out_of_home:factor_housing", 1, 1),
        Tally("Bend", "in_home:factor_drugs", 0, 1),
        Tally("Bend", "in_home:factor_housing", 0, 1),
    ]


def test_a_case_open_on_one_day_of_the_period_is_enough(case_tables):
    tables = case_tables(
        "2000-02-04",
        families="""
            id | branch | group   | factor_drugs
            a  | Bend   | in_home | yes
            b  | Bend   | in_home | yes
            c  | Bend   | in_home | yes
            d  | Bend   | in_home | yes
            e  | Bend   | in_home | no
        """,
        cases="""
            family | opened_on  | closed_on
            a      | 1997-06-01 | 1998-01-01
            b      | 1997-06-01 | 1998-01-02
            c      | 1998-12-31 | 1999-02-01
            d      | 1999-01-01 |
            e      | 1997-06-01 |
        """,
    )
    # a was closed on the first day, d was opened on the first day after.
    assert family_factors.compute(tables, YEAR_1998) == [
        Tally("Bend", "in_home:factor_drugs", 2, 3)
    ]


def test_a_family_with_several_cases_counts_once_and_one_without_a_case_not(case_tables):
    tables = case_tables(
        "2000-02-04",
        families="""
            id | branch | group   | factor_drugs
            a  | Bend   | in_home | yes
            b  | Bend   | in_home | yes
        """,
        cases="""
            family | opened_on  | closed_on
            a      | 1998-03-01
            a      | 1998-04-01
        """,
    )
    assert family_factors.compute(tables, YEAR_1998) == [
        Tally("Bend", "in_home:factor_drugs", 1, 1)
    ]


def test_a_factor_nobody_recorded_counts_as_absent(case_tables):
    tables = case_tables(
        "2000-02-04",
        families="""
            id | branch | group   | factor_drugs
            a  | Bend   | in_home |
        """,
        cases="""
            family | opened_on  | closed_on
            a      | 1998-03-01
        """,
    )
    assert family_factors.compute(tables, YEAR_1998) == [
        Tally("Bend", "in_home:factor_drugs", 0, 1)
    ]
