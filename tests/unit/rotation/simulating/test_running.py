"""A simulated log: the same from the same seed, without faults, nothing lost, as offices work."""

from __future__ import annotations

import gc
from collections import Counter
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evenhand.figures.rotation import (
    Assigned,
    BulkReassigned,
    Closed,
    Escalated,
    HandedOver,
    ListOpened,
    Overridden,
    RemovalMade,
    ReportArrived,
    Returned,
    Skipped,
    WorkerJoined,
    WorkerLeft,
)
from evenhand.rotation.reconciling import reconcile
from evenhand.rotation.replaying import replay
from evenhand.rotation.simulating.drawing import drawn_year
from evenhand.rotation.simulating.running import run_year, simulate
from evenhand.rotation.simulating.variants import CHANGES, variant
from evenhand.rotation.simulating.year import Fate, Year


def of(log, *kinds):
    return [event for event in log if isinstance(event, kinds)]


def moment(text):
    return datetime.fromisoformat(f"2025-01-{text}")


def small_year(*facts, workers="ab", **fates):
    """A list in Bend from the 6th, a Monday; the facts come after it, at their moments."""
    opened = ListOpened(seq=0, at=moment("06"), unit="Bend", borough="Queens")
    joined = [WorkerJoined(seq=0, at=moment("06"), worker=w, unit="Bend") for w in workers]
    known = {f.report: Fate(timedelta(days=30)) for f in facts if isinstance(f, ReportArrived)}
    ends = moment("20")
    return Year(moment("06"), ends, (opened, *joined, *facts), known | fates, 3, 3)


def arrives(report, at, **more):
    return ReportArrived(seq=0, at=moment(at), report=report, unit="Bend", **more)


def test_the_same_seed_writes_the_same_log_and_another_seed_another(world, rule):
    assert simulate(world(), rule, 7) == simulate(world(), rule, 7)
    assert simulate(world(), rule, 7) != simulate(world(), rule, 8)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.integers(0, 10**6), st.sampled_from([*CHANGES, "always open", "tight"]))
def test_every_log_replays_without_a_fault_and_reconciles_with_its_arrivals(
    world, rule, seed, name
):
    tried = {
        "always open": replace(rule, opens=None, closes=None, office_days=tuple(range(7))),
        "tight": replace(rule, open_most=3, new_most=1, training_most=1, cooling_days=2),
    }.get(name) or variant(rule, name)
    log = simulate(world(reports=60, days=45), tried, seed)
    replayed = replay(log)
    assert replayed.faults == ()
    assert replayed.events == len(log)
    intake = [event.report for event in of(log, ReportArrived)]
    found = reconcile(replayed.state, intake)
    assert (found.missing, found.unknown, found.twice) == ((), (), ())
    waiting = len(found.waiting) + len(found.escalated)
    assert found.assigned + found.closed + waiting == len(intake) == 60


def test_every_kind_of_event_happens_in_a_busy_world(world, rule):
    log = simulate(world(reports=400), replace(rule, open_most=4), 1)
    happened = {type(event).__name__ for event in log}
    assert happened >= {
        *("Assigned", "Overridden", "Returned", "BulkReassigned", "RemovalMade", "Closed"),
        *("Skipped", "HandedOver", "Escalated", "StatusChanged", "WorkerLeft"),
    }


def test_what_comes_in_at_night_is_handed_over_and_given_when_the_office_opens(rule):
    night, day = arrives("r", "07T03:00"), arrives("s", "08T10:00")
    log = run_year(small_year(night, day), rule)
    assert [event.at for event in of(log, HandedOver)] == [moment("07T09:00")]
    assert {e.report: e.at for e in of(log, Assigned)} == {
        "r": moment("07T09:00"),
        "s": moment("08T10:00"),
    }


def test_a_friday_night_waits_for_monday_and_is_not_escalated_within_its_hours(rule):
    log = run_year(small_year(arrives("r", "10T18:00")), rule)
    assert [event.at for event in of(log, HandedOver, Assigned)] == [moment("13T09:00")] * 2
    assert not of(log, Escalated)


