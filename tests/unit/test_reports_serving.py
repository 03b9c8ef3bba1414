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
    after = (
        served("astoria", F(3), F(100), LEVELS, levels=False),
        served("bend", F(1), F(100), (), levels=False),
    )
    alone = Equity("care", "hours", after, evenness(after))
    made = equity_table(alone, NAMES)
    assert made.caption == "Care: whom each branch can serve, as allocated"
    assert [column.title for column in made.columns] == [
        *("Branch", "Positions", "Hours needed", "Ratio"),
    ]
    assert made.rows[1] == ("Bend", "1", 0, "")
    assert equity_answer(alone) == (
        "Care (as allocated): 85.7% of the need is met; 1 of 1 branches fall short; Gini 0.000."
    )


def by_quota(**positions):
    """Positions beside quotas of 2.6, 3.4 and, for who has no claim, 0."""
    quotas = {"astoria": F("2.6"), "bend": F("3.4")}
    return tuple(served_by_quota(b, F(n), quotas.get(b, F(0))) for b, n in positions.items())


def test_where_need_is_the_quota_only_staff_now_are_told_against_it():
    """As allocated, whatever is left beside a quota is rounding, and says nothing of anybody."""
    before, after = by_quota(astoria=1, bend=5, coos_bay=0), by_quota(astoria=3, bend=3, coos_bay=0)
    care = Equity("care", "positions", after, evenness(after), before, evenness(before))
    assert equity_answer(care) == (
        "Care (now, against the quota): 73.3% of its quota is filled; Gini 0.267. The allocation "
        "itself meets the quota but for rounding."
    )
    made = equity_table(care, NAMES)
    assert made.caption == "Care: positions beside the run's own quota, now → as allocated"
    assert [column.title for column in made.columns] == [
        *("Branch", "Positions", "Quota", "Ratio now"),
    ]
    assert made.rows[0] == ("Astoria", "1 → 3", F("2.6"), "0.38")
    assert made.rows[2] == ("coos_bay", "0", 0, "")


def test_where_need_is_the_quota_and_nobody_knows_what_is_now_rounding_is_all_there_is():
    after = by_quota(astoria=3, bend=3)
    care = Equity("care", "positions", after, evenness(after))
    assert equity_answer(care) == (
        "Care: what branches have now is not known. The allocation itself meets the quota but "
        "for rounding."
    )
    made = equity_table(care, NAMES)
    assert made.caption == "Care: positions beside the run's own quota, as allocated"
    assert [column.title for column in made.columns] == ["Branch", "Positions", "Quota"]


def test_where_limits_keep_branches_off_their_quotas_that_is_told_as_well():
    before, after = by_quota(astoria=1, bend=5), by_quota(astoria=1, bend=5)
    care = Equity("care", "positions", after, evenness(after), before, evenness(before), (), True)
    assert equity_answer(care) == (
        "Care (now → as allocated, against the quota): 73.3% of its quota is filled; Gini 0.267. "
        "Limits keep the allocation off the quota by more than rounding."
    )
    assert [c.title for c in equity_table(care, NAMES).columns][-1] == "Ratio"


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
    assert only.question == "How much of its quota does each branch have?"
    assert only.table.rows == (("Bend", F(3, 4)),)
    assert only.reading == "The dot is what the branch could do with what it is allocated."


def test_only_what_bears_on_the_numbers_is_explained(equity):
    assert [line.split(" ")[0] for line in how([equity], F(1))] == ["Hours", "Ratio", "Every"]
    assert list(how([equity], F(4, 5)))[2].startswith("80% of each position")
    after = (served_by_quota("bend", F(3), F(4)),)
    alone = Equity("care", "positions", after, evenness(after))
    assert [line.split(" ")[0] for line in how([alone], F(1))] == ["Where"]
    assert (
        list(how([alone], F(1, 2)))[1] == "No program here has hours, so --filled changes nothing."
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


def test_where_need_is_the_quota_more_positions_buy_positions_and_no_need_is_told():
    found = tuple(
        Bought("care", F(n), F(6 + n), evenness(by_quota(astoria=3, bend=3 + n)), "positions")
        for n in (0, 2)
    )
    assert [column.title for column in bought_table("care", found).columns] == [
        *("Total", "Positions here"),
    ]
    assert list(bought_answers(found, F(2))) == ["+2 positions in all give care +2."]
