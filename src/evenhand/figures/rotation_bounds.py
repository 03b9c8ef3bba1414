"""What a rotation's rule, a report and a share may say; "" where nothing is wrong with them.

The reader of a log asks with file and line, the fold with the event's number; both refuse alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from evenhand.figures.rotation import (
    Event,
    ReportArrived,
    RotationRule,
    RuleChanged,
    ShareChanged,
    WorkerJoined,
)

ORDERS = ("strict", "cases", "minutes")
REACHES = ("zone", "borough")
#: The least that each number of a rule may be; one that is left out is not asked.
LEAST = {
    "owed_most": 0,
    "open_most": 1,
    "training_most": 1,
    "new_most": 1,
    "new_days": 1,
    "cooling_days": 0,
    "escalate_hours": 1,
    "round_minutes": 1,
}


def rule_fault(rule: RotationRule) -> str:
    """The first thing in a rule that cannot be meant, and what would work."""
    return next(_rule_faults(rule), "")


def minutes_fault(minutes: int) -> str:
    """A report of negative minutes would move its worker forward for taking it."""
    if minutes < 0:
        return f"minutes is {minutes}; a report's minutes are 0 (not known) or more."
    return ""


def share_fault(share: int) -> str:
    if not 1 <= share <= 100:
        return f"A share of full time is 1 to 100 hundredths, not {share}."
    return ""


#: How an event is asked for more than its types; what is not here needs no more.
BOUNDS: dict[type[Event], Callable[[Any], str]] = {
    RuleChanged: lambda event: rule_fault(event.rule),
    ReportArrived: lambda event: minutes_fault(event.minutes),
    WorkerJoined: lambda event: share_fault(event.share),
    ShareChanged: lambda event: share_fault(event.share),
}


def _rule_faults(rule: RotationRule) -> Iterator[str]:
    if rule.order not in ORDERS:
        yield f"order is {rule.order!r}; a rule's order is strict, cases or minutes."
    for name, least in LEAST.items():
        number = getattr(rule, name)
        if number is not None and number < least:
            yield f"{name} is {number}; it is a whole number from {least} upwards."
    if len(set(rule.spill)) < len(rule.spill) or not set(rule.spill) <= set(REACHES):
        yield f"spill is {list(rule.spill)}; it names zone and borough, each once at most."
    days = rule.office_days
    if not days or len(set(days)) < len(days) or not set(days) <= set(range(7)):
        yield f"office_days is {list(days)}; it names one day or more, 0 (Monday) to 6, each once."
    if rule.opens and rule.closes and rule.opens >= rule.closes:
        yield f"opens is {rule.opens} and closes {rule.closes}; the office opens before it closes."
    yield from _reason_faults(rule)


def _reason_faults(rule: RotationRule) -> Iterator[str]:
    codes = [reason.code for reason in rule.reasons]
    if len(set(codes)) < len(codes) or not all(code.strip() for code in codes):
        yield f"the reasons are {codes}; each has a code of its own."
    for reason in rule.reasons:
        if reason.days_most < 1:
            yield f"days_most of {reason.code} is {reason.days_most}; it is 1 day or more."
