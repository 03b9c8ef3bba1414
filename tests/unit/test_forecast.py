"""The forecast of caseloads: its months, who is there, what is carried, when a standard is met."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

import numpy as np
import pytest

from evenhand.caseloads.forecasting.arriving import open_cases
from evenhand.caseloads.forecasting.enough import enough
from evenhand.caseloads.forecasting.forecast import Named, forecast
from evenhand.caseloads.forecasting.months import (
    finishing_classes,
    finishing_trainees,
    last_days,
    months_on,
)
from evenhand.explanation.forecast_takes import takes
from evenhand.figures.situation import Flow, Situation, Taken

BEGINS = date(2025, 1, 31)
STILL = Flow("family", 600, 600, (0,) * 13, 0, 600 * 364)
SITUATION = Situation(BEGINS, 50, (), (STILL,))
TAKEN = Taken(
    most=F(12),
    attrition=F(0),
    classes=4,
    each_class=5,
    training_days=182,
    completes=F(1),
    certainty=F(9, 10),
    months=24,
    draws=200,
)
NAMED = Named("Families", "made up", ("What is counted.",))


def made(situation=SITUATION, taken=TAKEN, seed=1, **changed):
    return forecast(situation, replace(taken, **changed), NAMED, seed)


def test_a_month_ends_on_the_day_before_the_next_begins_and_short_months_cut_the_day():
    assert months_on(BEGINS, 1) == date(2025, 2, 28)
    assert last_days(date(2025, 1, 1), 2) == [
        date(2024, 12, 31),
        date(2025, 1, 31),
        date(2025, 2, 28),
    ]


def test_classes_are_spread_over_the_year_and_finish_in_the_month_of_their_last_day():
    """Begun 1 April, July, October; after 30 days there on 1 May, 31 July and 31 October."""
    taken = replace(TAKEN, training_days=30, months=10)
    assert finishing_classes(date(2025, 1, 1), taken) == [5, 7, 10]
    assert finishing_classes(date(2025, 1, 1), replace(taken, classes=0)) == []


def test_trainees_join_in_the_month_they_finish_the_overdue_in_the_first_the_late_never():
    trainees = (date(2024, 6, 1), 2), (date(2025, 1, 31), 3), (date(2025, 2, 1), 4)
    situation = Situation(date(2025, 1, 1), 50, (*trainees, (date(2026, 1, 1), 9)), ())
    assert finishing_trainees(situation, replace(TAKEN, months=12)) == {1: 5, 2: 4}


def test_without_attrition_and_with_all_completing_workers_are_counted_by_hand():
    found = made()
    assert {month.workers.low for month in found.months[:9]} == {50}
    # The class of 30 April finishes 182 days later, on 29 October: in time for the 30th.
    assert found.months[9].on == date(2025, 10, 30)
    assert [int(m.workers.middle) for m in found.months[9:13]] == [55, 55, 55, 60]


def test_cases_that_neither_come_nor_close_stay():
    found = made()
    assert {(month.cases.low, month.cases.high) for month in found.months} == {(600, 600)}


def test_the_first_month_is_what_was_measured():
    first = made().months[0]
    assert (first.on, first.workers.low, first.cases.high) == (date(2025, 1, 30), 50, 600)
    assert (first.ratio.low, first.meets) == (12, 1)


def test_a_standard_is_met_at_the_limit_and_not_above_it():
    assert made().months[0].meets == 1
    assert made(most=F(11)).months[0].meets == 0


def test_a_standard_met_from_the_eve_on_is_met_already():
    assert made().met_on == (date(2025, 1, 30),) * 3


def test_a_standard_met_in_the_last_two_months_alone_is_not_met_for_good():
    """The second class makes it 60 workers at the end of the twelfth month."""
    days = made(most=F(10)).months
    enough = made(most=F(10), months=14)
    assert enough.met_on == (days[12].on,) * 3
    assert made(most=F(10), months=13).met_on == (None,) * 3


def test_a_standard_is_met_for_good_from_the_day_on_which_enough_have_been_trained():
    """600 cases at most 10 a worker: 60 workers are there with the second class."""
    found = made(most=F(10))
    assert found.met_on == (found.months[12].on,) * 3
    assert made(most=F(2)).met_on == (None,) * 3


def test_enough_is_the_smallest_class_and_both_its_neighbours_were_tried():
    """Four classes finish by the last year's first month, 600 cases at most 8 a worker: 75."""
    found = made(most=F(8), months=24)
    tried = {each.each_class: each.keeps for each in found.tried}
    assert (tried[found.enough], tried[found.enough - 1]) == (1, 0)
    assert TAKEN.each_class in tried