def test_a_report_that_nobody_can_take_is_escalated_and_given_when_there_is_room(rule):
    first, second = arrives("r", "06T10:00"), arrives("s", "06T11:00")
    year = small_year(first, second, workers="a", r=Fate(timedelta(days=7)))
    log = run_year(year, replace(rule, open_most=1, escalate_hours=24))
    assert [(e.report, e.at) for e in of(log, Escalated)] == [("s", moment("07T11:00"))]
    assert {e.report: e.at for e in of(log, Assigned)}["s"] == moment("13T10:00")


def test_an_office_that_never_closes_hands_nothing_over(rule):
    always = replace(rule, opens=None, closes=None, office_days=tuple(range(7)))
    log = run_year(small_year(arrives("r", "07T03:00")), always)
    assert [event.at for event in of(log, Assigned)] == [moment("07T03:00")]
    assert not of(log, HandedOver)


def test_a_year_that_begins_at_noon_opens_on_the_next_day(rule):
    year = replace(small_year(), begins=moment("06T12:00"))
    facts = tuple(replace(fact, at=moment("06T12:00")) for fact in year.facts)
    night = arrives("r", "06T18:00")
    log = run_year(replace(year, facts=(*facts, night), fates={"r": Fate(timedelta(9))}), rule)
    assert [event.at for event in of(log, HandedOver)] == [moment("07T09:00")]


def test_after_a_removal_the_supervisor_asks_for_a_skip_where_no_cooling_off_does_it(rule):
    year = small_year(arrives("r", "06T10:00"), r=Fate(timedelta(days=30), removal=5))
    plain = run_year(year, rule)
    assert [e.at for e in of(plain, RemovalMade)] == [moment("06T15:00")]
    (skip,) = of(plain, Skipped)
    assert (skip.reason, skip.until) == ("removal", moment("09T15:00"))
    cooled = run_year(year, replace(rule, cooling_days=2))
    assert of(cooled, RemovalMade)
    assert not of(cooled, Skipped)


def test_a_removal_by_somebody_who_left_with_nobody_to_take_over_is_nobodys(rule):
    leaves = WorkerLeft(seq=0, at=moment("07T07:00"), worker="a")
    fate = Fate(timedelta(days=30), removal=48)
    log = run_year(small_year(arrives("r", "06T10:00"), leaves, workers="a", r=fate), rule)
    assert not of(log, RemovalMade, BulkReassigned)
    assert replay(log).faults == ()


def test_a_skip_is_no_longer_than_its_reason_allows(rule):
    wish = Skipped(seq=0, at=moment("07T07:00"), worker="a", reason="court", until=moment("19"))
    (skip,) = of(run_year(small_year(wish), rule), Skipped)
    assert skip.until - skip.at == timedelta(days=3)


def test_nobody_is_skipped_twice_at_once_or_while_away_or_for_no_reason_of_the_rule(rule):
    wish = Skipped(seq=0, at=moment("07T07:00"), worker="a", reason="court", until=moment("08"))
    again = replace(wish, at=moment("07T08:00"))
    other = replace(wish, worker="b", reason="sunshine")
    ended = replace(wish, worker="b", until=moment("07T07:00"))
    assert len(of(run_year(small_year(wish, other, ended, again), rule), Skipped)) == 1
    left = WorkerLeft(seq=0, at=moment("07T07:00"), worker="a")
    assert not of(run_year(small_year(left, wish), rule), Skipped)


def test_by_hand_it_goes_to_the_next_who_is_there(rule):
    by_hand = Fate(timedelta(days=30), by_hand=True)
    wish = Skipped(seq=0, at=moment("07T07:00"), worker="b", reason="court", until=moment("08"))
    report = arrives("r", "07T10:00")
    (given_,) = of(run_year(small_year(wish, report, workers="abc", r=by_hand), rule), Overridden)
    assert (given_.worker, given_.approver) == ("c", "supervisor Bend")


@pytest.mark.parametrize(("workers", "at"), [("a", "07T10:00"), ("ab", "07T20:00")])
def test_by_hand_needs_somebody_else_and_an_open_office(rule, workers, at):
    year = small_year(arrives("r", at), workers=workers, r=Fate(timedelta(days=30), by_hand=True))
    log = run_year(year, rule)
    assert (len(of(log, Overridden)), len(of(log, Assigned))) == (0, 1)


