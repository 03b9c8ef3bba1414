"""How each fact of a year happens in the office; a kind not in the table is only written down."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from evenhand.figures.rotation import (
    BulkReassigned,
    Event,
    ReportArrived,
    Skipped,
    WorkerLeft,
)
from evenhand.rotation.office import is_open
from evenhand.rotation.simulating.asking import ask_skip
from evenhand.rotation.simulating.giving import give_by_hand
from evenhand.rotation.simulating.office import Office
from evenhand.rotation.simulating.wishes import supervisor


def happen(office: Office, fact: Event) -> None:
    """Let one fact of the year happen."""
    HAPPENS.get(type(fact), Office.write)(office, fact)


def _arrive(office: Office, fact: ReportArrived) -> None:
    """It comes in knowing who carries, or carried, an earlier report of the family."""
    fate = office.fate(fact.report)
    if fate.family in office.state.carried:
        fact = replace(fact, sibling=office.state.carried[fate.family].worker)
    elif fate.family in office.knew:
        fact = replace(fact, previous=office.knew[fate.family])
    office.write(fact)
    if fate.by_hand and is_open(office.rule, fact.at):
        give_by_hand(office, fact.report, fact.at)


def _wish(office: Office, fact: Skipped) -> None:
    ask_skip(office, fact.at, fact.worker, fact.reason, fact.until, fact.owed)


def _leave(office: Office, fact: WorkerLeft) -> None:
    """What they carried goes to colleagues of the unit."""
    member = office.state.members[fact.worker]
    unit, left = member.unit, sorted(member.carrying)
    office.write(fact)
    to = tuple(_shared_out(office, unit, left))
    if to:
        reason, approver = "left the agency", supervisor(unit)
        office.keep(
            BulkReassigned(
                seq=office.next,
                at=fact.at,
                worker=fact.worker,
                to=to,
                reason=reason,
                approver=approver,
            )
        )


def _shared_out(office: Office, unit: str, reports: list[str]) -> Iterator[tuple[str, str]]:
    """Each report to who has the least open; among those, who stands first on the list."""
    open_of = {m.worker: len(m.carrying) for m in office.state.lists[unit].members}
    for report in reports if open_of else ():
        least = min(open_of, key=open_of.__getitem__)
        open_of[least] += 1
        yield report, least


HAPPENS: Mapping[type[Event], Callable[[Office, Any], None]] = {
    ReportArrived: _arrive,
    Skipped: _wish,
    WorkerLeft: _leave,
}
