"""The desk that gives reports out: what a rotation does next, as events, and nothing by hand.

Every waiting report is given, oldest first, or goes on waiting with its clock, or is put
before somebody. The desk writes events; only the fold changes the state.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from evenhand.figures.rotation import Assigned, Decision, Escalated, Event
from evenhand.rotation.eligibility import why_not_free
from evenhand.rotation.folding import apply
from evenhand.rotation.office import is_overdue
from evenhand.rotation.passing import settle
from evenhand.rotation.state import State, Waiting
from evenhand.rotation.turn import further, whose_turn

BY = "rotation"


def next_event(state: State, at: datetime) -> Assigned | Escalated | None:
    """The next report given out or escalated at a moment; None if all others must wait.

    The state is settled up to `at`: whoever asks the desk owns the state.
    """
    return next(_due(state, at), None)


def give_out(state: State, at: datetime) -> list[Event]:
    """Do all that the desk can do at a moment, and tell it as events; they are applied."""
    done: list[Event] = []
    for event in _due(state, at):
        apply(state, event)
        done.append(event)
    return done


def _due(state: State, at: datetime) -> Iterator[Assigned | Escalated]:
    """What there is to do, oldest report first; each is applied before the next is asked for.

    Giving out makes nobody freer, so a unit for which nobody is free stays so to the end.
    """
    settle(state, at)
    nobody_for: set[str] = set()
    for waiting in state.oldest_first:
        report = waiting.report
        known = report.sibling or report.previous
        if report.unit in nobody_for and not known and not is_overdue(state.rule, waiting, at):
            continue
        event = event_for(state, waiting, at)
        if event:
            yield event
        elif not _anybody_free(state, report.unit, at):
            nobody_for.add(report.unit)


def _anybody_free(state: State, unit: str, at: datetime) -> bool:
    """Whether anybody on the unit's list, or where the rule looks next, may receive anything."""
    listing = state.lists[unit]
    pools = (further(state, listing, reach) for reach in state.rule.spill)
    members = chain(listing.members, chain.from_iterable(pools))
    return any(not why_not_free(state.rule, member, at) for member in members)


def event_for(state: State, waiting: Waiting, at: datetime) -> Assigned | Escalated | None:
    """What happens to one waiting report now, if anything."""
    decision = whose_turn(state, waiting.report.report, at)
    if decision.outcome == "assigned":
        return as_event(state, decision)
    if decision.outcome == "escalate":
        listing = state.lists[waiting.report.unit]
        to = listing.borough or listing.unit
        return Escalated(seq=state.seq + 1, at=at, by=BY, report=decision.report, to=to)
    return None


def as_event(state: State, decision: Decision) -> Assigned:
    """A decision that gives a report, as the event to write down."""
    return Assigned(
        seq=state.seq + 1,
        at=decision.at,
        by=BY,
        report=decision.report,
        worker=decision.worker,
        rule=decision.rule,
        seen=decision.seen,
        passed=tuple([(passed.worker, passed.why) for passed in decision.passed]),
    )
