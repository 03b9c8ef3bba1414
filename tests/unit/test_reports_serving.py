"""Serving as tables, sentences and pictures: what is cut, what is left out, what is said."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from evenhand.figures import Bought, Equity, Needed
from evenhand.reports.charts.bought import bought_picture
from evenhand.reports.charts.served import served_pictures
from evenhand.reports.serving_answers import bought_answers, equity_answer, how, level_text
from evenhand.reports.serving_tables import bought_table, equity_table
from evenhand.staffing.evenness import evenness
from evenhand.staffing.serving import served, served_by_quota

NAMES = {"astoria": "Astoria", "bend": "Bend"}
LEVELS = tuple(Needed(str(n), F(5), F(10)) for n in range(1, 8))


def rows(**positions):
    return tuple(served(b, F(n), F(100), LEVELS, levels=True) for b, n in positions.items())


@pytest.fixture
def equity():
    before, after = rows(astoria=1, bend=5), rows(astoria=3, bend=3)
    return Equity("out_of_home", "hours", after, evenness(after), before, evenness(before))


def test_a_level_is_cut_and_never_rounded_up():
    assert level_text(F(4999, 1000)) == "4.9"


def test_the_table_stands_branch_by_branch_now_and_as_allocated(equity):
    made = equity_table(equity, NAMES)
    assert made.caption == "Out of home: whom each branch can serve, now → as allocated"
    assert [column.title for column in made.columns] == [
        *("Branch", "Positions", "Hours needed", "Level", "Ratio"),
    ]
    assert made.rows[0] == ("Astoria", "1 → 3", 350, "2.0 → 6.0", "0.29 → 0.86")


def test_without_levels_and_without_a_before_those_columns_say_nothing():
    after = (served_by_quota("astoria", F(3), F(4)), served_by_quota("bend", F(1), F(0)))
    alone = Equity("care", "positions", after, evenness(after))
    made = equity_table(alone, NAMES)
    assert made.caption == "Care: whom each branch can serve, as allocated"
    assert [column.title for column in made.columns] == [
        *("Branch", "Positions", "Positions needed", "Ratio"),
    ]
    assert made.rows[1] == ("Bend", "1", 0, "")
    assert equity_answer(alone) == (
        "Care (as allocated): 75% of the need is met; 1 of 1 branches fall short; Gini 0.000."
    )


def test_the_answer_says_before_and_after_and_one_number_where_they_are_the_same(equity):
    assert equity_answer(equity) == (
        "Out of home (now → as allocated): 64.3% → 85.7% of the need is met; "
        "1 → 2 of 2 branches fall short; Gini 0.333 → 0.000; "
        "the middle branch reaches level 4.5 → 6.0."
    )


def test_pictures_order_branches_by_what_they_can_do_and_leave_levels_out_where_none_are(equity):
    level, share = served_pictures(equity, NAMES)
    assert level.table.rows == (("Astoria", 2, 6), ("Bend", 7, 6))
    assert share.table.rows[1] == ("Bend", 1, F(6, 7))
    assert "<svg" in level.svg
    assert "Astoria" in level.svg
    after = (served_by_quota("bend", F(3), F(4)), served_by_quota("astoria", F(1), F(0)))
    (only,) = served_pictures(Equity("care", "positions", after, evenness(after)), NAMES)
    assert only.table.rows == (("Bend", F(3, 4)),)
    assert only.reading == "The dot is what the branch could do with what it is allocated."


def test_only_what_bears_on_the_numbers_is_explained(equity):
    assert [line.split(" ")[0] for line in how([equity], F(1))] == ["Hours", "Ratio", "Every"]
    assert list(how([equity], F(4, 5)))[2].startswith("80% of each position")
    after = (served_by_quota("bend", F(3), F(4)),)
    alone = Equity("care", "positions", after, evenness(after))
    assert [line.split(" ")[0] for line in how([alone], F(1))] == ["Ratio", "Where"]
    assert (
        list(how([alone], F(1, 2)))[2] == "No program here has hours, so --filled changes nothing."
    )


@pytest.fixture
def bought():
    totals = (
        (-1, rows(astoria=2, bend=3)),
        (0, rows(astoria=3, bend=3)),
        (2, rows(astoria=4, bend=4)),
    )
    return tuple(Bought("out_of_home", F(n), F(6 + n), evenness(found)) for n, found in totals)


def test_what_more_would_buy_is_said_in_a_table_a_sentence_and_a_picture(bought):
    made = bought_table("out_of_home", bought)
    assert [row[0] for row in made.rows] == ["−1", "as in the run", "+2"]
    assert made.rows[2][1:5] == (8, 1, 7, "0 of 2")
    assert list(bought_answers(bought, F(2))) == [
        "+2 positions in all give out of home +2: 85.7% → 100% of the need is met; "
        "2 → 0 of 2 branches fall short; Gini 0.000; "
        "the middle branch reaches level 6.0 → 7.0."
    ]
    assert next(iter(bought_answers(bought, F(-1)))).startswith("−1 position in all")
    picture = bought_picture("out_of_home", bought)
    assert picture.answer == ("Out of home: 71.4% of the need is met at −1, 100% at +2.")
    assert picture.table == made
