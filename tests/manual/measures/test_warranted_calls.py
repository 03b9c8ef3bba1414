"""When a call warrants an assessment, and of which type. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

from evenhand.figures import Period, Tally
from evenhand.measures.warranted_calls import warranted_calls

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))

ONE_CALL = """
    id | branch  | received_on
    r  | Astoria | 1998-03-01
"""


def test_more_than_half_of_the_raters_must_say_assess(case_tables):
    tables = case_tables(
        "2000-02-04",
        referrals="""
            id | branch | received_on
            q  | Bend   | 1998-03-01
            r  | Bend   | 1998-03-01
        """,
        call_reviews="""
            referral | rater | verdict | type
            q        | 1     | assess  | neglect
            q        | 2     | refer   |
            r        | 1     | assess  | neglect
            r        | 2     | assess  | neglect
            r        | 3     | refer   |
        """,
    )
    assert warranted_calls.compute(tables, YEAR_1998, consensus="majority") == [
        Tally("Bend", "neglect", 1, 2),
        Tally("Bend", "refer", 1, 2),
    ]


def test_the_type_is_the_one_most_of_the_assessing_raters_gave(case_tables):
    tables = case_tables(
        "2000-02-04",
        referrals=ONE_CALL,
        call_reviews="""
            referral | rater | verdict | type
            r        | 1     | assess  | neglect
            r        | 2     | assess  | sexual
            r        | 3     | assess  | sexual
            r        | 4     | refer   | neglect
            r        | 5     | refer   | neglect
        """,
    )
    assert warranted_calls.compute(tables, YEAR_1998, consensus="majority") == [
        Tally("Astoria", "sexual", 1, 1)
    ]


def test_between_types_given_equally_often_the_first_in_the_alphabet_is_taken(case_tables):
    tables = case_tables(
        "2000-02-04",
        referrals=ONE_CALL,
        call_reviews="""
            referral | rater | verdict | type
            r        | 1     | assess  | sexual
            r        | 2     | assess  | physical
        """,
    )
    assert warranted_calls.compute(tables, YEAR_1998, consensus="majority") == [
        Tally("Astoria", "physical", 1, 1)
    ]


def test_a_rater_who_gives_no_type_has_a_say_in_the_verdict_only(case_tables):
    tables = case_tables(
        "2000-02-04",
        referrals=ONE_CALL,
        call_reviews="""
            referral | rater | verdict | type
            r        | 1     | assess  |
            r        | 2     | assess  |
            r        | 3     | assess  | neglect
            r        | 4     | refer   |
        """,
    )
    assert warranted_calls.compute(tables, YEAR_1998, consensus="majority") == [
        Tally("Astoria", "neglect", 1, 1)
    ]


def test_a_warranted_call_to_which_nobody_gave_a_type_is_unstated(case_tables):
    tables = case_tables(
        "2000-02-04",
        referrals=ONE_CALL,
        call_reviews="""
            referral | rater | verdict | type
            r        | 1     | assess  |
        """,
    )
    assert warranted_calls.compute(tables, YEAR_1998, consensus="majority") == [
        Tally("Astoria", "unstated", 1, 1)
    ]


def test_calls_received_outside_the_period_and_calls_not_reviewed_are_left_out(case_tables):
    tables = case_tables(
        "2000-02-04",
        referrals="""
            id | branch   | received_on
            n  | Coos Bay | 1997-12-31
            o  | Coos Bay | 1998-01-01
            p  | Coos Bay | 1998-06-01
            q  | Coos Bay | 1999-01-01
        """,
        call_reviews="""
            referral | rater | verdict | type
            n        | 1     | assess  | neglect
            o        | 1     | refer   |
            q        | 1     | assess  | neglect
        """,
    )
    assert warranted_calls.compute(tables, YEAR_1998, consensus="majority") == [
        Tally("Coos Bay", "refer", 1, 1)
    ]


def settled(case_tables, consensus, reviews):
    tables = case_tables("2000-02-04", referrals=ONE_CALL, call_reviews=reviews)
    return warranted_calls.compute(tables, YEAR_1998, consensus=consensus)


ONE_OF_THREE = """
    referral | rater | verdict | type
    r        | 1     | assess  | neglect
    r        | 2     | refer   |
    r        | 3     | refer   |
"""
TWO_OF_TWO = """
    referral | rater | verdict | type
    r        | 1     | assess  | neglect
    r        | 2     | assess  | sexual
"""
PANEL_ALONE = """
    referral | rater | verdict | type
    r        | 1     | refer   |
    r        | 2     | refer   |
    r        | panel | assess  | neglect
"""


def test_under_any_one_rater_is_enough(case_tables):
    found = [Tally("Astoria", "neglect", 1, 1)]
    assert settled(case_tables, "any", ONE_OF_THREE) == found
    assert settled(case_tables, "majority", ONE_OF_THREE) == [Tally("Astoria", "refer", 1, 1)]


def test_under_all_every_rater_must_say_assess(case_tables):
    assert settled(case_tables, "all", TWO_OF_TWO) == [Tally("Astoria", "neglect", 1, 1)]
    assert settled(case_tables, "all", PANEL_ALONE) == [Tally("Astoria", "refer", 1, 1)]


def test_under_panel_the_panel_alone_decides_whatever_others_say(case_tables):
    assert settled(case_tables, "panel", PANEL_ALONE) == [Tally("Astoria", "neglect", 1, 1)]


def test_under_panel_a_call_that_the_panel_did_not_judge_is_not_in_the_base(case_tables):
    assert settled(case_tables, "panel", TWO_OF_TWO) == []