def test_by_hand_nobody_is_found_where_the_rotation_finds_nobody(rule):
    year = small_year(arrives("r", "07T10:00"), workers="", r=Fate(timedelta(9), by_hand=True))
    assert not of(run_year(year, rule), Overridden, Assigned)


def test_a_report_of_a_known_family_names_who_carries_or_carried_the_earlier_one(rule):
    reports = [
        arrives(r, at) for r, at in (("r", "06T10:00"), ("s", "07T10:00"), ("t", "10T10:00"))
    ]
    fates = {
        "r": Fate(timedelta(days=3)),
        "s": Fate(timedelta(days=30), family="r"),
        "t": Fate(timedelta(days=30), family="r"),
    }
    log = run_year(small_year(*reports, **fates), rule)
    _, second, third = of(log, ReportArrived)
    assert (second.sibling, second.previous) == ("a", "")
    assert (third.sibling, third.previous) == ("", "a")
    assert Counter(event.worker for event in of(log, Assigned)) == {"a": 3}


def test_handed_back_once_it_stays_with_whom_it_goes_to_next(rule):
    fate = Fate(timedelta(days=5), returned=2, removal=40)
    log = run_year(small_year(arrives("r", "06T10:00"), r=fate), rule)
    assert [event.worker for event in of(log, Assigned)] == ["a", "b"]
    assert len(of(log, Returned)) == 1
    assert [(e.worker, e.at) for e in of(log, RemovalMade)] == [("b", moment("08T04:00"))]
    assert [event.at for event in of(log, Closed)] == [moment("11T12:00")]


def test_what_somebody_who_leaves_carried_goes_to_who_has_the_least_open(rule):
    reports = [arrives(f"r{n}", f"06T1{n}:00") for n in range(5)]
    leaves = WorkerLeft(seq=0, at=moment("07T07:00"), worker="a")
    log = run_year(small_year(*reports, leaves, workers="abc"), rule)
    # a had r0 and r3, b had r1 and r4, c had r2; c stands first on the list.
    (moved,) = of(log, BulkReassigned)
    assert moved.to == (("r0", "c"), ("r3", "c"))


def test_who_is_away_in_the_morning_is_given_nothing_of_the_night(rule):
    wish = Skipped(seq=0, at=moment("07T09:00"), worker="a", reason="court", until=moment("08"))
    log = run_year(small_year(arrives("r", "07T03:00"), wish), rule)
    assert [event.worker for event in of(log, Assigned)] == ["b"]


def test_a_region_without_room_holds_up_no_other_and_no_boroughs_name_is_none(rule):
    """What is passed over at once for want of room is just what the desk would let wait."""
    full, free = arrives("r", "06T10:00"), arrives("s", "06T11:00")
    other = ListOpened(seq=0, at=moment("06"), unit="Astoria")
    joins = WorkerJoined(seq=0, at=moment("06"), worker="z", unit="Astoria")
    third = replace(arrives("t", "06T12:00"), unit="Astoria")
    year = small_year(other, joins, full, free, third, workers="a")
    log = run_year(year, replace(rule, open_most=1, escalate_hours=None))
    assert [(e.report, e.worker) for e in of(log, Assigned)] == [("r", "a"), ("t", "z")]


def test_the_collector_of_cycles_is_left_as_it_was(rule):
    run_year(small_year(), rule)
    assert gc.isenabled()
    gc.disable()
    try:
        run_year(small_year(), rule)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_rules_meet_the_same_arrivals_staff_and_removals(world, rule):
    year = drawn_year(world(known_in_1000=0), 5)
    logs = [run_year(year, variant(rule, name)) for name in ("strict", "minutes")]
    for kinds in ((ReportArrived,), (WorkerJoined, WorkerLeft)):
        one, other = ([replace(e, seq=0) for e in of(log, *kinds)] for log in logs)
        assert one == other
    assert time(9) == rule.opens
