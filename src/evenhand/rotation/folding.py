"""The state as a fold over the log: one small function an event kind, all named in one table.

An event that cannot follow from those before it is refused, and leaves the state as it was
but for the time that has passed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from evenhand.errors import RotationError
from evenhand.figures import rotation as events
from evenhand.figures.rotation import Event, ListOpened, RuleChanged
from evenhand.rotation import giving, people
from evenhand.rotation.known import within
from evenhand.rotation.passing import settle
from evenhand.rotation.state import State, UnitList


def rule_changed(state: State, event: RuleChanged) -> None:
    """Marks stay; what anybody is owed is bounded by the new rule from now on."""
    within(event)
    state.rule = event.rule


def list_opened(state: State, event: ListOpened) -> None:
    if event.unit in state.lists:
        raise RotationError(f"The list of unit {event.unit} is open already.")
    state.lists[event.unit] = UnitList(event.unit, event.zone, event.borough)


#: What each kind of event does.
DOES: dict[type[Event], Callable[[State, Any], None]] = {
    events.RuleChanged: rule_changed,
    events.ListOpened: list_opened,
    events.WorkerJoined: people.worker_joined,
    events.WorkerLeft: people.worker_left,
    events.StatusChanged: people.status_changed,
    events.ShareChanged: people.share_changed,
    events.Skipped: people.skipped,
    events.Unskipped: people.unskipped,
    events.RemovalMade: people.removal_made,
    events.ReportArrived: giving.report_arrived,
    events.Assigned: giving.assigned,
    events.Overridden: giving.overridden,
    events.Returned: giving.returned,
    events.BulkReassigned: giving.bulk_reassigned,
    events.Closed: giving.closed,
    events.Escalated: giving.escalated,
    events.HandedOver: giving.handed_over,
}


def fold(log: Iterable[Event], state: State | None = None) -> State:
    """The state after all events; a given state is carried on.

    Raises:
        RotationError: An event does not follow; its number is named.
    """
    state = State() if state is None else state
    for event in log:
        apply(state, event)
    return state


def apply(state: State, event: Event) -> None:
    """Let one event happen to the state.

    Raises:
        RotationError: With the event's number and what cannot be.
    """
    wrong = out_of_order(state, event)
    if wrong:
        raise RotationError(f"Event {event.seq}: {wrong}")
    settle(state, event.at)
    try:
        DOES[type(event)](state, event)
    except RotationError as error:
        raise RotationError(f"Event {event.seq}: {error}") from None
    state.seq, state.at = event.seq, event.at


def out_of_order(state: State, event: Event) -> str:
    """What is wrong with an event's number or moment; empty if nothing is."""
    if event.seq != state.seq + 1:
        return f"The next event is number {state.seq + 1}, and this says {event.seq}."
    if event.at < state.at:
        return (
            f"It happened at {event.at}, before the event ahead of it, of {state.at}. The agency's "
            "own clock keeps standard time all year and never goes back; write moments down by it."
        )
    if event.seq == 1 and not isinstance(event, RuleChanged):
        return "The first event says which rule holds (rule_changed), and this does not."
    return ""
