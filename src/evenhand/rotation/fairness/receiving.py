"""Receiving: with whom each report of a period ended up, and how it came to them.

A report counts once, for the last worker it was given to before the period's end; one
that was handed back and waits counts for nobody. Reports moved in bulk, as when somebody
leaves, stay with whom they were given to: it is turns that are judged, not loads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from evenhand.figures.rotation import (
    Assigned,
    Event,
    Overridden,
    ReportArrived,
    Returned,
)


@dataclass(slots=True)
class Receipts:
    """The reports that arrived in a period: their minutes, holders, and the turns passed over.

    `by_hand` are the reports whose last giver was a person; `passed` counts (worker, code).
    """

    minutes: dict[str, int] = field(default_factory=dict)
    holder: dict[str, str] = field(default_factory=dict)
    by_hand: set[str] = field(default_factory=set)
    passed: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def waiting(self) -> int:
        """How many are with nobody."""
        return len(self.minutes) - len(self.holder)

    def reports(self) -> Counter[str]:
        """How many each worker received."""
        return Counter(self.holder.values())


def received(events: Iterable[Event], begins: datetime) -> Receipts:
    """Read off a log, cut to the period's end, who received what arrived from `begins` on."""
    found = Receipts()
    for event in events:
        if isinstance(event, ReportArrived) and event.at >= begins:
            found.minutes[event.report] = event.minutes
        elif isinstance(event, Assigned | Overridden | Returned) and event.report in found.minutes:
            _give(found, event)
    return found


def _give(found: Receipts, event: Assigned | Overridden | Returned) -> None:
    found.by_hand.discard(event.report)
    if isinstance(event, Returned):
        found.holder.pop(event.report, None)
        return
    found.holder[event.report] = event.worker
    if isinstance(event, Overridden):
        found.by_hand.add(event.report)
    else:
        found.passed.update(event.passed)
