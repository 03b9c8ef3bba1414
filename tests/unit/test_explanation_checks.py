"""Gaming checks in words and tables: each with its false-alarm rate, and nobody accused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

import pytest

from evenhand.explanation.checks import (
    all_together_in_words,
    check_in_words,
    false_alarms_in_words,
    verdict,
)
from evenhand.figures import Check, Period, Suspicion
from evenhand.reports.check_tables import checks_table, suspicions_table

NAMES = {"astoria": "Astoria", "bend": "Bend", "coos_bay": "Coos Bay"}
CAUGHT = Suspicion("astoria", 60, 30, F(12, 100), None, F(1, 2500), found=True)
LIKE = Suspicion("bend", 90, 9, F(1, 10), None, F(1))
FEW = Suspicion("coos_bay", 4)
CLOSURES = Check("closures", "Are cases closed before the count?", F(1, 20), (CAUGHT, LIKE, FEW))
RATE = "Of 100 states in which nobody does this, at most 5 would show any branch here."


def words(check):
    return list(check_in_words(check, NAMES))


def test_a_branch_that_stands_out_is_told_with_its_numbers_and_the_rate():
    assert words(CLOSURES) == [
        "1 stands out among the 2 looked at; 1 had too few to tell.",
        "Astoria: 30 of 60 (50.0%), where 12.0% was to be expected of a branch like the rest of "
        "the state. By chance alone a state would show one so far off at most once in 2,500 times.",
        RATE,
    ]


def test_a_change_is_told_beside_the_period_before():
    earlier = replace(CAUGHT, earlier=F(1, 5))
    before = Period(date(1997, 1, 1), date(1998, 1, 1))
    said = words(replace(CLOSURES, suspicions=(earlier,), before=before, note="One by one."))
    assert "after 20.0% in 1997-01-01..1998-01-01; had it moved as the rest" in said[1]
    assert said[2] == RATE.replace("here.", "here, if honest branches change in step.")
    assert said[-1] == "Assumed: One by one."
    assert words(replace(CLOSURES, note="One by one."))[2] == RATE


def test_where_nobody_stands_out_that_is_said_and_the_rate_as_well():
    assert words(replace(CLOSURES, suspicions=(LIKE,))) == [
        "No branch stands out among the 1 looked at.",
        RATE,
    ]


def test_several_stand_out_and_none_has_enough():
    assert words(replace(CLOSURES, suspicions=(CAUGHT, CAUGHT)))[0].startswith("2 stand out among")
    assert words(replace(CLOSURES, suspicions=(FEW,)))[0] == "No branch has enough to tell."


def test_a_check_not_made_says_why_and_nothing_else():
    left_out = replace(CLOSURES, suspicions=(), note="Not checked: there is no table cases.")
    assert words(left_out) == ["Not checked: there is no table cases."]
    assert [column.text(cell) for column, cell in _first(left_out)] == [
        *("closures", "", "", "not checked"),
    ]


def _first(check):
    made = checks_table([check], NAMES, "Gaming checks")
    return zip(made.columns, made.rows[0], strict=True)


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (F(1, 20), "Of 100 states in which nobody does this, at most 5 would"),
        (F(1, 100), "Of 100 states in which nobody does this, at most 1 would"),
        (F(1, 30), "Of 100 states in which nobody does this, at most 4 would"),
        (F(1, 1000), "Of 1,000 states in which nobody does this, at most 1 would"),
    ],
)
def test_the_false_alarm_rate_is_told_in_states_and_never_too_low(share, said):
    assert false_alarms_in_words(replace(CLOSURES, false_alarms=share)).startswith(said)


def test_all_checks_together_raise_as_many_alarms_as_all_of_theirs():
    both = [CLOSURES, replace(CLOSURES, false_alarms=F(1, 50))]
    assert all_together_in_words(both).startswith(
        "Over all 2 checks made, at most 7 states of 100 in which nobody games"
    )
    changes = replace(CLOSURES, before=Period(date(1997, 1, 1), date(1998, 1, 1)))
    assert (
        "in which nobody games, and honest branches change in step, would show any branch"
        in all_together_in_words([CLOSURES, changes])
    )
    assert "in step" not in all_together_in_words(both)
    assert all_together_in_words([CLOSURES]) == ""
    assert all_together_in_words([replace(CLOSURES, false_alarms=F(1, 2))] * 2) == ""
    assert all_together_in_words([CLOSURES, replace(CLOSURES, suspicions=())]) == ""


@pytest.mark.parametrize("chance", [F(0), F(1, 10**7)])
def test_a_chance_too_small_to_picture_is_told_as_less_than_one_in_a_million(chance):
    said = words(replace(CLOSURES, suspicions=(replace(CAUGHT, chance=chance),)))
    assert said[1].endswith("less than once in 1,000,000 times.")


def test_a_verdict_says_the_side_and_too_few_is_no_verdict():
    fewer = replace(CAUGHT, hits=0)
    assert [verdict(each) for each in (CAUGHT, fewer, LIKE, FEW)] == [
        "more than expected",
        "fewer than expected",
        "like the others",
        "too few to tell",
    ]


def test_the_tables_name_who_stands_out_and_tell_no_hits_of_too_few():
    assert [column.text(cell) for column, cell in _first(CLOSURES)] == [
        *("closures", "2", "1", "Astoria"),
    ]
    made = suspicions_table(CLOSURES, NAMES)
    assert "before" not in [column.title for column in made.columns]
    assert [c.text(cell) for c, cell in zip(made.columns, made.rows[0], strict=True)] == [
        *("Astoria", "60", "30", "50%", "12%", "0.0004", "more than expected"),
    ]
    assert [c.text(cell) for c, cell in zip(made.columns, made.rows[2], strict=True)] == [
        *("Coos Bay", "4", "", "", "", "", "too few to tell"),
    ]
