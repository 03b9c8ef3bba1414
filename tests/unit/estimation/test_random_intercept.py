"""The random intercept: what it recovers, when branches do not differ, and what it refuses."""

from __future__ import annotations

from fractions import Fraction as F

import numpy as np
import pytest

from evenhand.errors import TableError
from evenhand.estimation import laplace
from evenhand.estimation import random_intercept as module
from evenhand.estimation.cells import cells, known_cells
from evenhand.estimation.fixed_effects import statewide
from evenhand.estimation.laplace import likelihood, modes, slope
from evenhand.estimation.random_intercept import random_intercept


def fitted(counts, prior_sd=0):
    kept = {place: (F(hits), F(base)) for place, (hits, base) in counts.items()}
    return random_intercept("out_of_home.return_home", known_cells(kept), prior_sd)


#: Of young children more go home than of old ones; Astoria sends more home than Coos Bay.
HOME = {
    ("Astoria", "age=0-4"): (70, 100),
    ("Astoria", "age=5+"): (30, 60),
    ("Bend", "age=0-4"): (50, 100),
    ("Bend", "age=5+"): (12, 40),
    ("Coos Bay", "age=0-4"): (30, 100),
    ("Coos Bay", "age=5+"): (6, 30),
}


def simulated(seed, branches=60, cases=300):
    """Cases of branches whose effects are drawn with sigma 0.5."""
    chance = np.random.default_rng(seed)
    beta, sigma = np.array([-0.5, 0.8, -0.4]), 0.5
    design = np.array([[1, a, b] for a in (0, 1) for b in (0, 1)], dtype=float)
    pattern = chance.integers(0, 4, branches * cases)
    branch = np.repeat(np.arange(branches), cases)
    effect = chance.normal(0, sigma, branches)
    rate = 1 / (1 + np.exp(-(design @ beta)[pattern] - effect[branch]))
    hits = (chance.random(len(branch)) < rate).astype(float)
    words = ("always", "a=1", "b=1")
    return cells(words, design, pattern, branch, branches, hits, np.ones_like(hits)), effect


@pytest.mark.parametrize("seed", range(5))
def test_known_truth_is_recovered_within_four_standard_errors(seed):
    made, effect = simulated(seed)
    found = random_intercept("made up", made, 0)
    assert (np.abs(found.beta - [-0.5, 0.8, -0.4]) < 4 * found.errors).all()
    assert abs(found.sigma - 0.5) < 4 * 0.5 / np.sqrt(2 * 60)
    apart = (found.effects - effect) / found.spreads
    assert np.abs(apart).max() < 5
    assert 0.7 < apart.std() < 1.4


def test_the_slope_is_that_of_the_likelihood_wherever_it_is_asked():
    made, _ = simulated(1, branches=5, cases=30)
    flat = np.zeros(5)
    for x in ([0.1, -0.3, 0.2, 0.4], [-1.0, 2.0, 0.0, 1.5], [0.3, 0.1, 0.1, -0.7]):

        def height(x):
            return likelihood(made, x[-1], modes(made, x[:-1], x[-1], flat))

        x = np.array(x)
        exact = slope(made, x[-1], modes(made, x[:-1], x[-1], flat))
        for k, step in enumerate(np.eye(4) * 1e-5):
            assert exact[k] == pytest.approx((height(x + step) - height(x - step)) / 2e-5, abs=1e-5)


def test_a_fit_is_flat_far_beyond_the_digits_that_are_kept():
    made, _ = simulated(2)
    found = random_intercept("made up", made, 0)
    at = modes(made, found.beta, found.sigma, found.effects / found.sigma)
    assert np.abs(slope(made, found.sigma, at)[:-1] * found.errors).max() < 1e-8


def test_effects_are_drawn_in_and_lie_in_the_order_of_the_branches():
    found = fitted(HOME)
    astoria, bend, coos_bay = found.effects
    assert astoria > bend > coos_bay
    assert astoria > 0 > coos_bay
    assert (found.spreads < found.sigma).all()


def test_branches_that_are_all_alike_have_no_variance_and_the_statewide_coefficients():
    alike = {(b, p): n for b in "abc" for p, n in (("age=0-4", (3, 9)), ("age=5+", (4, 6)))}
    found = fitted(alike)
    assert found.sigma == 0
    assert (found.effects == 0).all()
    assert (found.spreads == 0).all()
    kept = {place: (F(hits), F(base)) for place, (hits, base) in alike.items()}
    assert (found.beta == statewide(known_cells(kept), 0)).all()


