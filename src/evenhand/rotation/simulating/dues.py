"""What is due at its time: the morning's hand-over, a look at what waits, and a report's fate."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, time, timedelta

from evenhand.figures.rotation import (
    Closed,
    HandedOver,
    RemovalMade,
    Returned,
    RotationRule,
)
from evenhand.rotation.simulating.asking import ask_skip
from evenhand.rotation.simulating.office import Due, Office
from evenhand.rotation.simulating.wishes import COMPLICATED, REMOVAL
from evenhand.rotation.simulating.year import Year


def openings(year: Year, rule: RotationRule) -> Iterator[datetime]:
    """Every moment of the year at which the office opens, on every day that it does."""
    at = datetime.combine(year.begins.date(), rule.opens or time.min)
    while at < year.ends:
        if at >= year.begins and at.weekday() in rule.office_days:
            yield at
        at += timedelta(days=1)


def see_to(office: Office, due: Due, at: datetime) -> None:
    """See to what is due; what hangs on an assignment that no longer stands is void."""
    if not due.report or office.given.get(due.report) == due.given:
        DUES[due.kind](office, due.report, at)


def _open(office: Office, _: str, at: datetime) -> None:
    waiting = office.state.waiting.values()
    for unit in sorted({each.report.unit for each in waiting if each.after_hours}):
        office.keep(HandedOver(seq=office.next, at=at, unit=unit))


def _look(office: Office, *_: object) -> None:
    """Nothing but a moment to give out what waits, as after everything else."""
    office.looking = False


def _remove(office: Office, report: str, at: datetime) -> None:
    """A child is removed. Where the rule has no cooling-off, the supervisor asks for a skip."""
    worker = office.state.carried[report].worker
    if not office.state.members[worker].unit:
        return  # They left, and the last colleague with them: nobody has taken it over yet.
    office.keep(RemovalMade(seq=office.next, at=at, worker=worker, report=report))
    if not office.rule.cooling_days:
        ask_skip(office, at, worker, REMOVAL, at + timedelta(days=office.year.removal_days))


def _complicate(office: Office, report: str, at: datetime) -> None:
    until = at + timedelta(days=office.year.complicated_days)
    ask_skip(office, at, office.state.carried[report].worker, COMPLICATED, until)


def _return(office: Office, report: str, at: datetime) -> None:
    worker, reason = office.state.carried[report].worker, "knows the family privately"
    office.keep(Returned(seq=office.next, at=at, report=report, worker=worker, reason=reason))
    office.handed_back.add(report)
    del office.given[report]


def _close(office: Office, report: str, at: datetime) -> None:
    office.knew[report] = office.state.carried[report].worker
    office.keep(Closed(seq=office.next, at=at, report=report))
    del office.given[report]


DUES: Mapping[str, Callable[[Office, str, datetime], None]] = {
    "opening": _open,
    "look": _look,
    "removal": _remove,
    "complicated": _complicate,
    "returned": _return,
    "closing": _close,
}
