"""Giving out what waits: by the desk while the office is open, and what follows from each gift."""

from __future__ import annotations

from datetime import datetime, timedelta

from evenhand.figures.rotation import Assigned, Overridden
from evenhand.rotation import desk
from evenhand.rotation.eligibility import why_not_free
from evenhand.rotation.office import is_open, is_overdue
from evenhand.rotation.passing import settle
from evenhand.rotation.simulating.asking import is_there
from evenhand.rotation.simulating.office import Due, Office
from evenhand.rotation.simulating.wishes import supervisor
from evenhand.rotation.state import State
from evenhand.rotation.turn import whose_turn

LOOK = timedelta(hours=1)


def give_out(office: Office, at: datetime) -> None:
    """Let the desk give out what it can; what still waits is looked at again in an hour."""
    if office.state.waiting and is_open(office.rule, at):
        _give_all(office, at)
    if office.state.waiting and not office.looking:
        office.looking = True
        office.plan(at + LOOK, Due("look"))


def _give_all(office: Office, at: datetime) -> None:
    """What the desk would do with each waiting report, oldest first; hopeless ones aside.

    Where nobody has room for anything, no report finds anyone: a backlog is not gone
    through at every event.
    """
    state, room = office.state, dict[str, bool]()
    settle(state, at)
    for waiting in state.oldest_first:
        reach = _reach(state, waiting.report.unit)
        if reach not in room:
            room[reach] = _has_room(state, reach, at)
        hopeless = waiting.after_hours or not room[reach]
        if hopeless and not is_overdue(state.rule, waiting, at):
            continue
        event = desk.event_for(state, waiting, at)
        if event is not None:
            office.keep(event)
        if isinstance(event, Assigned):
            taken(office, event.report, event.seq, at)
            del room[reach]


def _reach(state: State, unit: str) -> str:
    """As far as a report can spill: the borough, or its own unit where there is none."""
    return state.lists[unit].borough or unit


def _has_room(state: State, reach: str, at: datetime) -> bool:
    return any(
        not why_not_free(state.rule, member, at)
        for listing in state.lists.values()
        if (listing.borough or listing.unit) == reach
        for member in listing.members
    )


def give_by_hand(office: Office, report: str, at: datetime) -> None:
    """A supervisor gives it to the next who is there instead of to whose turn it is."""
    decision = whose_turn(office.state, report, at)
    if decision.outcome != "assigned" or decision.via != "turn":
        return
    members = office.state.members
    after = decision.seen[decision.seen.index(decision.worker) + 1 :]
    there = [worker for worker in after if is_there(members[worker], at)]
    if there:
        reason, approver = "has worked with the school", supervisor(decision.unit)
        office.keep(
            Overridden(
                seq=office.next,
                at=at,
                report=report,
                worker=there[0],
                reason=reason,
                approver=approver,
            )
        )
        taken(office, report, len(office.log), at)


def taken(office: Office, report: str, given: int, at: datetime) -> None:
    """A report is somebody's now: its fate begins. Handed back once, it stays where it is next."""
    office.given[report] = given
    fate = office.fate(report)
    hours = {
        "removal": fate.removal,
        "complicated": fate.complicated,
        "returned": 0 if report in office.handed_back else fate.returned,
    }
    for kind, after in hours.items():
        if after:
            office.plan(at + timedelta(hours=after), Due(kind, report, given))
    office.plan(at + fate.open_for, Due("closing", report, given))
