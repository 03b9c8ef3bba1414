"""What happens to reports: they arrive, are given, handed back, moved, closed. None is ever lost.

Each function first refuses what cannot be, and only then changes the state. A report goes
from `waiting` to `carried`, and back or on to `closed`, by the two moves at the end.
"""

from __future__ import annotations

from bisect import insort

from evenhand.errors import RotationError
from evenhand.figures.rotation import (
    Assigned,
    BulkReassigned,
    Closed,
    Escalated,
    HandedOver,
    Overridden,
    ReportArrived,
    Returned,
)
from evenhand.rotation.eligibility import uses_up
from evenhand.rotation.known import carried_of, list_of, listed, told, waiting_of, where, within
from evenhand.rotation.marks import give_back, step, take_gift, take_turn, use_up
from evenhand.rotation.office import is_open
from evenhand.rotation.state import Carried, Member, State, Waiting


def report_arrived(state: State, event: ReportArrived) -> None:
    """A report waits, oldest first; one that comes in after hours waits for the hand-over too."""
    listing, report = list_of(state, event.unit), event.report
    within(event)
    if report in state.waiting or report in state.carried or report in state.closed:
        raise RotationError(f"Report {report} arrives a second time: {where(state, report)}")
    state.waiting[report] = Waiting(event, after_hours=not is_open(state.rule, event.at))
    listing.waiting.append((event.seq, report))


def assigned(state: State, event: Assigned) -> None:
    """A turn: also of those passed over on the same list whose turn is not owed.

    Whoever got it before others on the list could be asked (a sibling's worker, or the
    family's former one) was given it out of the order, and it is a gift.
    """
    waiting, member = waiting_of(state, event.report), listed(state, event.worker)
    listing, rule = state.lists[member.unit], state.rule
    for worker, why in event.passed:
        passed = listed(state, worker)
        paused = why == "cooling" or why[:5] == "skip:"
        if paused and passed.unit == member.unit and uses_up(rule, passed, waiting, event.at):
            use_up(state, listing, passed, step(rule, passed, waiting.report))
    in_order = event.seen[len(event.passed) :][:1] == (event.worker,)
    take = take_turn if in_order else take_gift
    moved = take(state, listing, member, step(rule, member, waiting.report))
    _give(state, waiting, member, event, moved)


def overridden(state: State, event: Overridden) -> None:
    """Given by hand, with a reason and an approver; a turn where the rule counts it as one."""
    waiting, member = waiting_of(state, event.report), listed(state, event.worker)
    told("reason", event.reason)
    told("approver", event.approver)
    moved = 0
    if state.rule.override_counts:
        cost = step(state.rule, member, waiting.report)
        moved = take_gift(state, state.lists[member.unit], member, cost)
    _give(state, waiting, member, event, moved)


def returned(state: State, event: Returned) -> None:
    """Handed back: it waits as old as it was; the turn comes back unless the rule counts it."""
    carried = carried_of(state, event.report, event.worker)
    told("reason", event.reason)
    member, waiting = state.members[event.worker], carried.waited
    if not state.rule.returned_counts and not carried.moved:
        member.received.remove(carried.given_at)
        if member.unit and carried.step:
            here = member.joined == carried.joined
            give_back(state, state.lists[member.unit], member, carried.step, here=here)
    _take_off(state, event.report)
    waiting.returned_by = (*waiting.returned_by, event.worker)
    waiting.escalated_at = None
    state.waiting[event.report] = waiting
    insort(state.lists[waiting.report.unit].waiting, (waiting.report.seq, event.report))


def bulk_reassigned(state: State, event: BulkReassigned) -> None:
    """Moved by hand: no turns, and nothing new in the sense of a flow."""
    told("reason", event.reason)
    told("approver", event.approver)
    for report, to in event.to:
        carried_of(state, report, event.worker)
        listed(state, to)
    if len({report for report, _ in event.to}) < len(event.to):
        raise RotationError(f"A report of {event.worker} is moved twice at once.")
    for report, to in event.to:
        carried = _take_off(state, report)
        carried.worker, carried.step, carried.moved = to, 0, True
        state.carried[report] = carried
        state.members[to].carrying.add(report)


def closed(state: State, event: Closed) -> None:
    carried_of(state, event.report)
    _take_off(state, event.report)
    state.closed.add(event.report)


def escalated(state: State, event: Escalated) -> None:
    """Put before somebody; it goes on waiting, and may still find its turn."""
    waiting = waiting_of(state, event.report)
    told("person or office it goes to", event.to)
    waiting.escalated_at = event.at


def handed_over(state: State, event: HandedOver) -> None:
    for _, report in list_of(state, event.unit).waiting:
        state.waiting[report].after_hours = False


def _give(
    state: State, waiting: Waiting, member: Member, event: Assigned | Overridden, moved: int
) -> None:
    report = waiting.report
    del state.waiting[report.report]
    state.lists[report.unit].waiting.remove((report.seq, report.report))
    waiting.after_hours = False
    state.carried[report.report] = Carried(waiting, member.worker, event.at, moved, member.joined)
    member.carrying.add(report.report)
    member.received.append(event.at)


def _take_off(state: State, report: str) -> Carried:
    carried = state.carried.pop(report)
    state.members[carried.worker].carrying.discard(report)
    return carried
