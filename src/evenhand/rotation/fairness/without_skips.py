"""A rotation without skips: the same people and the same arrivals, and nobody passed over by word.

Arrivals, joinings, leavings, absences, shares, hand-overs and closings stay as they were,
and the desk gives out at the moments at which somebody gave out; skips, the time let be
after a removal, hand-backs and gifts by hand are left out. Caps, languages, tracks and
conflicts hold as before. Only a report that nobody can take goes where it went by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from evenhand.figures.rotation import (
    Assigned,
    BulkReassigned,
    Closed,
    Escalated,
    Event,
    Overridden,
    RemovalMade,
    Returned,
    Skipped,
    Unskipped,
)
from evenhand.rotation.desk import give_out
from evenhand.rotation.folding import apply
from evenhand.rotation.state import State
from evenhand.rotation.turn import whose_turn

#: Events at which somebody gave out, or tried to; the desk does so then, by itself.
GIVEN = (Assigned, Overridden, Escalated)
LEFT_OUT = (*GIVEN, Skipped, Unskipped, RemovalMade, Returned, BulkReassigned)


def without_skips(events: Iterable[Event]) -> list[Event]:
    """The log as it would have been, from events that all follow from those before them."""
    state, log, ended = State(), list[Event](), set[str]()
    moments = [list(same) for _, same in groupby(events, key=lambda event: event.at)]
    for place, same in enumerate(moments):
        for event in same:
            log += _keep(state, event, ended)
        if place == len(moments) - 1 or any(isinstance(event, GIVEN) for event in same):
            log += _give_out(state, same, ended)
    return log


def _keep(state: State, event: Event, ended: set[str]) -> Iterator[Event]:
    """Let what would have happened all the same happen; work on a waiting report ends later."""
    if isinstance(event, Closed) and event.report not in state.carried:
        ended.add(event.report)
        return
    if isinstance(event, LEFT_OUT):
        return
    yield _applied(state, event)


def _give_out(state: State, same: list[Event], ended: set[str]) -> Iterator[Event]:
    """What the desk gives out at a moment, and by hand what it cannot."""
    at = same[0].at
    given = give_out(state, at)
    for event in same:
        if (
            isinstance(event, Overridden)
            and event.report in state.waiting
            and whose_turn(state, event.report, at).outcome == "waits"
        ):
            given.append(_applied(state, event))
    for event in given:
        yield event
        if not isinstance(event, Escalated) and event.report in ended:  # type: ignore[attr-defined]
            yield _applied(state, Closed(seq=0, at=at, report=event.report))  # type: ignore[attr-defined]


def _applied(state: State, event: Event) -> Event:
    numbered = replace(event, seq=state.seq + 1)
    apply(state, numbered)
    return numbered
