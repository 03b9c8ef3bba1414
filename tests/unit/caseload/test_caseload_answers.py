"""The answers stand first: the ratio, the last day, and how worker-days spread."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from evenhand.figures.caseload import Ratio
from evenhand.reports.caseload_answers import caseload_answers


def test_the_ratio_the_last_day_and_the_spread_are_said(watch):
    counting = watch.countings[0]
    ratio, spread = caseload_answers(watch, counting)
    assert ratio.startswith(f"{counting.title}: ")
    assert "per worker, the mean over the days of" in ratio
    assert spread.startswith("Half of all worker-days had at most ")


def test_a_watch_of_one_counting_rule_keeps_nothing_of_another(watch):
    assert watch.only("investigations") == watch
    other = watch.only("families")
    assert (other.countings, other.standards, other.loads) == ((), (), ())
    assert (other.months, other.years, other.headcounts) == ((), (), watch.headcounts)
    assert other.assumptions == ()


def test_where_nobody_carries_there_is_no_number(watch):
    nobody = Ratio(Fraction(0), Fraction(0))
    loads = tuple(
        replace(load, mean=nobody, last_day=nobody, distribution=None, outside=4)
        for load in watch.loads
    )
    ratio, spread = caseload_answers(replace(watch, loads=loads), watch.countings[0])
    assert "no case-carrying workers" in ratio
    assert spread == "4 stand open with nobody who counts."


def test_where_more_is_carried_than_open_nothing_is_said_to_stand_open(watch):
    loads = tuple(replace(load, outside=None) for load in watch.loads)
    _, spread = caseload_answers(replace(watch, loads=loads), watch.countings[0])
    assert spread.endswith("How many stand open with nobody who counts cannot be told.")
    assert "None" not in spread
