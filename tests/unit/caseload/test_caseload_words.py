"""Caseloads in words: days, whom, the rule beside the number, and small groups."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

import pytest

from evenhand.explanation.caseload import (
    FEW_HERE,
    few,
    period_text,
    standard_named,
    standard_text,
    whom_text,
)
from evenhand.figures import Period
from evenhand.figures.caseload import Ratio, Whom


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2025-03-01..2025-04-01", "March 2025"),
        ("2024-12-01..2025-01-01", "December 2024"),
        ("2025-03-31..2025-04-01", "31 March 2025"),
        ("2024-07-01..2025-07-01", "1 July 2024 to 30 June 2025"),
        ("2024-03-01..2025-04-01", "1 March 2024 to 31 March 2025"),
        ("2025-03-02..2025-04-01", "2 March 2025 to 31 March 2025"),
    ],
)
def test_a_period_is_written_as_its_month_or_as_its_first_and_last_day(period, words):
    assert period_text(Period.read(period)) == words


def test_a_group_is_named_with_its_level_and_the_state_without():
    assert whom_text(Whom("state", "state", "")) == "the state"
    assert whom_text(Whom("branch", "bend", "Bend")) == "Bend (branch)"
    assert whom_text(Whom("unit", "u1", "")) == "u1 (unit)"


def test_a_standard_says_its_limit_its_days_and_its_source(watch):
    twelve, flow = watch.standards
    assert standard_text(twelve) == (
        "Twelve at a time: No worker has more than 12 investigations open at a time. "
        "Cited as in force from 1 January 2000. Source: made up."
    )
    assert standard_text(flow) == "Twelve new a month: At most 12 new. Source: made up."
    ended = replace(flow, until=date(2001, 5, 2))
    assert "Cited as in force until 2 May 2001." in standard_text(ended)


def test_of_two_standards_of_one_name_the_rule_s_own_is_taken(watch):
    other = replace(watch.standards[0], counting="families", most=F(17))
    both = replace(watch, standards=(other, *watch.standards))
    assert standard_named(both, "twelve", "investigations").most == 12
    assert standard_named(both, "twelve", "children").most == 17
    with pytest.raises(KeyError, match="no standard 'thirteen'"):
        standard_named(both, "thirteen", "investigations")


def test_one_or_two_workers_are_said_to_be_told_apart_and_none_or_three_are_not(watch):
    (load,) = watch.loads[:1]
    for workers, said in ((0, []), (1, [FEW_HERE]), (2, [FEW_HERE]), (3, [])):
        assert list(few([replace(load, last_day=Ratio(F(4), F(workers)))])) == said