def test_no_hires_are_enough_where_the_standard_is_kept_anyway():
    assert made(most=F(12)).enough == 0


def test_where_no_class_is_enough_that_is_said():
    found = made(months=5, most=F(5))
    assert found.enough is None
    assert max(each.each_class for each in found.tried) == 100


def test_halving_finds_what_trying_each_finds():
    for least in range(21):
        found = enough(lambda size, at=least: F(size >= at), 7, 10, F(1, 2))
        assert found.enough == least
        assert 7 in found.tried
    assert enough(lambda size: F(0), 0, 10, F(1, 2)).enough is None


def test_the_share_of_open_cases_carried_by_those_who_count_stays():
    half = replace(STILL, carried=300)
    assert made(replace(SITUATION, flows=(half,))).months[-1].cases.middle == 300


def test_a_kind_of_which_none_is_open_is_carried_by_those_who_count():
    """Nothing open and nothing carried says nothing of who will carry what comes."""
    new = Flow("family", 0, 0, (100,) * 13, 0, 0)
    assert made(replace(SITUATION, flows=(new,))).months[-1].cases.low > 1000


def test_where_everybody_leaves_there_is_no_ratio_and_that_is_told():
    found = made(attrition=F(1), classes=0)
    last = found.months[-1]
    assert (last.ratio, last.meets, last.workers.high) == (None, 0, 0)
    assert found.flags == (
        "No case-carrying workers on 2025-02-27 in 200 of 200 simulations: the standard is not "
        "met there, and the ratio has no value.",
    )


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others():
    some = {"attrition": F(1, 5), "completes": F(7, 10)}
    assert made(**some) == made(**some)
    assert made(**some).months != made(seed=2, **some).months


def test_attrition_does_not_change_what_is_carried():
    flows = (Flow("family", 600, 600, (50,) * 13, 650, 600 * 364),)
    few, many = (
        made(replace(SITUATION, flows=flows), attrition=a, completes=F(1, 2)).months
        for a in (F(0), F(1, 2))
    )
    assert [month.cases for month in few] == [month.cases for month in many]


def test_arrivals_that_differ_by_chance_or_less_are_drawn_as_chance():
    for even in ((10, 10, 10), (5,), (0, 0), ()):
        assert Flow("family", 0, 0, even, 0, 0).unevenness == 1
    assert Flow("family", 0, 0, (0, 20), 0, 0).unevenness == 20


def test_uneven_arrivals_widen_the_range_and_keep_the_mean():
    days = last_days(date(2025, 1, 1), 1)

    def month(*blocks):
        flow = Flow("family", 0, 0, blocks, 0, 0)
        return open_cases(flow, days, 0.0, 20_000, np.random.default_rng(3))[-1]

    even, uneven = month(*(100,) * 13), month(*(40, 160) * 6, 100)
    assert even.mean() == pytest.approx(uneven.mean(), rel=0.02)
    assert uneven.std() > 2 * even.std()


def test_growth_makes_more_arrive_from_year_to_year():
    new = replace(SITUATION, flows=(Flow("family", 0, 0, (100,) * 13, 0, 0),))
    steady, growing = (made(new, growth=g).months[-1].cases.middle for g in (F(0), F(1, 2)))
    assert float(growing / steady) == pytest.approx((1.5 - 1) / np.log(1.5) * 1.25, rel=0.02)


def test_everything_taken_is_said():
    flows = (Flow("family", 600, 500, (50,) * 13, 650, 600 * 364), replace(STILL, kind="child"))
    trainees = ((date(2025, 3, 1), 4),)
    changed = replace(TAKEN, growth=F(1, 10), attrition=F(1, 5))
    text = " ".join(takes(Situation(BEGINS, 50, trainees, flows), changed))
    for part in (
        "20% leave in a year",
        "4 classes of 5 begin in a year, evenly spread, the first 3 months from the start",
        "4 are in training on 2025-01-31",
        "1.8 arrive a day (650 in all",
        "closes after 336 days in the mean (650 closed). 83.3% of the open ones",
        "none closed, so none is taken to close",
        "Arrivals change by 10%",
        "does not depend on how many its worker carries",
    ):
        assert part in text
    assert "Nobody is hired." in set(takes(SITUATION, replace(TAKEN, classes=0)))
    assert made().takes == ("What is counted.",)
