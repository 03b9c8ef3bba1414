"""What a rule did with a year, in a handful of numbers, so that rules can be laid side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from statistics import pstdev

from evenhand.figures.rotation import (
    Assigned,
    Closed,
    Escalated,
    Event,
    Overridden,
    RemovalMade,
    ReportArrived,
    Returned,
    RotationRule,
    Skipped,
    WorkerJoined,
)
from evenhand.figures.rotation_judged import RuleTried
from evenhand.rotation.simulating.loads import full_time_years, most_open, received, yearly_loads
from evenhand.rotation.simulating.running import run_year
from evenhand.rotation.simulating.variants import without_skips
from evenhand.rotation.simulating.waits import ninetieth, office_waits
from evenhand.rotation.simulating.year import Year

#: After a removal, reports of so many days are counted, under every rule alike.
AFTER_REMOVAL = timedelta(days=7)
HOUR = timedelta(hours=1)


def try_rules(year: Year, rules: Iterable[RotationRule]) -> list[RuleTried]:
    """Run the same year by each rule and judge it against itself without skips."""
    logs: dict[RotationRule, list[Event]] = {}

    def log_of(rule: RotationRule) -> list[Event]:
        # What a rule is called changes no decision, so rules that differ in name alone run once.
        plain = replace(rule, version="tried", says="")
        if plain not in logs:
            logs[plain] = run_year(year, plain)
        return logs[plain]

    return [judged(log_of(rule), log_of(without_skips(rule)), rule, year.ends) for rule in rules]


def judged(
    events: Sequence[Event], without: Sequence[Event], rule: RotationRule, ends: datetime
) -> RuleTried:
    """Judge one rule's log; `without` is the log of the same year with no skips."""
    given, years = received(events), full_time_years(events, ends)
    loads = yearly_loads(given, years)
    waits = office_waits(events, rule, ends)
    waited = [wait / HOUR for wait in waits if wait]
    reports = sum(isinstance(event, ReportArrived) for event in events)
    waiting = len(_unassigned(events))
    return RuleTried(
        rule=rule.version,
        says=rule.says,
        reports=reports,
        assigned=reports - waiting,
        waiting=waiting,
        escalated=sum(isinstance(event, Escalated) for event in events),
        load_mean=sum(given.values()) / sum(years.values()) if any(years.values()) else 0.0,
        load_spread=pstdev(loads) if loads else 0.0,
        load_most=max(loads, default=0.0),
        open_most=most_open(events),
        waited_share=len(waited) / len(waits) if waits else 0.0,
        waited_hours_p90=ninetieth(waited),
        share_moved=moved_share(given, received(without)),
        skips=tuple(sorted(Counter(e.reason for e in events if isinstance(e, Skipped)).items())),
        spilled=spilled(events),
        removals=sum(isinstance(event, RemovalMade) for event in events),
        after_removal=received_after_removal(events),
        judged=len(loads),
    )


def moved_share(given: Mapping[str, int], without: Mapping[str, int]) -> float:
    """The least share of reports that would have to change hands for everybody to have as many.

    Counted over the year, not report by report: one skip moves the place of every later
    report by one, and yet nobody receives more than one report more or less by it.
    """
    total = sum(given.values())
    more = sum(max(0, number - without.get(worker, 0)) for worker, number in given.items())
    return more / total if total else 0.0


def spilled(events: Iterable[Event]) -> int:
    """Reports given to another unit's worker; to one who knows the family does not count."""
    unit_of: dict[str, str] = {}
    arrived: dict[str, ReportArrived] = {}
    found = 0
    for event in events:
        if isinstance(event, WorkerJoined):
            unit_of[event.worker] = event.unit
        elif isinstance(event, ReportArrived):
            arrived[event.report] = event
        elif isinstance(event, Assigned):
            report = arrived[event.report]
            known = event.worker in (report.sibling, report.previous)
            found += unit_of[event.worker] != report.unit and not known
    return found


def received_after_removal(events: Iterable[Event], within: timedelta = AFTER_REMOVAL) -> int:
    """Reports given to a worker in the days after a removal of theirs; each counts once."""
    until: dict[str, datetime] = {}
    found = 0
    for event in events:
        if isinstance(event, RemovalMade):
            until[event.worker] = event.at + within
        elif isinstance(event, Assigned | Overridden):
            found += event.worker in until and event.at <= until[event.worker]
    return found


def _unassigned(events: Iterable[Event]) -> set[str]:
    """Reports with nobody at the end: never given, or handed back and not given again."""
    nobody: set[str] = set()
    for event in events:
        match event:
            case ReportArrived() | Returned():
                nobody.add(event.report)
            case Assigned() | Overridden() | Closed():
                nobody.discard(event.report)
            case _:
                pass
    return nobody
