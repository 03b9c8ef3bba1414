"""A year taken back out of a log: its facts and fates, without what was decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from evenhand.errors import RotationError
from evenhand.figures.rotation import (
    Closed,
    Overridden,
    RemovalMade,
    ReportArrived,
    Returned,
    Skipped,
    Unskipped,
)
from evenhand.rotation.simulating.drawing import drawn_year
from evenhand.rotation.simulating.from_log import logged_rule, logged_year
from evenhand.rotation.simulating.running import run_year, simulate


def test_a_simulated_log_run_again_by_its_own_rule_gives_the_same_assignments(world, rule):
    habits = {"returned_in_1000": 0, "by_hand_in_1000": 0, "known_in_1000": 0, "leave_in_100": 0}
    year = drawn_year(world(removals_in_1000=0, complicated_in_1000=0, **habits), 4)
    # Every report is closed well within the year, so that its time open is known.
    quick = {report: replace(f, open_for=timedelta(days=5)) for report, f in year.fates.items()}
    log = run_year(replace(year, fates=quick), rule)

    def decided(events):
        return [(e.report, e.worker, e.at) for e in events if hasattr(e, "passed")]

    again = logged_year(log)
    assert decided(run_year(again, logged_rule(log))) == decided(log)


def test_the_last_rule_of_a_log_is_its_rule_and_a_log_without_one_is_refused(world, rule):
    assert logged_rule(simulate(world(reports=1), rule, 1)) == rule
    with pytest.raises(RotationError, match="names no rule"):
        logged_rule([])


def test_a_log_without_a_report_is_refused(book):
    with pytest.raises(RotationError, match="nothing to give out"):
        logged_year(book().log)


def test_a_log_that_does_not_follow_is_refused_with_the_event(book):
    told = book()
    told.arrive()
    twice = [*told.log, replace(told.log[-1], seq=len(told.log) + 1)]
    with pytest.raises(RotationError, match=f"Event {len(twice)}"):
        logged_year(twice)


def test_fates_are_from_the_assignment_to_the_close_and_the_removal(book):
    told = book()
    told.arrive("r")
    told.arrive("s")
    told.arrive("t")
    told.give()
    told.wait(hours=30)
    told.tell(RemovalMade, worker="a", report="r")
    told.wait(hours=42)
    told.tell(Closed, report="r")
    told.wait(days=2)
    told.tell(Closed, report="t")
    fates = logged_year(told.log).fates
    assert (fates["r"].open_for, fates["r"].removal) == (timedelta(days=3), 30)
    assert fates["t"].open_for == timedelta(days=5)
    # One still open is open for as long as half of those closed, the shorter of two.
    assert (fates["s"].open_for, fates["s"].removal) == (timedelta(days=3), 0)


def test_what_was_closed_or_removed_while_nobody_had_been_given_it_says_nothing(book):
    told = book()
    told.arrive("r")
    told.give()
    assert logged_year(told.log).fates["r"].open_for == timedelta(days=60)


def test_decisions_by_hand_and_returns_are_no_facts(book):
    told = book()
    told.arrive("r")
    told.tell(Overridden, report="r", worker="b", reason="asked", approver="s")
    told.tell(Returned, report="r", worker="b", reason="knows them")
    kinds = {type(fact) for fact in logged_year(told.log).facts}
    assert ReportArrived in kinds
    assert not kinds & {Overridden, Returned}


def test_a_skip_is_what_was_asked_for_until_it_was_ended(book):
    told = book()
    told.arrive("r")
    told.skip("a", days=3)
    told.skip("b", days=1)
    told.wait(hours=4)
    told.tell(Unskipped, worker="a")
    told.wait(hours=1)
    told.skip("a", days=2)
    told.wait(days=2)
    told.skip("a", "leave", days=4)
    wishes = [fact for fact in logged_year(told.log).facts if isinstance(fact, Skipped)]
    lasted = {(w.worker, w.reason, (w.until - w.at) / timedelta(hours=1)) for w in wishes}
    assert len(wishes) == 4
    assert lasted == {
        ("a", "court", 4),
        ("a", "court", 48),
        ("a", "leave", 96),
        ("b", "court", 24),
    }
