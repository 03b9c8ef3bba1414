"""Faults that rotations of others have had, each by its name; ours must not have them."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from evenhand.errors import RotationError
from evenhand.figures.rotation import (
    Assigned,
    HandedOver,
    Overridden,
    ReportArrived,
    StatusChanged,
    WorkerJoined,
    WorkerLeft,
)
from evenhand.rotation.desk import as_event, give_out
from evenhand.rotation.folding import apply, fold
from evenhand.rotation.reconciling import reconcile
from evenhand.rotation.replaying import replay


def test_the_pointer_is_not_advanced_twice_so_all_six_of_an_even_group_get_work(book):
    assert book({"Astoria": "abcdef"}).turns(12) == "abcdefabcdef"


def test_a_decision_written_after_the_list_moved_on_is_found_in_replay(book):
    """The read-modify-write race: two desks read the same list, then both write."""
    office = book()
    first, second = office.arrive(), office.arrive("r2")
    stale = [
        as_event(office.state, replace(office.decide(first), report=r)) for r in (first, second)
    ]
    log = [*office.log, stale[0], replace(stale[1], seq=stale[1].seq + 1)]
    faults = replay(log).faults
    assert [fault.seq for fault in faults] == [log[-1].seq] * 2
    assert (faults[0].expected, faults[0].found) == ("b", "a")


def test_a_decision_with_a_number_that_is_taken_is_refused(book):
    office = book()
    office.arrive()
    stale = as_event(office.state, office.decide("r1"))
    office.arrive()
    with pytest.raises(RotationError, match="The next event is number 8, and this says 7"):
        apply(office.state, stale)


def test_overlapping_jobs_cannot_give_the_same_report_twice(book):
    office = book()
    office.arrive()
    (event,) = office.give()
    again = replace(event, seq=event.seq + 1, worker="b")
    with pytest.raises(RotationError, match="Event 8: Report r1 is not waiting: it was given to a"):
        apply(office.state, again)
    assert office.state.carried["r1"].worker == "a"
    assert office.state.members["b"].carrying == set()


def test_the_automatic_does_not_overwrite_what_was_given_by_hand(book):
    office = book()
    office.arrive()
    planned = as_event(office.state, office.decide("r1"))
    office.tell(Overridden, report="r1", worker="c", reason="knows them", approver="s")
    with pytest.raises(RotationError, match="given to c already"):
        apply(office.state, replace(planned, seq=planned.seq + 1))
    assert not office.give()


def test_a_late_report_does_not_overtake_an_old_one_that_could_have_been_taken(book):
    office = book({"Astoria": "a"}, open_most=1)
    assert office.turns(2) == "a-"
    office.tell(WorkerJoined, worker="b", unit="Astoria")
    late = office.arrive()
    decision = office.decide(late)
    assert (decision.outcome, decision.older, decision.worker) == ("older first", "r2", "")
    jumped = as_event(office.state, replace(office.decide("r2"), report=late))
    (fault,) = replay([*office.log, jumped]).faults
    assert (fault.expected, fault.found) == ("older first (r2)", "b")
    assert [event.report for event in office.give()] == ["r2"]


def test_an_old_report_that_nobody_can_take_holds_up_none(book):
    office = book()
    office.arrive(language="Tagalog")
    assert office.turns(1) == "a"


def test_a_report_still_with_the_night_service_holds_up_none(book):
    office = book(opens=time(9))
    office.wait(hours=-1, days=1)
    office.arrive()
    office.wait(hours=1)
    assert office.turns(1) == "a"


def test_a_report_spilled_over_does_not_overtake_one_of_the_unit_it_spills_to(book):
    office = book({"Astoria": "", "Bend": ""})
    office.arrive("old", "Bend")
    office.arrive("late")
    office.tell(WorkerJoined, worker="b", unit="Bend")
    assert office.decide("late").older == "old"


def test_when_all_were_away_the_reports_are_served_as_soon_as_one_is_back(book):
    office = book()
    for worker in "abc":
        office.tell(StatusChanged, worker=worker, status="away")
    assert office.turns(2) == "--"
    office.tell(StatusChanged, worker="b", status="available")
    assert [(event.report, event.worker) for event in office.give()] == [("r1", "b"), ("r2", "b")]


def test_an_old_backlog_is_not_left_out_in_silence(book):
    office = book({"Astoria": ""}, escalate_hours=24, opens=time(9))
    office.arrive()
    office.wait(hours=-2, days=1)
    night = office.arrive()
    office.wait(days=400)
    assert [event.report for event in office.give()] == ["r1", night]
    assert reconcile(office.state, ["r1", night]).escalated == ("r1", night)


def test_a_cap_is_checked_at_the_events_own_moment_not_before(book):
    office = book({"Astoria": "ab"}, open_most=1)
    office.arrive()
    early = office.decide("r1")
    office.tell(Overridden, report=office.arrive(), worker="a", reason="knows", approver="s")
    full = as_event(office.state, early)
    fault, *_ = replay([*office.log, full]).faults
    assert (fault.expected, fault.found) == ("b", "a")


def test_when_the_last_worker_leaves_nothing_is_lost_and_the_list_goes_on_from_its_present(book):
    office = book({"Astoria": "a", "Bend": ""})
    office.turns(3)
    office.tell(WorkerLeft, worker="a")
    assert office.turns(1) == "-"
    told = reconcile(office.state, ["r1", "r2", "r3", "r4"])
    assert (told.assigned, told.to_reassign, told.waiting) == (3, ("r1", "r2", "r3"), ("r4",))
    office.tell(WorkerJoined, worker="z", unit="Astoria")
    office.tell(WorkerJoined, worker="a", unit="Astoria")
    office.give()
    assert office.turns(3) == "aza"


def test_work_that_was_never_given_does_not_move_anybodys_turn(book):
    """Hidden items moved the pointer: here only a report given is a turn."""
    office = book(opens=time(9))
    office.arrive(language="Tagalog")
    office.give()
    office.wait(hours=23)
    office.arrive()
    office.give()
    office.wait(hours=1)
    assert office.turns(3) == "abc"
    office.tell(HandedOver, unit="Astoria")
    assert [event.worker for event in office.give()] == ["a"]


def test_a_newcomer_is_not_flooded_to_catch_up(book):
    office = book()
    office.turns(30)
    office.tell(WorkerJoined, worker="d", unit="Astoria")
    assert office.turns(8) == "dabcdabc"


def test_a_newcomer_does_not_go_before_those_who_wait_for_their_turn(book):
    office = book()
    office.turns(1)
    office.tell(WorkerJoined, worker="d", unit="Astoria")
    assert office.turns(5) == "bcdab"


def test_whoever_was_given_much_by_hand_is_not_frozen_out(book):
    office = book()
    for _ in range(30):
        office.tell(Overridden, report=office.arrive(), worker="a", reason="all", approver="s")
    received = office.turns(12)
    assert "a" in received[:7]
    assert received.count("a") >= 2


def test_a_skip_by_mistake_ends_by_itself(book):
    office = book()
    office.skip("a", "leave", days=30)
    office.wait(days=30)
    assert office.turns(1) == "a"
    with pytest.raises(RotationError, match="for leave it may last 30 days at most"):
        office.skip("a", "leave", days=30, minutes=1)


def test_an_absent_person_is_never_drawn_not_even_as_a_siblings_worker(book):
    office = book()
    office.tell(StatusChanged, worker="a", status="away")
    assert "a" not in office.turns(5, sibling="a", previous="a")


def test_the_same_log_gives_the_same_state(book):
    office = book()
    office.turns(7)
    assert fold(office.log) == office.state == replay(office.log).state


def test_a_later_state_is_folded_on_from_an_earlier_one(book):
    office = book()
    office.turns(7)
    early = fold(office.log[:9])
    assert fold(office.log[9:], early) == office.state


def test_when_nobody_is_free_only_those_who_know_a_family_are_asked_on(book):
    """The quick way past a full unit does not pass by a sibling's worker of another zone."""
    office = book(
        {"Astoria": "a", "Bend": "b"}, {"Bend": ("south", "Queens")}, open_most=1, spill=("zone",)
    )
    assert office.turns(3) == "a--"
    office.arrive(sibling="b")
    assert [event.worker for event in office.give()] == ["b"]


def test_an_old_report_that_would_never_come_to_somebody_does_not_keep_them_from_a_sibling(book):
    office = book({"Astoria": "", "Bend": "b"}, spill=())
    assert office.turns(1) == "-"
    assert office.turns(1, previous="b") == "b"
    office.arrive("older", sibling="b")
    assert office.decide(office.arrive("younger", sibling="b")).older == "older"


def test_when_nobody_is_free_what_is_overdue_is_escalated_all_the_same(book):
    office = book({"Astoria": "a"}, open_most=1, escalate_hours=2)
    office.turns(1)
    office.wait(hours=1)
    office.turns(2)
    office.wait(hours=2)
    assert [event.report for event in office.give()] == ["r2", "r3"]


def test_giving_out_is_told_as_events(book):
    office = book()
    office.tell(ReportArrived, report="x", unit="Astoria")
    (event,) = give_out(office.state, office.at)
    assert event == Assigned(
        seq=7, at=office.at, by="rotation", report="x", worker="a", rule="1", seen=tuple("abc")
    )
