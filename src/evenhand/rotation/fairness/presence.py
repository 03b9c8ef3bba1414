"""Presence: how long everybody was on a list in a period, how long away, at which share.

A worker's place is their number in the order of joining their unit's list, from 1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from evenhand.figures.rotation import (
    Event,
    ShareChanged,
    StatusChanged,
    WorkerJoined,
    WorkerLeft,
)

AWAY = "away"


@dataclass(slots=True)
class Presence:
    """One worker's time: `listed`, `away` of it, and `weighed`: present times hundredths."""

    worker: str
    unit: str
    place: int
    share: int
    status: str
    since: datetime
    on: bool = True
    listed: timedelta = field(default_factory=timedelta)
    away: timedelta = field(default_factory=timedelta)
    weighed: timedelta = field(default_factory=timedelta)

    def pass_to(self, at: datetime, begins: datetime) -> None:
        """Add the time up to `at`, as far as it lies in the period."""
        spent = max(at - max(self.since, begins), timedelta())
        self.since = at
        if not self.on:
            return
        self.listed += spent
        if self.status == AWAY:
            self.away += spent
        else:
            self.weighed += spent * self.share


def presences(events: Iterable[Event], begins: datetime, ends: datetime) -> dict[str, Presence]:
    """Everybody who was on a list for any time of the period, in the order they first joined."""
    found: dict[str, Presence] = {}
    joined: Counter[str] = Counter()
    for event in events:
        if isinstance(event, WorkerJoined):
            joined[event.unit] += 1
            _join(found, event, joined[event.unit], begins)
        elif isinstance(event, WorkerLeft | StatusChanged | ShareChanged) and (
            known := found.get(event.worker)
        ):
            known.pass_to(event.at, begins)
            _change(known, event)
    for each in found.values():
        each.pass_to(ends, begins)
    return {name: each for name, each in found.items() if each.listed}


def _join(found: dict[str, Presence], event: WorkerJoined, place: int, begins: datetime) -> None:
    status = "training" if event.training else "available"
    known = found.get(event.worker)
    if known is None:
        found[event.worker] = Presence(
            event.worker, event.unit, place, event.share, status, event.at
        )
        return
    known.pass_to(event.at, begins)
    known.unit, known.place, known.share = event.unit, place, event.share
    known.status, known.on = status, True


def _change(known: Presence, event: WorkerLeft | StatusChanged | ShareChanged) -> None:
    if isinstance(event, WorkerLeft):
        known.on = False
    elif isinstance(event, StatusChanged):
        known.status = event.status
    else:
        known.share = event.share
