"""Looks up what an event names, and refuses with the nearest name what the log has not told of."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from evenhand.errors import RotationError
from evenhand.figures.rotation import Event
from evenhand.figures.rotation_bounds import BOUNDS
from evenhand.rotation.state import Carried, Member, State, UnitList, Waiting


def list_of(state: State, unit: str) -> UnitList:
    if unit not in state.lists:
        raise RotationError(f"No list of a unit {unit} was opened.{_near(unit, state.lists)}")
    return state.lists[unit]


def member_of(state: State, worker: str) -> Member:
    if worker not in state.members:
        raise RotationError(f"No worker {worker} ever joined a list.{_near(worker, state.members)}")
    return state.members[worker]


def listed(state: State, worker: str) -> Member:
    member = member_of(state, worker)
    if not member.unit:
        raise RotationError(f"Worker {worker} is on no list now.")
    return member


def waiting_of(state: State, report: str) -> Waiting:
    if report in state.waiting:
        return state.waiting[report]
    raise RotationError(f"Report {report} is not waiting: {where(state, report)}")


def carried_of(state: State, report: str, worker: str = "") -> Carried:
    """The report as carried, by that worker if one is named."""
    if report not in state.carried:
        raise RotationError(f"Nobody carries report {report}: {where(state, report)}")
    carried = state.carried[report]
    if worker and carried.worker != worker:
        raise RotationError(f"Report {report} is carried by {carried.worker}, not by {worker}.")
    return carried


def where(state: State, report: str) -> str:
    """Where a report stands, in words that end the sentence."""
    if report in state.carried:
        return f"it was given to {state.carried[report].worker} already."
    if report in state.waiting:
        return "it waits."
    if report in state.closed:
        return "it is closed."
    return f"it never arrived.{_near(report, (*state.waiting, *state.carried))}"


def told(what: str, text: str) -> None:
    """Refuse an event that leaves out who or why."""
    if not text.strip():
        raise RotationError(f"The event names no {what}; write down the {what}.")


def within(event: Event) -> None:
    """Refuse an event that says what cannot be meant, as a report of minus ten minutes."""
    wrong = BOUNDS[type(event)](event)
    if wrong:
        raise RotationError(wrong)


def _near(given: str, names: Iterable[str]) -> str:
    near = get_close_matches(given, list(names), n=1)
    return f" Did you mean {near[0]}?" if near else ""
