"""Kappa: how far branches truly differ decides how far their samples are believed."""

from __future__ import annotations

from fractions import Fraction as F

import numpy as np
import pytest
from scipy.optimize import minimize_scalar
from scipy.stats import betabinom, dirichlet_multinomial

from evenhand.estimation import scores
from evenhand.estimation.kappa import FITTED, KAPPA, LEAST, MOST, fitted_kappa, kappa_of
from evenhand.figures import Coefficient

#: Hits and the rest, of four branches that differ by more than chance.
COUNTS = [(2, 18), (9, 11), (12, 28), (1, 14)]
STATE = (F(1, 4), F(3, 4))


def slow(likelihood):
    """The kappa at the top of a likelihood, searched for by its logarithm."""
    found = minimize_scalar(
        lambda log: -likelihood(np.exp(log)),
        bounds=(np.log(LEAST), np.log(MOST)),
        method="bounded",
        options={"xatol": 1e-10},
    )
    return float(np.exp(found.x))


def test_it_is_the_beta_binomial_maximum():
    def likelihood(kappa):
        return sum(betabinom.logpmf(x, x + y, kappa / 4, kappa * 3 / 4) for x, y in COUNTS)

    assert fitted_kappa(COUNTS, STATE) == pytest.approx(slow(likelihood), rel=1e-5)
    top = likelihood(fitted_kappa(COUNTS, STATE))
    grid = np.geomspace(LEAST, MOST, 1000)
    assert all(likelihood(kappa) <= top for kappa in grid)


def test_of_more_kinds_it_is_the_dirichlet_multinomial_maximum():
    counts = [(2, 10, 8), (9, 3, 8), (12, 20, 8), (1, 4, 10)]
    state = (F(1, 4), F(1, 2), F(1, 4))

    def likelihood(kappa):
        shares = kappa * np.array([0.25, 0.5, 0.25])
        return sum(dirichlet_multinomial.logpmf(row, shares, sum(row)) for row in counts)

    assert fitted_kappa(counts, state) == pytest.approx(slow(likelihood), rel=1e-5)


def test_a_kind_that_nobody_has_changes_nothing():
    with_none = [(*row, 0) for row in COUNTS]
    assert fitted_kappa(with_none, (*STATE, F(0))) == fitted_kappa(COUNTS, STATE)


def test_the_order_of_branches_and_of_kinds_does_not_matter_to_ten_digits():
    turned = [row[::-1] for row in COUNTS[::-1]]
    assert fitted_kappa(turned, STATE[::-1]) == pytest.approx(
        fitted_kappa(COUNTS, STATE), rel=1e-11
    )


def test_branches_that_are_all_alike_are_drawn_in_as_far_as_can_be():
    assert fitted_kappa([(5, 15)] * 6, STATE) == pytest.approx(MOST)


def test_branches_where_everybody_or_nobody_is_a_hit_are_hardly_drawn_in_at_all():
    assert fitted_kappa([(20, 0), (0, 20), (0, 20), (0, 20)], STATE) == pytest.approx(LEAST)


@pytest.mark.parametrize(
    ("counts", "state"),
    [
        ([], STATE),
        ([(5, 15)], STATE),
        ([(5, 15), (0, 0)], STATE),
        ([(0, 20), (0, 30)], (F(0), F(1))),  # all of one kind
        ([(1, 0), (0, 1), (1, 0), (0, 1)], STATE),  # one case each
    ],
)
def test_where_nothing_says_that_branches_differ_it_is_the_most(counts, state):
    assert fitted_kappa(counts, state) == MOST


def test_what_was_put_in_comes_out_again():
    chance = np.random.default_rng(1)
    for kappa in (5.0, 50.0):
        shares = chance.beta(0.3 * kappa, 0.7 * kappa, size=4000)
        hits = chance.binomial(60, shares)
        found = fitted_kappa([(x, 60 - x) for x in hits], (F(3, 10), F(7, 10)))
        assert found == pytest.approx(kappa, rel=0.1)


def test_a_number_is_used_as_given_and_kept_nowhere(asked):
    question = asked(parameters={"kappa": "7/2"}, frozen=(Coefficient(KAPPA, "9e0"),))
    assert kappa_of(question, COUNTS, STATE) == (F(7, 2), ())


def test_a_fitted_one_is_kept_at_ten_digits_and_used_as_kept(asked):
    value, kept = kappa_of(asked(parameters={"kappa": FITTED}), COUNTS, STATE)
    assert kept == (Coefficient(KAPPA, f"{fitted_kappa(COUNTS, STATE):.9e}"),)
    assert value == F(kept[0].value)


def test_a_frozen_one_is_used_as_it_is_whatever_the_counts_say(asked):
    frozen = (Coefficient("rate", "1/3"), Coefficient(KAPPA, "1.234567891e+01"))
    value, kept = kappa_of(asked(parameters={"kappa": FITTED}, frozen=frozen), COUNTS, STATE)
    assert value == F("12.34567891")
    assert kept == (Coefficient(KAPPA, "1.234567891e+01"),)


def test_every_score_that_fits_it_says_so_and_takes_it_back(asked, values):
    readings = {
        "served": "Astoria | | 90 | 90\nBend | | 80 | 80\nCoos Bay | | 70 | 70",
        "levels": "Astoria | 1 | 2 | 20\nBend | 1 | 12 | 20\nCoos Bay | 1 | 7 | 20",
        "warranted": "Astoria | abuse | 2 | 20\nBend | abuse | 12 | 20\nCoos Bay | abuse | 7 | 20",
    }
    given = {"most_level": 5, "times": "equal", "per": "made", "kappa": FITTED}
    base = {"Astoria": 90, "Bend": 80, "Coos Bay": 70}
    for name in ("difficult_children", "vulnerable_share", "minutes_per_call"):
        first = scores()[name].compute(asked(parameters=given, base=base, **readings))
        (kept,) = first.coefficients
        assert kept.name == KAPPA
        doubled = readings | {"levels": readings["levels"].replace("| 20", "| 40")}
        for frozen in ((kept,), (Coefficient(KAPPA, "1.000000000e+01"),)):
            question = asked(parameters=given, base=base, frozen=frozen, **doubled)
            assert scores()[name].compute(question).coefficients == frozen
