"""Shares of time with the worker as cluster; their laws are in `tests/properties/`."""

from __future__ import annotations

from collections import Counter
from dataclasses import fields, replace
from fractions import Fraction as F
from math import isclose, sqrt
from random import Random

import pytest

from evenhand.estimation.time_study import (
    activities,
    share_design_effect,
    share_interval,
    share_variance,
    whole_design_effect,
)
from evenhand.figures import ClusterTally, MeasuredTime, ShouldTake

CONFIDENCE = F("0.95")


def clusters(workers):
    """The sums of the measure, from what each worker answered."""
    of = sorted({activity for worker in workers for activity in worker})
    return [
        ClusterTally(
            activity,
            sum(w.count(activity) for w in workers),
            sum(map(len, workers)),
            len(workers),
            sum(w.count(activity) ** 2 for w in workers),
            sum(w.count(activity) * len(w) for w in workers),
            sum(len(w) ** 2 for w in workers),
        )
        for activity in of
    ]


def test_workers_who_each_do_one_thing_all_day_count_for_one_moment_each():
    once = [["abuse"], ["neglect"], ["neglect"], ["travel"]] * 5
    all_day = [worker * 7 for worker in once]
    for short, long in zip(clusters(once), clusters(all_day), strict=True):
        assert share_variance(short) == share_variance(long)
        assert share_design_effect(long) == 7 * share_design_effect(short)
    assert whole_design_effect(clusters(all_day)) == 7 * F(20, 19)


def test_one_moment_a_worker_is_a_simple_random_sample():
    (tally, _) = clusters([["abuse"]] * 3 + [["neglect"]] * 7)
    assert share_variance(tally) == F(3, 10) * F(7, 10) / 9
    assert share_design_effect(tally) == F(10, 9)


def test_without_clusters_the_interval_is_wilson_s():
    (tally, _) = clusters([["abuse"]] * 300 + [["neglect"]] * 700)
    low, high = (float(end) for end in share_interval(tally, CONFIDENCE))
    # Student's t for 999 degrees of freedom, over 1000 ÷ (1000/999) moments.
    z, n, p = 1.9623414611334487, 999.0, 0.3
    half = z * sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    assert isclose(low, middle - half, abs_tol=1e-9)
    assert isclose(high, middle + half, abs_tol=1e-9)


def test_workers_whose_days_are_all_the_same_do_not_make_a_share_certain():
    (tally, _) = clusters([["abuse", "neglect"]] * 20)
    assert share_variance(tally) == 0
    low, high = share_interval(tally, CONFIDENCE)
    assert low < F(2, 5)
    assert high > F(3, 5)


def test_a_design_effect_below_1_does_not_narrow_an_interval():
    (tally, _) = clusters([["abuse", "neglect"]] * 19 + [["abuse", "abuse"]])
    plain = replace(tally, hits_squared=tally.hits, hits_by_base=tally.hits, base_squared=40)
    assert 0 < share_design_effect(tally) < 1 < share_design_effect(plain) < F(11, 10)
    (low, high), (plain_low, plain_high) = (
        share_interval(each, CONFIDENCE) for each in (tally, plain)
    )
    assert high - low > (plain_high - plain_low) * F(9, 10)


def test_what_all_do_all_the_time_has_no_design_effect_and_a_lower_end_below_1():
    tallies = clusters([["abuse"], ["abuse", "abuse"]])
    (found,) = activities(tallies, {"abuse": 45}, CONFIDENCE)
    assert (found.share, found.error, found.design_effect, found.minutes) == (1, 0, None, 45)
    assert found.low < 1 == found.high
    assert whole_design_effect(tallies) is None
    assert whole_design_effect([]) is None


def test_a_wider_confidence_gives_a_wider_interval():
    (tally, _) = clusters([["abuse", "neglect"], ["abuse"], ["neglect", "neglect"]])
    (low90, high90), (low95, high95) = (share_interval(tally, F(c)) for c in ("0.9", "0.95"))
    assert low95 < low90 < high90 < high95


def test_measured_minutes_are_hours_times_share_over_assessments_made():
    tallies = clusters([["abuse", "neglect"], ["neglect", "travel"]])
    found = activities(tallies, {}, CONFIDENCE, hours=F(1000), made={"abuse": 50, "neglect": 0})
    assert [each.measured for each in found] == [MeasuredTime(F(60 * 1000, 4 * 50), 50), None, None]
    assert all(
        each.measured is None for each in activities(tallies, {}, CONFIDENCE, made={"abuse": 50})
    )


def test_what_should_take_time_stands_beside_and_never_fills_a_gap():
    laid_down = {"sexual": ShouldTake(F(600), "Manual 3"), "abuse": ShouldTake(F(480), "Manual 3")}
    tallies = clusters([["abuse", "neglect"], ["neglect", "travel"]])
    found = {
        each.of: each
        for each in activities(tallies, {}, CONFIDENCE, hours=F(1), should_take=laid_down)
    }
    assert list(found) == ["abuse", "neglect", "sexual", "travel"]
    assert (found["sexual"].moments, found["sexual"].share, found["sexual"].measured) == (
        0,
        0,
        None,
    )
    assert found["sexual"].high > 0
    assert found["abuse"].should_take == laid_down["abuse"]
    assert found["neglect"].should_take is None
    assert activities([], {}, CONFIDENCE, should_take=laid_down) == ()


def test_measured_and_should_take_minutes_are_of_two_types():
    assert {f.name for f in fields(MeasuredTime)} != {f.name for f in fields(ShouldTake)}
    assert not issubclass(MeasuredTime, ShouldTake)
    assert not issubclass(ShouldTake, MeasuredTime)


def test_intervals_hold_the_truth_about_as_often_as_they_say():
    """Workers with habits of their own, 400 surveys: 95 % intervals hold nine times in ten."""
    chance, held, tried = Random(5), Counter(), 400
    for _ in range(tried):
        workers = []
        for _ in range(40):
            own = chance.betavariate(1.5, 3.5)
            workers.append(["abuse" if chance.random() < own else "travel" for _ in range(6)])
        tally = next((t for t in clusters(workers) if t.of == "abuse"), None)
        low, high = share_interval(tally, CONFIDENCE)
        held["clusters"] += low <= F("0.3") <= high
        plain = share_interval(clusters([[a] for w in workers for a in w])[0], CONFIDENCE)
        held["as if drawn one by one"] += plain[0] <= F("0.3") <= plain[1]
    assert 0.92 * tried <= held["clusters"] <= 0.98 * tried
    assert held["as if drawn one by one"] < held["clusters"]


@pytest.mark.parametrize("counts", [(5, 4, 2), (1, 4, 1), (-1, 4, 2), (1, 1, 2)])
def test_a_tally_of_one_worker_or_of_more_hits_than_moments_cannot_be_made(counts):
    with pytest.raises(ValueError, match="two workers or more"):
        ClusterTally("abuse", *counts, 1, 1, 1)
