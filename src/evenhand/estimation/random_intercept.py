"""The random intercept: expected rates when branches differ, and by how much they do.

A logistic model of hits on what was known, in which each branch has an intercept drawn
from a normal curve about the state's. It is fitted tightly, far beyond the ten digits
its coefficients are kept at, so that a stranger who fits the same counts keeps the same
digits. Where branches differ by no more than chance, sigma is exactly 0 and the model is
the statewide one.

Source: Evenhand method, section 5; issue "what samples can say".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from evenhand.errors import TableError
from evenhand.estimation.cells import Cells, Floats
from evenhand.estimation.fixed_effects import (
    WILD,
    penalty,
    refuse_certain,
    refuse_wild,
    statewide,
)
from evenhand.estimation.laplace import Modes, information, likelihood, modes, slope

#: Below this sigma is nothing: a branch of a million cases would still score 1.00.
NOTHING = 1e-4
#: Where the search starts at least, so that it does not stay at 0 for want of a slope.
START = 0.1
#: The slope at which the search stops and polishing starts, and at which that is done, in
#: standard errors of the coefficients; above LOOSE a fit has failed.
SEARCHED, POLISHED, LOOSE = 1e-5, 1e-10, 1e-6
POLISHES = 30
#: Directions of which the counts tell less than this part of the most are left alone.
UNTOLD = 1e-10


@dataclass(frozen=True, slots=True)
class RandomIntercept:
    """A fitted model: coefficients in the order of the cells' words, and the branches' effects.

    `errors` are standard errors of the coefficients (sigma taken as known), `spreads` the
    standard deviation of what each branch's effect might be.
    """

    beta: Floats
    errors: Floats
    sigma: float
    effects: Floats
    spreads: Floats


def random_intercept(name: str, cells: Cells, prior_sd: float) -> RandomIntercept:
    """Fit the model; `prior_sd` above 0 puts a weak prior on every comparison.

    Raises:
        TableError: Nothing happened, or everything did; a level is separate and no prior
            holds it; or branches are all or nothing, so that no sigma exists.
    """
    refuse_certain(name, cells)
    alone = statewide(cells, prior_sd)
    refuse_wild(name, cells.words, alone)
    ridge = penalty(cells, prior_sd)
    if cells.branches > 1:
        beta, sigma, at, rest = _searched(cells, alone, ridge)
        _refuse_unknowable(name, cells, beta, sigma, rest)
        if sigma > NOTHING and _better(cells, alone, beta, sigma, at, ridge):
            return _told(cells, beta, sigma, at, ridge)
    at = modes(cells, alone, 0.0, np.zeros(cells.branches))
    return _told(cells, alone, 0.0, at, ridge)


def _refuse_unknowable(name: str, cells: Cells, beta: Floats, sigma: float, rest: float) -> None:
    if sigma > WILD:
        raise TableError(
            f"{name}: in nearly every branch all or none are hits, so no model says how far "
            "branches differ. Lengthen the period, or say `reliability: moments` and "
            "`estimator: statewide`."
        )
    refuse_wild(name, cells.words, beta)
    if not rest < LOOSE:
        raise TableError(
            f"{name}: the model with a random branch intercept does not settle. Merge rare "
            "levels, give a weak prior (`prior_sd: 5`), or say `estimator: statewide`."
        )


def _told(cells: Cells, beta: Floats, sigma: float, at: Modes, ridge: Floats) -> RandomIntercept:
    errors = np.sqrt(np.diag(np.linalg.pinv(information(cells, sigma, at, ridge), hermitian=True)))
    spreads = sigma / np.sqrt(1 + sigma**2 * at.chance)
    return RandomIntercept(beta, errors, sigma, sigma * at.effect, spreads)


def _better(
    cells: Cells, alone: Floats, beta: Floats, sigma: float, at: Modes, ridge: Floats
) -> bool:
    """Whether counts are likelier with the effects than without any."""
    without = modes(cells, alone, 0.0, np.zeros(cells.branches))
    before = likelihood(cells, 0.0, without) - ridge @ alone**2 / 2
    return bool(likelihood(cells, sigma, at) - ridge @ beta**2 / 2 > before)


def _searched(cells: Cells, alone: Floats, ridge: Floats) -> tuple[Floats, float, Modes, float]:
    """The likeliest coefficients, sigma, the effects there, and the slope that is left."""
    beta, sigma, at = _start(cells, alone, ridge)
    stretch = _stretch(cells, sigma, at, ridge)
    origin, effect = np.append(beta, sigma), at.effect

    def downhill(steps: Floats) -> tuple[float, Floats]:
        nonlocal effect
        x = origin + stretch @ steps
        at = modes(cells, x[:-1], x[-1], effect)
        effect = at.effect
        pull = np.append(ridge * x[:-1], 0.0)
        rise = slope(cells, x[-1], at) - pull
        return float(pull @ x) / 2 - likelihood(cells, x[-1], at), -stretch.T @ rise

    flat = np.zeros(stretch.shape[1])
    found = minimize(downhill, flat, jac=True, method="BFGS", options={"gtol": SEARCHED})
    steps, rest = _polished(lambda steps: downhill(steps)[1], found.x, found.jac, found.hess_inv)
    x = origin + stretch @ steps
    side = np.sign(x[-1]) or 1.0  # sigma and −sigma say the same, with effects the other way
    sigma = abs(float(x[-1]))
    return x[:-1], sigma, modes(cells, x[:-1], sigma, side * effect), rest


def _start(cells: Cells, alone: Floats, ridge: Floats) -> tuple[Floats, float, Modes]:
    """A sigma by moments, and the statewide coefficients moved two steps towards it."""
    at = modes(cells, alone, 0.0, np.zeros(cells.branches))
    moments = (at.surplus @ at.surplus - at.chance.sum()) / (at.chance @ at.chance)
    sigma, beta = max(float(moments), START**2) ** 0.5, alone
    at = modes(cells, beta, sigma, np.zeros(cells.branches))
    for _ in range(2):
        told = information(cells, sigma, at, ridge)
        rise = cells.by_word(at.left) - ridge * beta
        beta = beta + np.linalg.lstsq(told, rise, rcond=None)[0]
        at = modes(cells, beta, sigma, at.effect)
    return beta, sigma, at


def _stretch(cells: Cells, sigma: float, at: Modes, ridge: Floats) -> Floats:
    """Directions to search in, each about one standard error long; sigma is the last.

    Directions of which the counts tell nothing (two levels that always go together) are
    not among them, so that coefficients stay where they share what they explain.
    """
    told, directions = np.linalg.eigh(information(cells, sigma, at, ridge))
    kept = told > UNTOLD * told[-1]
    stretch = np.zeros((len(told) + 1, int(kept.sum()) + 1))
    stretch[:-1, :-1] = directions[:, kept] / np.sqrt(told[kept])
    each = sigma * at.chance / (1 + sigma**2 * at.chance)
    stretch[-1, -1] = 1 / np.sqrt(2 * each @ each)
    return stretch


def _polished(
    downhill: Callable[[Floats], Floats], steps: Floats, slopes: Floats, inverse: Floats
) -> tuple[Floats, float]:
    """Go on from a found place until the slope is as flat as rounding lets it be."""
    for _ in range(POLISHES):
        move = -inverse @ slopes
        there = downhill(steps + move)
        if np.abs(slopes).max() < POLISHED or np.abs(there).max() >= np.abs(slopes).max():
            break
        inverse = _learned(inverse, move, there - slopes)
        steps, slopes = steps + move, there
    return steps, float(np.abs(slopes).max())


def _learned(inverse: Floats, move: Floats, turn: Floats) -> Floats:
    """The inverse curvature, mended by what one move showed of it (Broyden, Fletcher et al.)."""
    along = move @ turn
    if along <= 0:
        return inverse
    keep = np.eye(len(move)) - np.outer(move, turn) / along
    mended: Floats = keep @ inverse @ keep.T + np.outer(move, move) / along
    return mended
