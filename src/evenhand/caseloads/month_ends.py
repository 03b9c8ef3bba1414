"""Month ends: whether a branch closes, or hands over, more just before a count than else.

Count dates are the first days of months. Each month's last days are held against the days
so many whole weeks earlier in the same month, so that weekdays keep their places. Every
month's end is moved about by itself, in every way there is: the chance is exact and needs
no seed. Days are moved whole, so a clump (a pile of cases closed in one go) is one event
in the reference too.

All month ends moved together would leave 52 ways in a year, and no chance below 1 in 52:
with 38 branches nothing could ever be found. Each by itself leaves 4 to the power of 12.

What it can see, simulated with 38 branches and one closure a working day: half as many
again in the last week of each of 12 months is found in 4 years of 10, twice as many nearly
always. A custom (courts that end their month) looks just the same as gaming.

Source: Evenhand issue 5 (count-date gaming); Holm 1979, A simple sequentially rejective
multiple test procedure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from math import prod

from evenhand.errors import PolicyError
from evenhand.figures.caseload import NearMonthEnds
from evenhand.figures.period import Period
from evenhand.figures.spread import Daily

WEEK = 7
#: Every month has so many days; places further back would lie in the month before.
MONTH = 28


def near_month_ends(
    dailys: Iterable[Daily], period: Period, days: int, false_alarms: Fraction
) -> tuple[NearMonthEnds, ...]:
    """Judge each branch's last `days` days of every month that lies whole in the period.

    A month is whole if the 28 days before its count date are in the period; others say
    nothing, and where none is whole nobody is judged. Found are those whose chance stays
    at or below `false_alarms` after Holm's correction over the branches of one kind.

    Args:
        dailys: What happened on each day, by branch; `of` keeps closures and transfers apart.
        period: The days looked at.
        days: How many days before a count date are near it, 1 to 14.
        false_alarms: How often, at most, anything may be found where nothing is.

    Raises:
        PolicyError: So many days leave nothing in a month to hold them against.
    """
    ends = _count_dates(period)
    shifts = _shifts(days)
    found: dict[str, list[NearMonthEnds]] = {}
    for daily in dailys if ends else ():
        found.setdefault(daily.of, []).append(_judged(daily, period, ends, days, shifts))
    return tuple(each for of in sorted(found) for each in _holm(found[of], false_alarms))


def _shifts(days: int) -> range:
    """How far back the last days may be moved: whole weeks, never onto themselves."""
    step = -(-days // WEEK) * WEEK
    if not 0 < 2 * step <= MONTH:
        raise PolicyError(
            f"{days} days before a month's end cannot be held against other days of the same "
            "month. Take 1 to 14 days."
        )
    return range(0, MONTH - step + 1, step)


def _count_dates(period: Period) -> list[date]:
    """First days of months, with the 28 days before them in the period."""
    first = period.start + timedelta(MONTH)
    every = (first + timedelta(day) for day in range((period.end - first).days + 1))
    return [day for day in every if day.day == 1]


def _judged(
    daily: Daily, period: Period, ends: Sequence[date], days: int, shifts: range
) -> NearMonthEnds:
    on = {day: n for day, n in daily.changes if period.start <= day < period.end}
    months = [[_within(on, end - timedelta(shift), days) for shift in shifts] for end in ends]
    near = sum(month[0] for month in months)
    expected = sum((Fraction(sum(month), len(month)) for month in months), Fraction(0))
    chance = _as_many(months, near)
    return NearMonthEnds(
        daily.branch, daily.of, near, sum(on.values()), expected, chance, found=False
    )


def _within(on: Mapping[date, int], end: date, days: int) -> int:
    """How many fell in the `days` days before `end`."""
    return sum(on.get(end - timedelta(back), 0) for back in range(1, days + 1))


def _as_many(months: Sequence[Sequence[int]], near: int) -> Fraction:
    """The share of all ways to move the ends with at least as many; the true one is among them.

    The ways to reach each sum are the digits of one large number, in a base that no digit
    outgrows: to add a month is to shift it by each of the month's counts.
    """
    ways = prod(len(month) for month in months)
    digit = ways.bit_length()
    sums = 1
    for month in months:
        sums = sum(sums << digit * count for count in month)
    reached = sums >> digit * near
    many = 0
    while reached:
        many += reached & ((1 << digit) - 1)
        reached >>= digit
    return Fraction(many, ways)


def _holm(judged: Sequence[NearMonthEnds], false_alarms: Fraction) -> Iterator[NearMonthEnds]:
    """Mark what is found, from the smallest chance on until one is too large; by branch."""
    ranked = sorted(judged, key=lambda each: (each.chance, each.branch))
    holds = True
    marked = {}
    for place, each in enumerate(ranked):
        holds = holds and each.chance * (len(ranked) - place) <= false_alarms
        marked[each.branch] = holds
    for each in sorted(judged, key=lambda each: each.branch):
        yield replace(each, found=marked[each.branch])
