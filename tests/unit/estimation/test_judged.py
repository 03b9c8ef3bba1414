"""Verdicts in words, and the funnel: what may be said of a branch and what is only chance."""

from __future__ import annotations

from fractions import Fraction as F
from math import sqrt

import pytest

from evenhand.estimation.judged import BETTER, SAME, WORSE, Seen, judge, verdict


def seen(branch, hits, base, expected, low=0.5, high=1.5):
    return Seen(branch, F(hits), F(base), F(expected), low, high)


@pytest.mark.parametrize(
    ("low", "high", "of_returns", "of_reabuse"),
    [
        (1.01, 1.5, BETTER, WORSE),
        (1.0, 1.5, SAME, SAME),
        (0.5, 1.0, SAME, SAME),
        (0.5, 0.99, WORSE, BETTER),
    ],
)
def test_a_verdict_is_given_only_where_the_whole_interval_lies_on_one_side(
    low, high, of_returns, of_reabuse
):
    assert verdict(low, high, more_is_better=True) == of_returns
    assert verdict(low, high, more_is_better=False) == of_reabuse


def test_what_is_told_is_counted_and_only_the_interval_is_drawn_in():
    (told,), _ = judge([seen("Bend", 30, 100, 40, 0.8, 0.9)], F(2, 5), more_is_better=True)
    assert (told.hits, told.base, told.expected, told.ratio) == (30, 100, 40, F(3, 4))
    assert (told.low, told.high, told.verdict) == (F(4, 5), F(9, 10), WORSE)


def test_a_branch_with_nothing_in_the_base_or_nothing_expected_is_not_judged():
    told, funnel = judge(
        [seen("Astoria", 1, 2, 1), seen("Bend", 0, 0, 0), seen("Coos Bay", 0, 3, 0)],
        F(1, 2),
        more_is_better=True,
    )
    assert [each.branch for each in told] == ["Astoria"]
    assert funnel.limits[0].base == funnel.limits[-1].base == 2
    assert judge([], F(1, 2), more_is_better=True) == ((), None)


@pytest.mark.parametrize("rate", [F(0), F(1)])
def test_where_nothing_or_everything_happened_there_is_no_funnel(rate):
    told, funnel = judge([seen("Astoria", 1, 2, 1)], rate, more_is_better=True)
    assert (len(told), told[0].outside, funnel) == (1, "", None)


def test_where_branches_stray_no_further_than_chance_the_limits_are_those_of_chance():
    _, funnel = judge(
        [seen("Astoria", 51, 100, 50), seen("Bend", 98, 200, 100)], F(1, 2), more_is_better=True
    )
    assert (funnel.rate, funnel.spread) == (F(1, 2), 0)
    smallest = funnel.limits[0]
    assert smallest.base == 100
    assert float(smallest.low95) == pytest.approx(0.5 - 1.96 * 0.05, abs=1e-5)
    assert float(smallest.high998) == pytest.approx(0.5 + 3.0902 * 0.05, abs=1e-5)
    sizes = [each.base for each in funnel.limits]
    assert sizes == sorted(set(sizes))
    assert sizes[-1] == 200


def test_limits_never_leave_what_a_rate_can_be():
    _, funnel = judge([seen("Astoria", 1, 1, F(1, 2))], F(1, 2), more_is_better=True)
    assert (funnel.limits[0].low95, funnel.limits[0].high998) == (0, 1)


def slow_spread(branches, rate):
    """Spiegelhalter's moments, written out: z-scores with a tenth pulled in at each end."""
    z = [(hits / n - rate) / sqrt(rate * (1 - rate) / n) for hits, n in branches]
    cut = int(len(z) * 0.1)
    inner = sorted(z)[cut : len(z) - cut]
    phi = sum(min(max(each, inner[0]), inner[-1]) ** 2 for each in z) / len(z)
    w = [n / (rate * (1 - rate)) for _, n in branches]
    return (len(z) * phi - (len(z) - 1)) / (sum(w) - sum(x * x for x in w) / sum(w))


def test_where_branches_stray_further_the_spread_is_added_and_one_outlier_cannot_widen_it():
    branches = [(30 + 2 * k, 100 + 10 * k) for k in range(10)] + [
        (20 + 6 * k, 90) for k in range(9)
    ]
    branches.append((290, 300))
    rate = sum(h for h, _ in branches) / sum(n for _, n in branches)
    told, funnel = judge(
        [seen(f"b{k:02}", h, n, F(rate) * n) for k, (h, n) in enumerate(branches)],
        F(rate),
        more_is_better=True,
    )
    assert float(funnel.spread) == pytest.approx(slow_spread(branches, rate))
    assert funnel.spread > 0
    assert told[-1].outside == "above"


def test_below_the_outer_limits_is_outside_too_and_just_inside_is_not():
    even = [seen(f"b{k}", 500, 1000, 500) for k in range(20)]
    error = sqrt(0.25 / 1000)
    low, inside = (round(1000 * (0.5 - times * error)) for times in (3.3, 3.0))
    told, _ = judge(
        [*even, seen("low", low, 1000, 500), seen("in", inside, 1000, 500)],
        F(1, 2),
        more_is_better=True,
    )
    outside = {each.branch: each.outside for each in told}
    assert (outside["low"], outside["in"], outside["b0"]) == ("below", "", "")
