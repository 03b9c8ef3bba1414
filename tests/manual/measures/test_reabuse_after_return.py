"""What counts as abused again after return. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

import pytest

from evenhand.errors import TableError
from evenhand.figures import Period, Tally
from evenhand.measures.reabuse_after_return import reabuse_after_return

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))

A_YEAR = {"days": 365, "most_level": 5}
FOUNDED = """
    referral | found_on
    r        | 1999-12-01
    s        | 1999-12-01
"""
ONE_RETURN = """
    child | branch  | removed_on | level_at_removal | returned_on
    a     | Astoria | 1997-11-01 | 2                | 1998-03-01
"""


@pytest.mark.parametrize(
    ("received_on", "again"),
    [("1998-02-28", 0), ("1998-03-01", 1), ("1999-03-01", 1), ("1999-03-02", 0)],
)
def test_a_call_counts_from_the_day_of_return_to_day_365(case_tables, received_on, again):
    tables = case_tables(
        "2000-02-04",
        removals=ONE_RETURN,
        referrals=f"""
            id | child | received_on
            r  | a     | {received_on}
        """,
        allegations=FOUNDED,
    )
    assert reabuse_after_return.compute(tables, YEAR_1998, **A_YEAR) == [
        Tally("Astoria", "", again, 1)
    ]


def test_a_call_with_no_founded_allegation_is_no_reabuse(case_tables):
    tables = case_tables(
        "2000-02-04",
        removals=ONE_RETURN,
        referrals="""
            id | child | received_on
            r  | a     | 1998-06-01
            s  | a     | 1998-06-01
        """,
        allegations="""
            referral | found_on
            r        |
            r        |
        """,
    )
    assert reabuse_after_return.compute(tables, YEAR_1998, **A_YEAR) == [Tally("Astoria", "", 0, 1)]


def test_several_founded_calls_and_allegations_are_one_hit(case_tables):
    tables = case_tables(
        "2000-02-04",
        removals=ONE_RETURN,
        referrals="""
            id | child | received_on
            r  | a     | 1998-06-01
            s  | a     | 1998-07-01
        """,
        allegations=FOUNDED + "r | 1998-06-20\n    r |\n",
    )
    assert reabuse_after_return.compute(tables, YEAR_1998, **A_YEAR) == [Tally("Astoria", "", 1, 1)]


def test_a_child_returned_twice_is_judged_twice(case_tables):
    tables = case_tables(
        "2000-02-04",
        removals="""
            child | branch | removed_on | level_at_removal | returned_on
            a     | Bend   | 1997-11-01 | 2                | 1998-03-01
            a     | Bend   | 1998-06-02 | 2                | 1998-09-01
        """,
        referrals="""
            id | child | received_on
            r  | a     | 1998-10-01
        """,
        allegations=FOUNDED,
    )
    assert reabuse_after_return.compute(tables, YEAR_1998, **A_YEAR) == [Tally("Bend", "", 2, 2)]


def test_a_call_about_another_child_or_about_nobody_named_does_not_count(case_tables):
    tables = case_tables(
        "2000-02-04",
        removals=ONE_RETURN,
        referrals="""
            id | child | received_on
            r  | b     | 1998-06-01
            s  |       | 1998-06-01
        """,
        allegations=FOUNDED,
    )
    assert reabuse_after_return.compute(tables, YEAR_1998, **A_YEAR) == [Tally("Astoria", "", 0, 1)]


def test_only_returns_inside_the_period_and_up_to_the_level_are_in_the_base(case_tables):
    tables = case_tables(
        "2000-02-04",
        removals="""
            child | branch   | removed_on | level_at_removal | returned_on
            a     | Coos Bay | 1997-11-01 | 5                | 1997-12-31
            b     | Coos Bay | 1997-11-01 | 5                | 1998-01-01
            c     | Coos Bay | 1997-11-01 | 6                | 1998-01-01
            d     | Coos Bay | 1997-11-01 | 5                | 1998-12-31
            e     | Coos Bay | 1997-11-01 | 5                | 1999-01-01
            f     | Coos Bay | 1997-11-01 | 5                |
        """,
        referrals="id | child | received_on",
        allegations="referral | found_on",
    )
    assert reabuse_after_return.compute(tables, YEAR_1998, **A_YEAR) == [
        Tally("Coos Bay", "", 0, 2)
    ]


def test_recent_returns_are_refused_and_the_message_gives_a_date_that_works(case_tables):
    with pytest.raises(TableError, match="End the period by 1998-06-30"):
        reabuse_after_return.compute(case_tables("1999-06-30"), YEAR_1998, **A_YEAR)
