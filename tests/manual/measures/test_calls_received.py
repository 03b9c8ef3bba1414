"""What counts as a call received. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

from evenhand.figures import Period, Tally
from evenhand.measures.calls_received import calls_received

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))


def test_the_first_day_of_the_period_counts_and_the_first_day_after_it_does_not(case_tables):
    tables = case_tables(
        "2000-02-04",
        referrals="""
            branch  | received_on
            Astoria | 1997-12-31
            Astoria | 1998-01-01
            Astoria | 1998-12-31
            Astoria | 1999-01-01
        """,
    )
    assert calls_received.compute(tables, YEAR_1998) == [Tally("Astoria", "", 2, 2)]


def test_a_call_counts_whatever_the_branch_decided_and_about_whomever_it_was(case_tables):
    tables = case_tables(
        "2000-02-04",
        referrals="""
            branch   | child | received_on | decision
            Bend     | a     | 1998-03-01  | refer
            Bend     |       | 1998-03-01  | assess
            Coos Bay | a     | 1998-03-01  | assess
        """,
    )
    assert calls_received.compute(tables, YEAR_1998) == [
        Tally("Bend", "", 2, 2),
        Tally("Coos Bay", "", 1, 1),
    ]
