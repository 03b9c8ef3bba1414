"""What workers received for each full-time year on a list, and how many they had open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from evenhand.figures.rotation import (
    Assigned,
    BulkReassigned,
    Closed,
    Event,
    Overridden,
    Returned,
    ShareChanged,
    StatusChanged,
    WorkerJoined,
    WorkerLeft,
)

YEAR = timedelta(days=365)
#: Who was there for less says nothing about a year, and is left out of spread and most.
LEAST_DAYS = 30


def received(events: Iterable[Event]) -> Counter[str]:
    """Reports each worker was given, by turn or by hand; one handed back counts for both."""
    return Counter(e.worker for e in events if isinstance(e, Assigned | Overridden))


@dataclass(slots=True)
class _Clock:
    """Full-time hundredths of a worker's time so far, and since when at what share."""

    since: datetime
    share: int
    there: bool = True
    worked: timedelta = field(default_factory=timedelta)

    def run(self, at: datetime) -> None:
        if self.there:
            self.worked += (at - self.since) * self.share
        self.since = at


def full_time_years(events: Iterable[Event], ends: datetime) -> dict[str, float]:
    """Years on a list and not away, part-time as part of them; training counts as being there."""
    clocks: dict[str, _Clock] = {}
    for event in events:
        match event:
            case WorkerJoined():
                clock = clocks.setdefault(event.worker, _Clock(event.at, event.share))
                clock.since, clock.share, clock.there = event.at, event.share, True
            case StatusChanged():
                clocks[event.worker].run(event.at)
                clocks[event.worker].there = event.status != "away"
            case ShareChanged():
                clocks[event.worker].run(event.at)
                clocks[event.worker].share = event.share
            case WorkerLeft():
                clocks[event.worker].run(event.at)
                clocks[event.worker].there = False
            case _:
                pass
    for clock in clocks.values():
        clock.run(ends)
    return {worker: clock.worked / (100 * YEAR) for worker, clock in clocks.items()}


def yearly_loads(given: Mapping[str, int], years: Mapping[str, float]) -> list[float]:
    """Reports for each full-time year, of everybody there for at least `LEAST_DAYS`."""
    least = LEAST_DAYS / 365
    return [given.get(worker, 0) / time for worker, time in years.items() if time >= least]


def most_open(events: Iterable[Event]) -> int:
    """The most reports that anybody had open at any time."""
    has: dict[str, str] = {}
    open_of: Counter[str] = Counter()
    most = 0
    for report, worker in _changes(events):
        if report in has:
            open_of[has.pop(report)] -= 1
        if worker:
            has[report] = worker
            open_of[worker] += 1
            most = max(most, open_of[worker])
    return most


def _changes(events: Iterable[Event]) -> Iterator[tuple[str, str]]:
    """Each report that changes hands, and to whom; to nobody when it is closed or handed back."""
    for event in events:
        match event:
            case Assigned() | Overridden():
                yield event.report, event.worker
            case BulkReassigned():
                yield from event.to
            case Closed() | Returned():
                yield event.report, ""
            case _:
                pass