def test_one_branch_alone_has_nobody_to_differ_from():
    found = fitted({("Bend", "age=0-4"): (3, 9), ("Bend", "age=5+"): (4, 6)})
    assert (found.sigma, list(found.effects)) == (0, [0.0])


def test_a_weak_prior_draws_comparisons_towards_nothing_and_not_the_intercept():
    free, drawn = fitted(HOME), fitted(HOME, 0.2)
    assert abs(drawn.beta[1]) < abs(free.beta[1])
    assert fitted(HOME, 1000).beta == pytest.approx(free.beta, abs=1e-6)


def test_two_things_that_always_go_together_share_what_they_explain():
    both = {(b, f"{p} {p.replace('age', 'band')}"): n for (b, p), n in HOME.items()}
    alone, shared = fitted(HOME), fitted(both)
    assert shared.beta[1] == pytest.approx(shared.beta[2])
    assert shared.beta[1] + shared.beta[2] == pytest.approx(alone.beta[1], abs=1e-7)
    assert shared.sigma == pytest.approx(alone.sigma, abs=1e-7)


@pytest.mark.parametrize("hits", [0, 9])
def test_where_nobody_or_everybody_is_home_nothing_can_be_expected(hits):
    with pytest.raises(TableError, match=r"return_home: \d+ of 18 is nobody or everybody"):
        fitted({("Astoria", "level=1"): (hits, 9), ("Bend", "level=1"): (hits, 9)})


def test_a_separate_level_is_refused_by_name_and_never_minus_fifty_three():
    separate = {**HOME, ("Bend", "age=15+"): (0, 20), ("Astoria", "age=15+"): (0, 9)}
    with pytest.raises(TableError, match=r"cases with age=15\+ are hits.*`prior_sd: 5`"):
        fitted(separate)
    found = dict(zip(("always", "age=15+", "age=5+"), fitted(separate, 5).beta, strict=True))
    assert -10 < found["age=15+"] < -1


def test_branches_that_are_all_or_nothing_are_refused_with_what_would_work():
    with pytest.raises(TableError, match=r"nearly every branch all or none.*`estimator: statew"):
        fitted({("Astoria", ""): (5, 5), ("Bend", ""): (0, 5), ("Coos Bay", ""): (5, 5)})


def test_a_fit_that_does_not_settle_is_refused(monkeypatch):
    monkeypatch.setattr(module, "LOOSE", 0.0)
    with pytest.raises(TableError, match=r"does not settle.*Merge rare levels"):
        fitted(HOME)


def test_a_move_that_teaches_nothing_leaves_the_inverse_curvature_alone():
    inverse, move = np.eye(2), np.array([1.0, 0.0])
    assert (module._learned(inverse, move, -move) == inverse).all()


def test_however_short_the_search_is_cut_it_ends(monkeypatch):
    made, _ = simulated(3, branches=4, cases=30)
    monkeypatch.setattr(module, "POLISHES", 1)
    assert random_intercept("made up", made, 0).sigma > 0
    monkeypatch.setattr(laplace, "STEPS", 1)
    cut = modes(made, np.zeros(3), 0.5, np.zeros(4))
    assert np.isfinite(cut.effect).all()


def test_rows_with_nothing_in_the_base_say_nothing():
    words, design = ("always", "a=1"), np.array([[1.0, 0.0], [1.0, 1.0]])
    at = np.array([0, 1, 0, 1, 1]), np.array([0, 0, 1, 1, 2])
    hits, base = np.array([3.0, 4.0, 5.0, 1.0, 0.0]), np.array([9.0, 9.0, 9.0, 9.0, 0.0])
    made = cells(words, design, *at, 3, hits, base)
    assert list(made.base) == [9.0] * 4
    assert made.branches == 3


def test_rows_of_one_branch_and_pattern_are_added_up_in_whatever_order_they_come():
    words, design = ("always",), np.array([[1.0]])
    at = np.zeros(3, dtype=int), np.array([1, 0, 1])
    made = cells(words, design, *at, 2, np.array([1.0, 2.0, 0.5]), np.array([4.0, 5.0, 6.0]))
    assert (list(made.branch), list(made.hits), list(made.base)) == ([0, 1], [2, 1.5], [5, 10])
