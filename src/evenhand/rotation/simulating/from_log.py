"""The year that a log tells of: arrivals, staff, absences, skips, and what became of reports.

What the rotation and its supervisors decided is left out: who was given what, by turn or by
hand, and what was moved when somebody left. A skip is kept as what was asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from statistics import median_low

from evenhand.errors import RotationError
from evenhand.figures.rotation import (
    Assigned,
    Closed,
    Event,
    ListOpened,
    Overridden,
    RemovalMade,
    ReportArrived,
    RotationRule,
    RuleChanged,
    ShareChanged,
    Skipped,
    StatusChanged,
    Unskipped,
    WorkerJoined,
    WorkerLeft,
)
from evenhand.rotation.folding import fold
from evenhand.rotation.simulating.year import Fate, Year

FACTS = (ListOpened, WorkerJoined, WorkerLeft, StatusChanged, ShareChanged, ReportArrived)
HOUR = timedelta(hours=1)
SAYS = (
    "Arrivals, staff, absences, skips and removals are those of the log. A report is open for as "
    "long as it was, one still open for as long as half of those closed. What was given by hand "
    "or handed back goes by the rule, and no skip takes the place of the log's cooling-off."
)


def logged_rule(events: Sequence[Event]) -> RotationRule:
    """The last rule of a log.

    Raises:
        RotationError: It has none.
    """
    rules = [event.rule for event in events if isinstance(event, RuleChanged)]
    if not rules:
        raise RotationError("The log names no rule; its first event says which rule holds.")
    return rules[-1]


def logged_year(events: Sequence[Event]) -> Year:
    """The year of a log, from its first moment to its last.

    A report is open for as long as it was, one still open for as long as half of those
    closed. Returns are left out, for they hang on who was given the report.

    Raises:
        RotationError: It cannot be folded, or no report arrives in it.
    """
    fold(events)
    if not any(isinstance(event, ReportArrived) for event in events):
        raise RotationError("No report arrives in the log, so there is nothing to give out.")
    wishes = sorted(_wishes(events), key=lambda wish: wish.at)
    plain = [event for event in events if isinstance(event, FACTS)]
    facts = sorted([*plain, *wishes], key=lambda fact: fact.at)
    ends = events[-1].at + timedelta(minutes=1)
    return Year(events[0].at, ends, tuple(facts), _fates(events))


def _wishes(events: Iterable[Event]) -> Iterator[Skipped]:
    """Every skip, until it was ended."""
    running: dict[str, Skipped] = {}
    for event in events:
        if isinstance(event, Unskipped):
            # The fold has refused an end without a skip that runs.
            yield replace(running.pop(event.worker), until=event.at)
        elif isinstance(event, Skipped):
            if event.worker in running:
                yield running[event.worker]
            running[event.worker] = event
    yield from running.values()


def _fates(events: Iterable[Event]) -> dict[str, Fate]:
    given: dict[str, datetime] = {}
    removal: dict[str, int] = {}
    open_for: dict[str, timedelta] = {}
    arrived: list[str] = []
    for event in events:
        match event:
            case ReportArrived():
                arrived.append(event.report)
            case Assigned() | Overridden():
                given[event.report] = event.at
            case RemovalMade() if event.report in given:
                removal[event.report] = max(1, round((event.at - given[event.report]) / HOUR))
            case Closed() if event.report in given:
                open_for[event.report] = event.at - given[event.report]
            case _:
                pass
    usual = median_low(open_for.values()) if open_for else timedelta(days=60)
    return {
        report: Fate(open_for.get(report, usual), removal=removal.get(report, 0))
        for report in arrived
    }
