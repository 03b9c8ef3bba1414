"""When the office is open, and how long a report has waited: on the plain clock, day and night."""

from __future__ import annotations

from datetime import datetime, timedelta

from evenhand.figures.rotation import RotationRule
from evenhand.rotation.state import Waiting


def is_open(rule: RotationRule, at: datetime) -> bool:
    """Whether the office is open: from `opens` on, and no longer at `closes`."""
    return (
        at.weekday() in rule.office_days
        and (rule.opens is None or at.time() >= rule.opens)
        and (rule.closes is None or at.time() < rule.closes)
    )


def is_overdue(rule: RotationRule, waiting: Waiting, at: datetime) -> bool:
    """Whether a report must now be put before somebody who must find a worker.

    Hours count from its arrival and do not stop when the office closes: a report that
    nobody hands over in the morning comes to light all the same.
    """
    if rule.escalate_hours is None or waiting.escalated_at is not None:
        return False
    return at - waiting.report.at >= timedelta(hours=rule.escalate_hours)
