"""When reports come in: each hour of a week has a weight; the same numbers, the same moments.

**Source:** half of a year's reports to New York's emergency service came at nights and on
weekends (nbcnewyork.com, on 57,000 tips); Washington's referrals of 2013 peaked from 14 to
16 o'clock. The hour-by-hour weights between these two points are an assumption.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import accumulate

#: Monday to Friday from midnight. 9 to 17 o'clock weigh as much as all the other hours of a week.
_WEEKDAY = (
    *(1, 1, 1, 1, 1, 1, 2, 4, 8),
    *(10, 12, 13, 13, 14, 17, 17, 14),
    *(8, 6, 5, 4, 3, 2, 2),
)
_WEEKEND = (
    *(2, 2, 1, 1, 1, 1, 2, 3, 5),
    *(7, 9, 10, 11, 11, 12, 12, 11),
    *(10, 9, 8, 8, 6, 5, 3),
)
#: The weight of each hour of a week, from Monday's midnight.
WEEK = _WEEKDAY * 5 + _WEEKEND * 2
SAYS = (
    "Half of the reports come from Monday to Friday between 9 and 17 o'clock and most from 14 "
    "to 16 o'clock, as published; the other hours are an assumption. No season is assumed."
)


def hourly_weights(begins: datetime, days: int, week: Sequence[int] = WEEK) -> list[int]:
    """The weight of each hour of so many days from a midnight on."""
    first = begins.weekday() * 24
    return [week[(first + hour) % 168] for hour in range(days * 24)]


def expected_an_hour(
    reports: int, begins: datetime, days: int, week: Sequence[int] = WEEK
) -> list[Fraction]:
    """How many of so many reports come in each hour on average; they add up to `reports`."""
    weights = hourly_weights(begins, days, week)
    total = sum(weights)
    return [Fraction(reports * weight, total) for weight in weights]


def moments(
    places: Iterable[float], begins: datetime, days: int, week: Sequence[int] = WEEK
) -> list[datetime]:
    """The moment of each place between 0 and 1 in the whole time, by weight; to the minute.

    Evenly laid places give each hour just its weight; places drawn at random give it on
    average.
    """
    edges = list(accumulate(hourly_weights(begins, days, week), initial=0))
    return [_moment(place * edges[-1], edges, begins) for place in places]


def _moment(reached: float, edges: Sequence[int], begins: datetime) -> datetime:
    hour = bisect_right(edges, reached) - 1
    within = (reached - edges[hour]) / (edges[hour + 1] - edges[hour])
    return begins + timedelta(hours=hour, minutes=int(within * 60))
