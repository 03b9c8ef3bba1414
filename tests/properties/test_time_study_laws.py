"""Laws of the time study: shares beside a slow reckoning, and how large a sample is enough."""

from __future__ import annotations

from fractions import Fraction as F
from math import isclose, sqrt

from hypothesis import given
from hypothesis import strategies as st

from evenhand.estimation.sample_size import Wanted, sample_plan
from evenhand.estimation.time_study import activities, share_variance
from evenhand.figures import ClusterTally

CONFIDENCE = F("0.95")
#: What each worker answered, moment by moment.
ANSWERS = st.lists(
    st.lists(st.sampled_from(["abuse", "neglect", "travel"]), min_size=1, max_size=8),
    min_size=2,
    max_size=12,
)


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


def slow_variance(workers, activity):
    moments = [answer for worker in workers for answer in worker]
    share = F(moments.count(activity), len(moments))
    errors = [sum((answer == activity) - share for answer in worker) for worker in workers]
    w = len(workers)
    return sum(e**2 for e in errors) * F(w, w - 1) / len(moments) ** 2


@given(ANSWERS)
def test_the_variance_is_that_reckoned_worker_by_worker(workers):
    for tally in clusters(workers):
        assert share_variance(tally) == slow_variance(workers, tally.of)


@given(ANSWERS)
def test_shares_add_up_to_1_and_lie_within_their_intervals(workers):
    found = activities(clusters(workers), {}, CONFIDENCE)
    assert sum(each.share for each in found) == 1
    for each in found:
        assert 0 <= each.low <= each.share + F(1, 10**12)
        assert each.share - F(1, 10**12) <= each.high <= 1


@given(ANSWERS, st.randoms(use_true_random=False))
def test_neither_the_order_of_workers_nor_of_answers_matters(workers, chance):
    mixed = [chance.sample(worker, len(worker)) for worker in chance.sample(workers, len(workers))]
    assert activities(clusters(workers), {}, CONFIDENCE) == activities(
        clusters(mixed), {}, CONFIDENCE
    )


def slow(share, precision, z, population, response, oversample, design_effect):
    """By trial, one moment after another: the first number drawn that is enough."""
    number = 0
    while True:
        number += 1
        counted = number * response / (1 + oversample) / design_effect
        spread = share * (1 - share) / counted if counted else None
        left = F(1)
        if population:
            if number == population:
                return number
            left = (population - counted) / (population - 1)
        if z**2 * spread * left <= precision**2:
            return number


@given(
    st.tuples(
        st.fractions(F("0.05"), F("0.95"), max_denominator=20),
        st.sampled_from([F("0.1"), F("0.15"), F("0.3")]),
        st.sampled_from([F("1.645"), F("1.96"), F(2)]),
        st.one_of(st.none(), st.integers(2, 400)),
        st.sampled_from([F(1), F("0.85"), F("0.5")]),
        st.sampled_from([F(0), F("0.1")]),
        st.sampled_from([F(1), F("1.5"), F(2)]),
    )
)
def test_a_sample_is_the_least_number_that_is_enough(asked):
    wanted = Wanted(*asked)
    assert sample_plan(wanted, 1).moments == slow(*asked)


@given(st.integers(2, 10**6), st.integers(1, 60))
def test_the_correction_for_few_is_the_one_for_the_error(population, branches):
    made = sample_plan(Wanted(F("0.36"), F("0.02"), F("1.96"), population), branches)
    needed = float(made.steps[1].value)
    if population > 2:
        error = 1.96 * sqrt(0.36 * 0.64 / needed * (population - needed) / (population - 1))
        assert isclose(error, 0.02, rel_tol=1e-9)
