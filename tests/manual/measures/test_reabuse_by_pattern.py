"""What counts as abused again, told by what was known. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

import pytest

from evenhand.errors import TableError
from evenhand.figures import Period, Tally
from evenhand.measures.reabuse_after_return import reabuse_after_return
from evenhand.measures.reabuse_by_pattern import reabuse_by_pattern

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))

A_YEAR = {"days": 365, "most_level": 5, "ages": (), "factors": ()}
STATE = {
    "children": """
        id | born_on
        a  | 1990-03-01
        b  | 1995-06-01
        c  | 1996-06-01
    """,
    "families": """
        id | factor_drugs
        f  | yes
        g  |
    """,
    "removals": """
        child | family | branch  | removed_on | level_at_removal | returned_on
        a     | f      | Astoria | 1997-11-01 | 2                | 1998-03-01
        b     | g      | Astoria | 1997-11-01 | 2                | 1998-03-01
        c     | g      | Astoria | 1997-11-01 | 2                | 1998-03-01
    """,
    "referrals": """
        id | child | received_on
        r  | a     | 1999-03-01
        s  | b     | 1999-03-02
        t  | a     | 1998-04-01
    """,
    "allegations": """
        referral | found_on
        r        | 1999-12-01
        s        | 1999-12-01
        t        | 1999-12-01
        t        | 1999-12-01
    """,
}


def test_a_call_on_day_365_counts_and_on_day_366_does_not_and_several_are_one_hit(case_tables):
    tables = case_tables("2000-02-04", **STATE)
    assert reabuse_by_pattern.compute(tables, YEAR_1998, **A_YEAR) == [
        Tally("Astoria", "level=2", 1, 3)
    ]


def test_children_are_told_apart_by_what_was_known_when_they_were_removed(case_tables):
    tables = case_tables("2000-02-04", **STATE)
    asked = A_YEAR | {"ages": (5,), "factors": ("factor_drugs",)}
    assert reabuse_by_pattern.compute(tables, YEAR_1998, **asked) == [
        Tally("Astoria", "age=0-4 level=2 factor_drugs=0", 0, 2),
        Tally("Astoria", "age=5+ level=2 factor_drugs=1", 1, 1),
    ]


def test_patterns_add_up_to_the_branches_plain_counts(case_tables):
    tables = case_tables("2000-02-04", **STATE)
    asked = A_YEAR | {"ages": (2, 5), "factors": ("factor_drugs",)}
    parts = reabuse_by_pattern.compute(tables, YEAR_1998, **asked)
    whole = reabuse_after_return.compute(tables, YEAR_1998, days=365, most_level=5)
    assert [Tally("Astoria", "", sum(t.hits for t in parts), sum(t.base for t in parts))] == whole


def test_a_child_returned_twice_is_judged_twice_each_time_by_its_own_removal(case_tables):
    tables = case_tables(
        "2000-02-04",
        **STATE
        | {
            "removals": """
        child | family | branch | removed_on | level_at_removal | returned_on
        a     | f      | Bend   | 1997-11-01 | 2                | 1998-01-01
        a     | f      | Bend   | 1998-05-01 | 3                | 1998-09-01
    """
        },
    )
    assert reabuse_by_pattern.compute(tables, YEAR_1998, **A_YEAR) == [
        Tally("Bend", "level=2", 1, 1),
        Tally("Bend", "level=3", 1, 1),
    ]


def test_recent_returns_are_refused_and_the_message_gives_a_date_that_works(case_tables):
    with pytest.raises(TableError, match="End the period by 1998-06-30"):
        reabuse_by_pattern.compute(case_tables("1999-06-30"), YEAR_1998, **A_YEAR)
