"""Laws of the forecast, and a slow simulation of every person and every case beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction as F
from itertools import pairwise
from random import Random
from statistics import mean, stdev

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from evenhand.caseloads.forecasting.arriving import open_cases
from evenhand.caseloads.forecasting.forecast import Named, forecast
from evenhand.caseloads.forecasting.lots import how_many
from evenhand.caseloads.forecasting.months import last_days, months_on
from evenhand.caseloads.forecasting.staying import drawn_staying, workers
from evenhand.figures.situation import Flow, Situation, Taken

BEGINS = date(2025, 1, 1)
TAKEN = Taken(
    most=F(12),
    attrition=F(1, 5),
    classes=4,
    each_class=8,
    training_days=100,
    completes=F(7, 10),
    certainty=F(9, 10),
    months=24,
    draws=4000,
)
shares = st.fractions(0, 1, max_denominator=50)


@given(
    st.lists(st.integers(0, 3000), min_size=1, max_size=6),
    st.floats(0, 1),
    st.integers(0, 2**32),
)
def test_a_lot_says_how_many_as_the_textbook_inverse_does(sizes, share, seed):
    of = np.array(sizes, dtype=np.int64)
    lots = np.random.default_rng(seed).random(len(of))
    found = how_many(of, share, lots)
    # Rounding may fall either way where the lot lies on a step.
    assert (binom.cdf(found, of, share) >= lots - 1e-9).all()
    assert ((found == 0) | (binom.cdf(found - 1, of, share) <= lots + 1e-9)).all()


@given(st.integers(0, 400), st.integers(0, 400), shares, st.integers(0, 2**32))
def test_with_the_same_lot_one_more_never_makes_fewer_stay(one, other, share, seed):
    few, many = sorted((one, other))
    lots = np.random.default_rng(seed).random(50)
    gone_few, gone_many = (how_many(np.full(50, n), float(share), lots) for n in (few, many))
    assert (gone_few <= gone_many).all()
    assert (few - gone_few <= many - gone_many).all()


@given(
    st.integers(0, 60), st.integers(0, 60), shares, shares, st.integers(0, 12), st.integers(0, 99)
)
def test_larger_classes_never_leave_fewer_workers_in_any_simulation(
    one, other, attrition, completes, classes, seed
):
    small, large = sorted((one, other))
    taken = replace(TAKEN, attrition=attrition, completes=completes, classes=classes, draws=40)
    situation = Situation(BEGINS, 30, ((date(2025, 2, 1), 5),), ())
    staying = drawn_staying(situation, taken, np.random.default_rng(seed))
    assert (workers(staying, small) <= workers(staying, large)).all()


@given(st.integers(1, 40), shares, st.integers(0, 9))
def test_whoever_asks_for_more_certainty_never_needs_smaller_classes(open_each, attrition, seed):
    flow = Flow("family", 20 * open_each, 20 * open_each, (30,) * 13, 390, 20 * open_each * 364)
    situation = Situation(BEGINS, 20, (), (flow,))
    taken = replace(TAKEN, attrition=attrition, draws=100, months=14)
    half, sure = (
        forecast(situation, replace(taken, certainty=c), Named("a", "b"), seed)
        for c in (F(1, 2), F(99, 100))
    )
    assert sure.enough is None or (half.enough is not None and half.enough <= sure.enough)
    for found in (half, sure):
        keeps = [each.keeps for each in found.tried]
        assert keeps == sorted(keeps)


@given(st.integers(0, 2000), shares, shares, st.integers(0, 30))
def test_workers_are_in_the_mean_what_the_closed_form_says(there, attrition, completes, size):
    taken = replace(TAKEN, attrition=attrition, completes=completes, each_class=size)
    staying = drawn_staying(Situation(BEGINS, there, (), ()), taken, np.random.default_rng(5))
    found = workers(staying, size)[-1]
    stays = float(1 - attrition) ** (1 / 12)
    # Begun 1 April and so on; a hundred days later is in the seventh month, then every third.
    joined = sum(stays ** (24 - month) for month in range(7, 25, 3))
    expected = there * stays**24 + float(completes) * size * joined
    error = max(found.std(), 0.5) / taken.draws**0.5
    assert abs(found.mean() - expected) < 6 * error


@given(st.integers(0, 3000), st.integers(0, 200), st.integers(1, 3000), st.integers(0, 20))
def test_open_cases_are_in_the_mean_what_the_closed_form_says(still, arriving, closures, seed):
    """With rates known well: a million times the counts over a million times the days."""
    many = 1_000
    flow = Flow("family", still, still, (many * arriving,) * many, many * closures, many * 10**5)
    flow = replace(flow, arrivals=(arriving,) * many)
    days = last_days(BEGINS, 6)
    found = open_cases(flow, days, 0.0, 4000, np.random.default_rng(seed))
    expected = float(still)
    closing, coming = closures / 10**5, arriving / 28
    for month, (start, end) in enumerate(pairwise(days), start=1):
        length = (end - start).days
        left = np.exp(-closing * length)
        expected = expected * left + coming / closing * (1 - left)
        error = max(found[month].std(), 0.5) / 4000**0.5
        assert abs(found[month].mean() - expected) < 6 * error + 0.02 * expected


def test_a_slow_simulation_of_each_person_and_each_case_agrees():
    """Every worker, hire and case has a life of its own, day by day; middles and ends agree."""
    flow = Flow("family", 240, 240, (56,) * 13, 728, 240 * 364)
    situation = Situation(BEGINS, 20, ((date(2025, 3, 10), 4),), (flow,))
    taken = replace(TAKEN, months=12, draws=20_000)
    fast = forecast(situation, taken, Named("a", "b"), 7).months[-1]
    chance = Random(11)
    slow = [_lived(chance, situation, taken) for _ in range(600)]
    for at, simulated in enumerate((fast.workers, fast.cases)):
        values = sorted(float(each[at]) for each in slow)
        error = stdev(values) / len(values) ** 0.5
        assert abs(mean(values) - float(simulated.middle)) < 4 * error + 0.6
        for place, end in ((30, simulated.low), (569, simulated.high)):
            assert abs(values[place] - float(end)) < 8 * error + 1.5


def _lived(chance, situation, taken):
    """Workers and cases at the end, each followed singly; rates drawn as gammas by hand."""
    ends = last_days(BEGINS, taken.months)
    days = (ends[-1] - ends[0]).days
    stays = float(1 - taken.attrition) ** (1 / 12)
    joining = [0] * situation.workers
    hired = [date(2025, 3, 10)] * 4
    hired += [months_on(BEGINS, after) + timedelta(100) for after in (3, 6, 9) for _ in range(8)]
    for on in hired:
        month = sum(end < on for end in ends)
        if month <= taken.months and chance.random() < float(taken.completes):
            joining.append(month)
    there = sum(chance.random() < stays ** (taken.months - month) for month in joining)
    [flow] = situation.flows
    closing = chance.gammavariate(flow.closures, 1 / flow.case_days)
    coming = chance.gammavariate(sum(flow.arrivals), 1 / 364)
    carried = sum(chance.expovariate(closing) > days for _ in range(flow.open))
    at = chance.expovariate(coming)
    while at < days:
        carried += chance.expovariate(closing) > days - at
        at += chance.expovariate(coming)
    return there, carried
