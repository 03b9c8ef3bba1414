"""Rebuilds the state from a log and verifies it: every decision must follow from what was known.

What a log says did happen, so an event with a fault still counts, as far as it can; one that
cannot have happened at all is left out. Either is told as a fault, with what should have been.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from evenhand.errors import RotationError
from evenhand.figures.rotation import Assigned, Decision, Event
from evenhand.figures.rotation_judged import ReplayFault
from evenhand.rotation.collecting import no_collecting
from evenhand.rotation.folding import DOES, out_of_order
from evenhand.rotation.passing import settle
from evenhand.rotation.state import State
from evenhand.rotation.turn import whose_turn


@dataclass(frozen=True, slots=True)
class Replayed:
    """What a log comes to: the state, its events counted, each decision as rebuilt, the faults."""

    state: State
    events: int
    decisions: tuple[Decision, ...]
    faults: tuple[ReplayFault, ...]


def replay(log: Iterable[Event]) -> Replayed:
    """Rebuild a log from its first event and verify every assignment in it."""
    with no_collecting():
        return _replay(log)


def _replay(log: Iterable[Event]) -> Replayed:
    state, count = State(), 0
    decisions: list[Decision] = []
    faults: list[ReplayFault] = []
    for count, event in enumerate(log, start=1):  # noqa: B007  # the count outlives the loop
        wrong = out_of_order(state, event)
        if wrong:
            faults.append(ReplayFault(event.seq, wrong))
        at = event.at if event.at > state.at else state.at
        settle(state, at)
        if type(event) is Assigned and event.report in state.waiting:
            decision = whose_turn(state, event.report, at)
            decisions.append(decision)
            faults += differences(event, decision)
        try:
            DOES[type(event)](state, event)
        except RotationError as error:
            faults.append(ReplayFault(event.seq, str(error)))
        state.seq, state.at = event.seq, at
    return Replayed(state, count, tuple(decisions), tuple(faults))


def differences(event: Assigned, decision: Decision) -> Iterator[ReplayFault]:
    """In what an assignment written down differs from the decision rebuilt."""
    report, seq = event.report, event.seq
    if decision.outcome != "assigned":
        why = f" ({decision.older})" if decision.older else ""
        outcome = f"{decision.outcome}{why}"
        yield ReplayFault(
            seq, f"Report {report} was given when it could not be", outcome, event.worker
        )
        return
    if event.worker != decision.worker:
        what = f"Report {report} did not go to whose turn it was"
        yield ReplayFault(seq, what, decision.worker, event.worker)
    if event.rule != decision.rule:
        what = f"Report {report} was given under another rule than held"
        yield ReplayFault(seq, what, decision.rule, event.rule)
    if event.seen != decision.seen:
        what = f"The list was not as seen for report {report}"
        yield ReplayFault(seq, what, ", ".join(decision.seen), ", ".join(event.seen))
    passed = tuple([(each.worker, each.why) for each in decision.passed])
    if event.passed != passed:
        what = f"Others were passed over for report {report}"
        yield ReplayFault(seq, what, _said(passed), _said(event.passed))


def _said(passed: tuple[tuple[str, str], ...]) -> str:
    return ", ".join(f"{worker} ({why})" for worker, why in passed) or "nobody"
