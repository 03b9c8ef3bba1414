"""Which children home in time were easy to send home. These cases are printed in the manual."""

from __future__ import annotations

from datetime import date

import pytest

from evenhand.errors import TableError
from evenhand.figures import Period, Tally
from evenhand.measures.easy_returns import easy_returns

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))


def easy(case_tables, removals):
    tables = case_tables("2000-02-04", removals=removals)
    return easy_returns.compute(tables, YEAR_1998, days=365, most_level=5)


def test_home_on_day_365_counts_and_on_day_366_does_not(case_tables):
    assert easy(
        case_tables,
        """
            family | branch  | removed_on | level_at_removal | returned_on
            f      | Astoria | 1998-03-01 | 6                | 1999-03-01
            g      | Astoria | 1998-03-01 | 6                | 1999-03-02
            h      | Astoria | 1998-03-01 | 6                |
        """,
    ) == [Tally("Astoria", "yes=1", 1, 1)]


def test_level_six_is_easy_and_level_five_is_not(case_tables):
    assert easy(
        case_tables,
        """
            family | branch  | removed_on | level_at_removal | returned_on
            f      | Astoria | 1998-03-01 | 5                | 1998-04-01
            f      | Astoria | 1998-03-01 | 6                | 1998-04-01
            g      | Bend    | 1998-03-01 | 7                | 1998-04-01
        """,
    ) == [Tally("Astoria", "no=1 yes=1", 1, 1), Tally("Bend", "yes=1", 1, 1)]


def test_only_removals_inside_the_period_are_counted(case_tables):
    assert easy(
        case_tables,
        """
            family | branch  | removed_on | level_at_removal | returned_on
            f      | Astoria | 1997-12-31 | 6                | 1998-02-01
            f      | Astoria | 1998-01-01 | 6                | 1998-02-01
            f      | Astoria | 1999-01-01 | 6                | 1999-02-01
        """,
    ) == [Tally("Astoria", "yes=1", 1, 1)]


def test_recent_removals_are_refused_and_the_message_gives_a_date_that_works(case_tables):
    with pytest.raises(TableError, match="End the period by 1998-06-30"):
        easy_returns.compute(case_tables("1999-06-30"), YEAR_1998, days=365, most_level=5)
