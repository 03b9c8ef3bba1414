"""Days: when a cycle begins and ends, and on which day each kind of move falls.

Empty positions move on a cycle's first day. What is left by somebody moves at its
middle, when half of those expected to leave have left. People move on its last day, so
that they have the whole cycle's notice.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, date, timedelta

from evenhand.figures import MoveRules


def first_day(rules: MoveRules, cycle: int) -> date:
    """The day cycle number `cycle` begins on; cycles count from 1, and the calendar ends."""
    months = rules.starts_on.year * 12 + rules.starts_on.month - 1 + (cycle - 1) * rules.months
    year, month = divmod(months, 12)
    if year > MAXYEAR:
        return date.max
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(rules.starts_on.day, last))


def middle_day(rules: MoveRules, cycle: int) -> date:
    """The day half way through the cycle, rounded down."""
    begins = first_day(rules, cycle)
    return begins + (first_day(rules, cycle + 1) - begins) // 2


def last_day(rules: MoveRules, cycle: int) -> date:
    """The cycle's last day."""
    return first_day(rules, cycle + 1) - timedelta(days=1)
