"""A small rotation to write a log of: `book({"Astoria": "abc"}, open_most=2)`.

Its rule is strict and keeps no caps unless a test says otherwise; workers bear small letters.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from evenhand.figures.rotation import (
    Assigned,
    ListOpened,
    ReportArrived,
    RotationRule,
    RuleChanged,
    Skipped,
    SkipReason,
    WorkerJoined,
)
from evenhand.rotation.desk import give_out
from evenhand.rotation.folding import apply
from evenhand.rotation.state import State
from evenhand.rotation.turn import whose_turn

REASONS = (
    SkipReason("court", "In court", owed=True, days_most=5),
    SkipReason("leave", "On leave", owed=False, days_most=30, approved=False),
)


class Book:
    """Tells events one after the other; each is applied as it is told."""

    def __init__(self, lists, zones, **rule):
        self.state, self.log, self.at = State(), [], datetime.fromisoformat("2026-01-05T09:00")
        self.reports = 0
        self.tell(RuleChanged, rule=RotationRule("1", **{"reasons": REASONS, **rule}))
        for unit, workers in lists.items():
            zone, borough = zones.get(unit, ("north", "Queens"))
            self.tell(ListOpened, unit=unit, zone=zone, borough=borough)
            for worker in workers:
                self.tell(WorkerJoined, worker=worker, unit=unit)

    def wait(self, **time):
        self.at += timedelta(**time)

    def tell(self, kind, **said):
        event = kind(seq=self.state.seq + 1, at=self.at, **said)
        apply(self.state, event)
        self.log.append(event)
        return event

    def arrive(self, report="", unit="Astoria", **said):
        self.reports += 1
        report = report or f"r{self.reports}"
        self.tell(ReportArrived, report=report, unit=unit, **said)
        return report

    def skip(self, worker, reason="court", approver="s", **length):
        until = self.at + timedelta(**(length or {"days": 1}))
        return self.tell(Skipped, worker=worker, reason=reason, approver=approver, until=until)

    def decide(self, report):
        return whose_turn(self.state, report, self.at)

    def give(self):
        done = give_out(self.state, self.at)
        self.log += done
        return done

    def turns(self, count, unit="Astoria", **said):
        """Who receives the next reports, one at a time; - where nobody does."""
        received = ""
        for _ in range(count):
            self.arrive(unit=unit, **said)
            given = [event.worker for event in self.give() if isinstance(event, Assigned)]
            received += "".join(given) or "-"
        return received


@pytest.fixture
def book():
    return lambda lists=None, zones=None, **rule: Book(
        lists or {"Astoria": "abc"}, zones or {}, **rule
    )
