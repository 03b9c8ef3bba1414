"""One report's way through the rotation, event by event, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from evenhand.explanation.rotation import Known, decision_sentences, moment
from evenhand.figures.rotation import (
    Assigned,
    BulkReassigned,
    Closed,
    Decision,
    Escalated,
    Event,
    Overridden,
    ReportArrived,
    Returned,
    RuleChanged,
    Skipped,
)


def report_story(
    report: str, events: Iterable[Event], decisions: Sequence[Decision]
) -> Iterator[str]:
    """Say everything that happened to a report; `decisions` are those rebuilt from the log."""
    rebuilt = {each.at: each for each in decisions if each.report == report}
    skips: dict[str, Skipped] = {}
    rule = None
    for event in events:
        if isinstance(event, Skipped):
            skips[event.worker] = event
        elif isinstance(event, RuleChanged):
            rule = event.rule
        elif isinstance(event, Assigned) and event.report == report:
            yield from _given(event, rebuilt.get(event.at), Known(rule, skips))
        else:
            yield from _told(event, report)


def _given(event: Assigned, decision: Decision | None, known: Known) -> Iterator[str]:
    if decision and decision.worker == event.worker:
        yield from decision_sentences(decision, known)
        return
    at = moment(event.at)
    yield f"By the log it went to {event.worker} on {at}, which does not follow from the list."
    if decision:
        yield from decision_sentences(decision, known, given=False)


def _told(event: Event, report: str) -> Iterator[str]:
    at = moment(event.at)
    if isinstance(event, BulkReassigned):
        for moved, to in event.to:
            if moved == report:
                by = f"approved by {event.approver}"
                yield f"Moved from {event.worker} to {to} on {at}: {event.reason}, {by}."
    elif getattr(event, "report", "") == report:
        yield from _said(event, at)


def _said(event: Event, at: str) -> Iterator[str]:
    if isinstance(event, ReportArrived):
        yield f"Report {event.report} arrived in {event.unit} on {at}{_needs(event)}."
    elif isinstance(event, Overridden):
        by = f"approved by {event.approver}"
        yield f"Given to {event.worker} by hand on {at}: {event.reason}, {by}."
    elif isinstance(event, Returned):
        yield f"Handed back by {event.worker} on {at}: {event.reason}. It waits as old as it was."
    elif isinstance(event, Escalated):
        yield f"Put before {event.to} on {at}, since nobody had been found."
    elif isinstance(event, Closed):
        yield f"Closed on {at}."


def _needs(event: ReportArrived) -> str:
    needs = [f"track {event.track}" if event.track else "", event.language]
    named = " and ".join(each for each in needs if each)
    return f", asking for {named}" if named else ""
