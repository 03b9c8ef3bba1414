"""What a rule did with a year, counted from its log: logs told by hand, and laws on drawn ones."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import time, timedelta

import pytest

from evenhand.errors import RotationError
from evenhand.figures.rotation import (
    Assigned,
    BulkReassigned,
    Closed,
    HandedOver,
    Overridden,
    RemovalMade,
    Returned,
    RotationRule,
    ShareChanged,
    StatusChanged,
    WorkerJoined,
    WorkerLeft,
)
from evenhand.rotation.simulating.drawing import drawn_year
from evenhand.rotation.simulating.judging import (
    judged,
    moved_share,
    received_after_removal,
    spilled,
    try_rules,
)
from evenhand.rotation.simulating.loads import (
    full_time_years,
    most_open,
    received,
    yearly_loads,
)
from evenhand.rotation.simulating.running import run_year
from evenhand.rotation.simulating.variants import CHANGES, variant, variants, without_skips
from evenhand.rotation.simulating.waits import ninetieth, office_waits


def test_a_half_timer_away_for_half_a_year_was_there_for_a_quarter_of_a_full_time_year(book):
    told = book({"Astoria": ""})
    told.tell(WorkerJoined, worker="a", unit="Astoria", share=50)
    told.wait(days=100)
    told.tell(StatusChanged, worker="a", status="away")
    told.wait(days=182, hours=12)
    told.tell(StatusChanged, worker="a", status="available")
    ends = told.at + timedelta(days=82, hours=12)
    assert full_time_years(told.log, ends) == {"a": 0.25}


def test_a_changed_share_counts_from_its_day_and_nobody_is_there_after_leaving(book):
    told = book({"Astoria": "a"})
    told.wait(days=73)
    told.tell(ShareChanged, worker="a", share=50)
    told.wait(days=73)
    told.tell(WorkerLeft, worker="a")
    told.wait(days=100)
    assert full_time_years(told.log, told.at) == {"a": pytest.approx(0.3)}
    told.tell(WorkerJoined, worker="a", unit="Astoria")
    assert full_time_years(told.log, told.at + timedelta(days=73)) == {"a": pytest.approx(0.5)}


def test_somebody_there_for_29_days_has_no_load_of_a_year_and_for_30_days_has():
    assert yearly_loads({"a": 1, "b": 1}, {"a": 29 / 365, "b": 30 / 365}) == [
        pytest.approx(365 / 30)
    ]


def test_the_most_open_follow_reports_as_they_change_hands(book):
    told = book()
    for _ in range(4):
        told.arrive()
    told.give()  # a, b, c, a
    assert most_open(told.log) == 2
    told.tell(BulkReassigned, worker="c", to=(("r3", "a"),), reason="full", approver="s")
    assert most_open(told.log) == 3
    told.tell(Closed, report="r1")
    told.tell(Returned, report="r4", worker="a", reason="knows them")
    told.tell(Overridden, report="r4", worker="b", reason="asked", approver="s")
    for report in ("r5", "r6"):
        told.arrive(report)
        told.tell(Overridden, report=report, worker="a", reason="asked", approver="s")
    # What was closed and handed back is no longer open: a has three again.
    assert most_open(told.log) == 3
    assert received(told.log) == {"a": 4, "b": 2, "c": 1}


def test_the_night_is_no_wait_and_hours_in_the_office_are(book):
    hours = {"opens": time(9), "closes": time(17), "open_most": 1}
    told = book({"Astoria": "a"}, **hours)
    told.arrive("r")
    told.give()
    told.wait(hours=1)
    told.arrive("s")
    told.wait(hours=10)
    told.arrive("t")
    told.wait(hours=13)
    told.tell(HandedOver, unit="Astoria")
    told.tell(Closed, report="r")
    told.give()
    told.wait(hours=2)
    told.arrive("u")
    told.wait(hours=8)
    told.arrive("v")
    waits = office_waits(told.log, told.state.rule, told.at)
    # r none, s a day less nothing; then until now t since its hand-over and u; v has not begun.
    assert [wait / timedelta(hours=1) for wait in waits] == [0, 23, 10, 8]


def test_the_ninetieth_of_ten_is_the_ninth_and_of_none_is_none():
    assert ninetieth([*range(10, 0, -1)]) == 9
    assert ninetieth([*range(1, 12)]) == 10
    assert ninetieth([7.0]) == 7
    assert ninetieth([]) == 0


def test_the_share_moved_is_the_least_that_would_have_to_change_hands():
    assert moved_share({"a": 5, "b": 3, "c": 2}, {"a": 3, "b": 3, "c": 4}) == 0.2
    assert moved_share({"a": 1}, {}) == 1
    assert moved_share({}, {"a": 1}) == 0


def test_spilled_is_to_another_unit_but_not_to_who_knows_the_family(book):
    told = book({"Astoria": "a", "Bend": "b"})
    told.skip("a", days=2)
    told.arrive("r", "Astoria")
    told.arrive("s", "Astoria", sibling="b")
    told.arrive("t", "Bend")
    told.give()
    assert [e.worker for e in told.log if isinstance(e, Assigned)] == ["b", "b", "b"]
    assert spilled(told.log) == 1


def test_reports_within_seven_days_of_a_removal_count_and_each_once(book):
    told = book({"Astoria": "a"})
    told.arrive("r")
    told.give()
    told.wait(days=1)
    told.tell(RemovalMade, worker="a", report="r")
    told.tell(RemovalMade, worker="a", report="r")
    told.wait(days=7)
    told.arrive("s")
    told.give()
    told.wait(minutes=1)
    told.arrive("t")
    told.give()
    assert received_after_removal(told.log) == 1


def test_a_report_handed_back_and_not_given_again_is_with_nobody(book):
    told = book()
    told.arrive("r")
    told.arrive("s")
    told.give()
    told.tell(Closed, report="s")
    told.tell(Returned, report="r", worker="a", reason="knows them")
    tried = judged(told.log, told.log, told.state.rule, told.at + timedelta(days=40))
    assert (tried.reports, tried.assigned, tried.waiting) == (2, 1, 1)


def test_where_nobody_works_no_load_is_said(book):
    told = book({"Astoria": ""})
    tried = judged(told.log, told.log, told.state.rule, told.at)
    assert (tried.judged, tried.load_mean, tried.load_spread, tried.reports) == (0, 0, 0, 0)


def test_a_rule_without_skips_moves_nothing_and_one_with_them_does(world, rule):
    year = drawn_year(world(reports=300), 2)
    with_skips, without = try_rules(year, [rule, variant(rule, "no-skips")])
    assert without.share_moved == 0
    assert without.skips == ()
    assert with_skips.share_moved > 0
    assert {reason for reason, _ in with_skips.skips} >= {"court", "removal"}


def test_totals_of_every_rule_add_up_on_the_same_reports_and_removals(world, rule):
    year = drawn_year(world(), 6)
    for tried in try_rules(year, variants(rule)):
        assert tried.reports == tried.assigned + tried.waiting == 150
        assert tried.judged > 0
        assert tried.load_most >= tried.load_mean > 0


def test_cooling_off_leaves_no_turn_in_the_days_after_a_removal(world, rule):
    habits = {"by_hand_in_1000": 0, "known_in_1000": 0, "returned_in_1000": 0}
    year = drawn_year(world(**habits), 3)
    cooled, plain = try_rules(year, [variant(rule, "cooling"), variant(rule, "no-skips")])
    assert cooled.removals > 0
    assert (cooled.after_removal, plain.after_removal > 0) == (0, True)


def slow_years(log, ends):
    """Full-time years by asking for every hour who is there, and at what share."""
    hours: Counter[str] = Counter()
    at = log[0].at
    while at < ends:
        shares: dict[str, int] = {}
        away: set[str] = set()
        for event in log:
            if event.at > at:
                break
            if isinstance(event, WorkerJoined):
                shares[event.worker] = event.share
            elif isinstance(event, WorkerLeft):
                del shares[event.worker]
            elif isinstance(event, StatusChanged):
                (away.add if event.status == "away" else away.discard)(event.worker)
        hours.update({w: share for w, share in shares.items() if w not in away})
        at += timedelta(hours=1)
    return {worker: hundredths / 100 / 24 / 365 for worker, hundredths in hours.items()}


def test_full_time_years_are_those_of_asking_every_hour(world, rule):
    year = drawn_year(world(reports=1, days=40), 1)
    log = run_year(year, rule)
    quick = {worker: years for worker, years in full_time_years(log, year.ends).items() if years}
    assert quick == pytest.approx(slow_years(log, year.ends))


def test_variants_change_one_thing_and_say_what(rule):
    named = {each.version: each for each in variants(replace(rule, open_most=9, cooling_days=3))}
    assert list(named) == list(CHANGES)
    assert named["strict"].order == "strict"
    assert (named["strict"].open_most, named["strict"].cooling_days) == (None, 0)
    assert named["caps"].open_most == 12
    assert named["no-skips"].reasons == ()
    assert all(each.says for each in named.values())
    assert named["cases"].opens == rule.opens


def test_an_unknown_variant_is_refused_with_those_there_are(rule):
    with pytest.raises(RotationError, match="'strickt'; there are strict, cases"):
        variant(rule, "strickt")


def test_without_skips_keeps_the_rest_of_a_rule():
    rule = RotationRule("1", order="minutes", open_most=12, cooling_days=7)
    plain = without_skips(rule)
    assert (plain.order, plain.open_most, plain.cooling_days) == ("minutes", 12, 0)
    assert plain.version == "1 without skips"


def test_waits_begin_with_the_hand_over_even_of_a_report_given_by_hand(book):
    told = book({"Astoria": "a"}, opens=time(9), closes=time(17))
    told.wait(hours=12)
    told.arrive("r")
    told.tell(Overridden, report="r", worker="a", reason="urgent", approver="s")
    told.wait(hours=12)
    told.tell(HandedOver, unit="Astoria")
    assert office_waits(told.log, told.state.rule, told.at) == [timedelta(0)]
