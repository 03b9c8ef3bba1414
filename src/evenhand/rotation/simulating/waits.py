"""How long reports waited in office hours before anybody had them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from evenhand.figures.rotation import (
    Assigned,
    Event,
    HandedOver,
    Overridden,
    ReportArrived,
    RotationRule,
)
from evenhand.rotation.office import is_open


def office_waits(events: Iterable[Event], rule: RotationRule, ends: datetime) -> list[timedelta]:
    """Each report's wait from when it could first be given out; one never given, to the end.

    What comes in while the office is closed can be given from the hand-over on: the night
    before it is no wait, and what is given in the night by hand has not waited. One not yet
    handed over at the end has not begun to wait.
    """
    ready: dict[str, datetime] = {}
    night: dict[str, str] = {}
    waits: list[timedelta] = []
    for event in events:
        match event:
            case ReportArrived() if is_open(rule, event.at):
                ready[event.report] = event.at
            case ReportArrived():
                night[event.report] = event.unit
            case HandedOver():
                over = [report for report, unit in night.items() if unit == event.unit]
                for report in over:
                    del night[report]
                    ready[report] = event.at
            case Assigned() | Overridden():
                night.pop(event.report, None)
                waits.append(event.at - ready.pop(event.report, event.at))
            case _:
                pass
    return waits + [ends - since for since in ready.values()]


def ninetieth(values: Sequence[float]) -> float:
    """The smallest value that nine in ten do not exceed; 0 if there is none."""
    ordered = sorted(values)
    return ordered[-(-9 * len(ordered) // 10) - 1] if ordered else 0.0
