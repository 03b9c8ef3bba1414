"""Exclusions: who stood outside the rotation in a period, for what, how long, and by whose word.

Only what somebody decided is listed, skips and absences: a full list, a cooling-off or a
conflict comes and goes by rule. The longest comes first; of equally long ones those that
still last, then by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from evenhand.figures.rotation import (
    Event,
    Skipped,
    StatusChanged,
    Unskipped,
    WorkerJoined,
    WorkerLeft,
)
from evenhand.figures.rotation_judged import Excluded
from evenhand.rotation.fairness.presence import AWAY

SKIP = "skip:"
DAY = timedelta(days=1)

Key = tuple[str, str]


@dataclass(slots=True)
class _Spell:
    since: datetime
    until: datetime | None = None
    approver: str = ""


@dataclass(slots=True)
class _Known:
    """What is open now by (worker, why), what was last, and how long all of it lasted."""

    begins: datetime
    units: dict[str, str] = field(default_factory=dict)
    open: dict[Key, _Spell] = field(default_factory=dict)
    last: dict[Key, _Spell] = field(default_factory=dict)
    spent: dict[Key, timedelta] = field(default_factory=dict)

    def start(self, worker: str, why: str, spell: _Spell) -> None:
        """Open a spell; one for the same reason goes on from when it began."""
        before = self.open.get((worker, why))
        self.open[worker, why] = spell
        if before:
            spell.since = before.since

    def stop(self, key: Key, at: datetime) -> None:
        spell = self.open.pop(key, None)
        if spell is None:
            return
        lasted = max(at - max(spell.since, self.begins), timedelta())
        self.spent[key] = self.spent.get(key, timedelta()) + lasted
        self.last[key] = spell

    def settle(self, at: datetime) -> None:
        """End the skips whose time has run out."""
        over = [(k, s.until) for k, s in self.open.items() if s.until and s.until <= at]
        for key, until in over:
            self.stop(key, until)

    def stop_all(self, worker: str, why: str, at: datetime) -> None:
        """End what is open of a worker whose reason begins so."""
        for key in [key for key in self.open if key[0] == worker and key[1].startswith(why)]:
            self.stop(key, at)


def exclusions(
    events: Iterable[Event], begins: datetime, ends: datetime, passed: Counter[Key]
) -> tuple[Excluded, ...]:
    """Everybody's exclusions by reason; `passed` counts the turns passed over in the period."""
    known = _Known(begins)
    for event in events:
        known.settle(event.at)
        _note(known, event)
    known.settle(ends)
    lasting = set(known.open)
    for key in lasting:
        known.stop(key, ends)
    rows = [
        _row(known, key, spent, passed[key], lasts=key in lasting)
        for key, spent in known.spent.items()
        if spent
    ]
    return tuple(sorted(rows, key=lambda row: (-row.days, not row.lasts, row.worker, row.why)))


def _note(known: _Known, event: Event) -> None:
    if isinstance(event, WorkerJoined):
        known.units[event.worker] = event.unit
    elif isinstance(event, Skipped | StatusChanged) and event.worker in known.units:
        _note_skip(known, event) if isinstance(event, Skipped) else _note_status(known, event)
    elif isinstance(event, Unskipped):
        known.stop_all(event.worker, SKIP, event.at)
    elif isinstance(event, WorkerLeft):
        known.stop_all(event.worker, "", event.at)


def _note_skip(known: _Known, event: Skipped) -> None:
    """A new skip takes the place of the one before, whatever its reason."""
    why = SKIP + event.reason
    for key in [k for k in known.open if k[0] == event.worker and k[1] not in (why, AWAY)]:
        known.stop(key, event.at)
    known.start(event.worker, why, _Spell(event.at, event.until, event.approver))


def _note_status(known: _Known, event: StatusChanged) -> None:
    if event.status == AWAY:
        known.start(event.worker, AWAY, _Spell(event.at))
    else:
        known.stop((event.worker, AWAY), event.at)


def _row(known: _Known, key: Key, spent: timedelta, times: int, *, lasts: bool) -> Excluded:
    worker, why = key
    spell = known.last[key]
    return Excluded(
        worker=worker,
        unit=known.units[worker],
        why=why,
        days=-(-spent // DAY),
        times=times,
        lasts=lasts,
        since=spell.since,
        until=spell.until if lasts else None,
        approver=spell.approver,
    )
