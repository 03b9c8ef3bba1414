"""The months of a forecast: the day on which each ends, and who finishes training in which.

A month ahead begins on the same day of a later month as the forecast does, or on that
month's last day where it is shorter. It ends on the day before the next begins.
"""

from __future__ import annotations

from bisect import bisect_left
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from evenhand.figures.situation import Situation, Taken


def months_on(begins: date, months: int) -> date:
    """The same day so many months on."""
    years, month = divmod(begins.year * 12 + begins.month - 1 + months, 12)
    return date(years, month + 1, min(begins.day, monthrange(years, month + 1)[1]))


def last_days(begins: date, months: int) -> list[date]:
    """The eve of the first month, and then every month's last day."""
    return [months_on(begins, month) - timedelta(1) for month in range(months + 1)]


def finishing_classes(begins: date, taken: Taken) -> list[int]:
    """For each class that finishes in time, the month in which it does; 1 is the first.

    Classes are spread evenly over a year, and the first begins one such interval from now.
    """
    if not taken.classes:
        return []
    starts = (
        months_on(begins, 12 * number // taken.classes)
        for number in range(1, taken.classes * taken.months // 12 + 1)
    )
    finish = [start + timedelta(taken.training_days) for start in starts]
    return list(_in_months(last_days(begins, taken.months), finish))


def finishing_trainees(situation: Situation, taken: Taken) -> dict[int, int]:
    """How many of those in training now finish in each month; who is overdue, in the first."""
    found: dict[int, int] = {}
    days = last_days(situation.begins, taken.months)
    for on, heads in situation.trainees:
        for month in _in_months(days, [on]):
            found[month] = found.get(month, 0) + heads
    return found


def _in_months(ends: Sequence[date], finish: Sequence[date]) -> Iterator[int]:
    """The month in which each of the days lies; those beyond the last are left out."""
    for on in finish:
        month = max(1, bisect_left(ends, on))
        if month < len(ends):
            yield month
