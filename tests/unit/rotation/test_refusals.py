"""Events that cannot follow from those before: refused with a reason, and nothing changed."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import timedelta

import pytest

from evenhand.errors import RotationError
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
    RotationRule,
    RuleChanged,
    ShareChanged,
    Skipped,
    StatusChanged,
    Unskipped,
    WorkerJoined,
    WorkerLeft,
)
from evenhand.rotation.desk import next_event
from evenhand.rotation.folding import fold
from evenhand.rotation.replaying import replay

BY_HAND = {"reason": "knows them", "approver": "s"}
MOVED = {"worker": "a", **BY_HAND}
CASES = [
    (ListOpened, {"unit": "Astoria"}, "The list of unit Astoria is open already"),
    (
        WorkerJoined,
        {"worker": "z", "unit": "Astorio"},
        "No list of a unit Astorio was opened. Did you mean Astoria",
    ),
    (WorkerJoined, {"worker": "a", "unit": "Astoria"}, "a is on the list of Astoria already"),
    (WorkerJoined, {"worker": "z", "unit": "Astoria", "share": 0}, "1 to 100 hundredths, not 0"),
    (ShareChanged, {"worker": "a", "share": 101}, "not 101"),
    (WorkerLeft, {"worker": "nobody"}, "No worker nobody ever joined"),
    (WorkerLeft, {"worker": "d"}, "d is on no list now"),
    (StatusChanged, {"worker": "a", "status": "ill"}, "available, training or away, not 'ill'"),
    (Unskipped, {"worker": "a"}, "a is not skipped now"),
    (RemovalMade, {"worker": "b", "report": "r1"}, "r1 is carried by a, not by b"),
    (
        ReportArrived,
        {"report": "r3", "unit": "Astoria", "minutes": -1},
        r"minutes is -1; a report's minutes are 0 \(not known\) or more",
    ),
    (
        RuleChanged,
        {"rule": RotationRule("2", order="Strict")},
        "order is 'Strict'; a rule's order is strict, cases or minutes",
    ),
    (ReportArrived, {"report": "r1", "unit": "Astoria"}, "r1 arrives a second time"),
    (ReportArrived, {"report": "r2", "unit": "Astoria"}, "second time: it waits"),
    (ReportArrived, {"report": "r0", "unit": "Astoria"}, "second time: it is closed"),
    (Assigned, {"report": "r1", "worker": "a", "rule": "1"}, "it was given to a already"),
    (Assigned, {"report": "r22", "worker": "a", "rule": "1"}, "never arrived. Did you mean r2"),
    (Overridden, {"report": "r2", "worker": "a", "reason": " ", "approver": "s"}, "no reason"),
    (Overridden, {"report": "r2", "worker": "a", "reason": "x", "approver": ""}, "no approver"),
    (Returned, {"report": "r2", "worker": "a", "reason": "x"}, "Nobody carries report r2: it w"),
    (Returned, {"report": "r1", "worker": "a", "reason": ""}, "no reason; write down the reason"),
    (BulkReassigned, {**MOVED, "to": (("r2", "b"),)}, "Nobody carries report r2"),
    (BulkReassigned, {**MOVED, "to": (("r1", "d"),)}, "d is on no list"),
    (BulkReassigned, {**MOVED, "to": (("r1", "b"), ("r1", "c"))}, "moved twice at once"),
    (BulkReassigned, {"worker": "a", "to": (), "reason": "", "approver": "s"}, "no reason"),
    (Closed, {"report": "r2"}, "Nobody carries report r2"),
    (Escalated, {"report": "r2", "to": ""}, "no person or office it goes to"),
    (HandedOver, {"unit": "Bend"}, "No list of a unit Bend"),
]


@pytest.fixture
def office(book):
    """Here a carries r1, r0 is closed, r2 waits, d has left."""
    office = book({"Astoria": "abcd"})
    office.turns(1)
    office.arrive("r0")
    office.give()
    office.tell(Closed, report="r0")
    office.tell(WorkerLeft, worker="d")
    office.arrive("r2")
    return office


@pytest.mark.parametrize(("kind", "said", "why"), CASES)
def test_what_cannot_be_is_refused_and_changes_nothing(office, kind, said, why):
    before = fold(office.log)
    with pytest.raises(RotationError, match=why):
        office.tell(kind, **said)
    assert office.state == before
    (fault,) = replay([*office.log, kind(seq=before.seq + 1, at=office.at, **said)]).faults
    assert fault.seq == before.seq + 1


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"reason": "mood"}, "Rule 1 knows no reason 'mood' for a skip. Its reasons: court, leave"),
        ({"approver": ""}, "no approver"),
        ({"hours": 0}, "before it begins"),
        ({"days": 6}, "for court it may last 5 days at most"),
    ],
)
def test_a_skip_needs_a_known_reason_an_approver_and_an_end(book, said, why):
    with pytest.raises(RotationError, match=why):
        book().skip("a", **said)


def test_a_reason_may_ask_for_no_approver_and_a_skip_may_say_itself_what_is_owed(book):
    office = book()
    until = office.at + timedelta(days=1)
    office.tell(Skipped, worker="a", reason="leave", until=until, owed=True)
    assert office.state.members["a"].skip.owed


def test_a_rule_without_reasons_allows_no_skip(book):
    with pytest.raises(RotationError, match="Its reasons: none"):
        book(reasons=()).skip("a")


def test_events_come_in_the_order_of_their_numbers_and_moments(book):
    office = book()
    office.arrive()
    *log, last = office.log
    for wrong, why in (
        (replace(last, seq=9), "The next event is number 6, and this says 9"),
        (
            replace(last, at=last.at - timedelta(days=1)),
            "before the event ahead of it.*keeps standard time all year and never goes back",
        ),
    ):
        with pytest.raises(RotationError, match=why):
            fold([*log, wrong])
        replayed = replay([*log, wrong])
        assert len(replayed.faults) == 1
        assert list(replayed.state.waiting) == ["r1"]
        assert replayed.state.at == last.at


def test_a_log_begins_with_its_rule(book):
    first = replace(book().log[1], seq=1)
    with pytest.raises(RotationError, match="The first event says which rule holds"):
        fold([first])
    assert replay([first]).faults


def test_replay_counts_events_and_keeps_decisions(book):
    office = book()
    office.turns(2)
    replayed = replay(office.log)
    assert (replayed.events, replayed.faults) == (len(office.log), ())
    assert [each.worker for each in replayed.decisions] == ["a", "b"]
    assert replay([]).events == 0


@pytest.mark.parametrize(
    ("change", "expected", "found"),
    [
        ({"worker": "b"}, "a", "b"),
        ({"rule": "0"}, "1", "0"),
        ({"seen": tuple("bac")}, "a, b, c", "b, a, c"),
        ({"passed": (("b", "away"),)}, "nobody", "b (away)"),
    ],
)
def test_an_assignment_that_does_not_follow_is_told_with_what_should_have_been(
    book, change, expected, found
):
    office = book()
    office.turns(1)
    *log, last = office.log
    (fault,) = replay([*log, replace(last, **change)]).faults
    assert (fault.seq, fault.expected, fault.found) == (last.seq, expected, found)


def test_a_report_given_to_nobody_on_a_list_or_past_nobody_on_a_list_is_left_out(book):
    office = book({"Astoria": "ab"})
    office.arrive()
    given = next_event(office.state, office.at)
    for wrong in (replace(given, worker="x"), replace(given, passed=(("x", "away"),))):
        replayed = replay([*office.log, wrong])
        assert "No worker x ever joined" in replayed.faults[-1].what
        assert list(replayed.state.waiting) == ["r1"]


def test_the_desk_has_nothing_to_do_when_all_must_wait(book):
    office = book({"Astoria": ""})
    office.arrive()
    assert next_event(office.state, office.at) is None


def test_replay_leaves_the_collector_of_cycles_as_it_was(book):
    for leave in (gc.disable, gc.enable):
        leave()
        was = gc.isenabled()
        replay(book().log)
        assert gc.isenabled() == was
