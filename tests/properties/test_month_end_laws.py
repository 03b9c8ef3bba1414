"""Laws of the check of month ends, each beside every way written out one by one."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction as F
from itertools import product
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from evenhand.caseloads.month_ends import near_month_ends
from evenhand.figures.period import Period
from evenhand.figures.spread import Daily

QUARTER = Period(date(1999, 12, 20), date(2000, 4, 3))
ENDS = [date(2000, 2, 1), date(2000, 3, 1), date(2000, 4, 1)]
DAYS = [QUARTER.start + timedelta(n) for n in range((QUARTER.end - QUARTER.start).days)]
#: A byte a day: mostly nothing to three, and now and then a pile of 25.
MANY = (0, 0, 1, 2, 3, 0, 1, 25)
counts = st.binary(min_size=len(DAYS), max_size=len(DAYS)).map(
    lambda drawn: [MANY[byte % len(MANY)] for byte in drawn]
)


def daily(numbers, branch="Bend"):
    changes = ((day, n) for day, n in zip(DAYS, numbers, strict=True) if n)
    return Daily(branch, "", "closures", 0, tuple(changes))


def judged(numbers, days=7):
    return near_month_ends([daily(numbers)], QUARTER, days, F(1, 20))[0]


@given(counts)
def test_the_chance_is_that_of_trying_every_way(numbers):
    on = dict(zip(DAYS, numbers, strict=True))
    sums = []
    for back in product((0, 7, 14, 21), repeat=3):
        moved = [end - timedelta(shift) for end, shift in zip(ENDS, back, strict=True)]
        sums.append(sum(on[end - timedelta(n)] for end in moved for n in range(1, 8)))
    found = judged(numbers)
    assert found.near == sums[0]
    assert found.expected == F(sum(sums), len(sums))
    assert found.chance == F(sum(each >= sums[0] for each in sums), len(sums))


@given(counts, st.integers(1, 14), st.data())
def test_one_more_closure_near_a_month_end_never_looks_less_suspicious(numbers, days, data):
    at = DAYS.index(data.draw(st.sampled_from(ENDS))) - data.draw(st.integers(1, days))
    more = [n + (place == at) for place, n in enumerate(numbers)]
    before, after = judged(numbers, days), judged(more, days)
    assert after.near == before.near + 1
    assert after.chance <= before.chance


@given(counts, st.permutations([1, 2, 3]))
def test_the_earlier_weeks_of_a_month_may_change_places(numbers, order):
    end = DAYS.index(ENDS[0])
    weeks = [numbers[end - 7 * (week + 1) : end - 7 * week] for week in range(4)]
    changed = [day for week in (0, *order) for day in weeks[week]]
    # Written from the latest week to the earliest, each in its own order.
    laid = [changed[7 * week : 7 * week + 7] for week in range(4)]
    swapped = list(numbers)
    for week, days in enumerate(laid):
        swapped[end - 7 * (week + 1) : end - 7 * week] = days
    assert judged(swapped).chance == judged(numbers).chance


def test_where_nobody_games_a_state_is_accused_no_more_often_than_promised():
    """Three hundred made-up states of four branches, with clumps; 5 in 100 would be 15."""
    chance = Random(20250319)
    half_year = Period(date(1999, 1, 1), date(1999, 7, 1))
    days = [half_year.start + timedelta(n) for n in range(181)]
    accused = 0
    for _ in range(300):
        state = [
            Daily(branch, "", "closures", 0, tuple((day, _quiet(chance, day)) for day in days))
            for branch in ("Astoria", "Bend", "Coos Bay", "Eugene")
        ]
        accused += any(each.found for each in near_month_ends(state, half_year, 7, F(1, 20)))
    assert 2 <= accused <= 15 + 8  # two standard errors of 15 in 300


def _quiet(chance, day):
    """Nothing at weekends, few on Fridays, and now and then a worker's whole caseload."""
    if day.weekday() > 4:
        return 0
    usual = chance.choice([0, 1, 2, 3] if day.weekday() < 4 else [0, 0, 1])
    return usual + 12 * (chance.random() < 0.02)
