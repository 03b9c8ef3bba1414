"""What all raters of a call said together. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

from evenhand.figures import Period, Tally
from evenhand.measures.call_review_patterns import call_review_patterns

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))


def test_calls_judged_alike_are_counted_together_whoever_judged_them(case_tables):
    tables = case_tables(
        "2000-02-04",
        referrals="""
            id | branch | received_on
            q  | Bend   | 1998-03-01
            r  | Bend   | 1998-03-01
            s  | Bend   | 1998-03-01
        """,
        call_reviews="""
            referral | rater | verdict | type
            q        | 1     | assess  | neglect
            q        | 2     | refer   |
            r        | 3     | refer   | neglect
            r        | 1     | assess  | neglect
            s        | 2     | assess  | sexual
        """,
    )
    assert call_review_patterns.compute(tables, YEAR_1998) == [
        Tally("Bend", "neglect=1 refer=1", 2, 3),
        Tally("Bend", "sexual=1", 1, 3),
    ]


def test_a_rater_who_would_assess_and_gives_no_type_is_unstated(case_tables):
    tables = case_tables(
        "2000-02-04",
        referrals="""
            id | branch  | received_on
            r  | Astoria | 1998-03-01
        """,
        call_reviews="""
            referral | rater | verdict | type
            r        | 1     | assess  |
            r        | 2     | assess  |
        """,
    )
    assert call_review_patterns.compute(tables, YEAR_1998) == [Tally("Astoria", "unstated=2", 1, 1)]


def test_the_first_day_of_the_period_counts_and_the_day_after_its_last_does_not(case_tables):
    tables = case_tables(
        "2000-02-04",
        referrals="""
            id | branch   | received_on
            n  | Coos Bay | 1997-12-31
            o  | Coos Bay | 1998-01-01
            q  | Coos Bay | 1999-01-01
        """,
        call_reviews="""
            referral | rater | verdict | type
            n        | 1     | assess  | neglect
            o        | 1     | refer   |
            q        | 1     | assess  | neglect
        """,
    )
    assert call_review_patterns.compute(tables, YEAR_1998) == [Tally("Coos Bay", "refer=1", 1, 1)]
