"""When a rater differs from the others. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

from evenhand.figures import Period, Tally
from evenhand.measures.rater_differences import rater_differences

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))
CALLS = """
    id | branch | received_on
    q  | Bend   | 1998-03-01
    r  | Bend   | 1999-01-01
"""


def differences(case_tables, reviews):
    tables = case_tables("2000-02-04", referrals=CALLS, call_reviews=reviews)
    return rater_differences.compute(tables, YEAR_1998)


def test_one_against_two_differs_and_for_the_two_the_others_are_split(case_tables):
    assert differences(
        case_tables,
        """
            referral | rater | verdict | type
            q        | 1     | assess  | neglect
            q        | 2     | refer   |
            q        | 3     | refer   |
        """,
    ) == [Tally("Bend", "1", 1, 1)]


def test_a_rater_who_says_what_all_others_say_does_not_differ(case_tables):
    assert differences(
        case_tables,
        """
            referral | rater | verdict | type
            q        | 1     | assess  | neglect
            q        | 2     | assess  | sexual
        """,
    ) == [Tally("Bend", "1", 0, 1), Tally("Bend", "2", 0, 1)]


def test_of_two_raters_who_disagree_each_differs_from_the_other(case_tables):
    assert differences(
        case_tables,
        """
            referral | rater | verdict | type
            q        | 1     | assess  | neglect
            q        | 2     | refer   |
        """,
    ) == [Tally("Bend", "1", 1, 1), Tally("Bend", "2", 1, 1)]


def test_a_rater_alone_and_a_call_outside_the_period_say_nothing(case_tables):
    assert (
        differences(
            case_tables,
            """
            referral | rater | verdict | type
            q        | 1     | assess  | neglect
            r        | 1     | assess  | neglect
            r        | 2     | refer   |
        """,
        )
        == []
    )
