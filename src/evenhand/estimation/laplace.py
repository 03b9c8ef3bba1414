"""Laplace: how likely counts are when branches differ by a normal intercept, and its slope.

For each branch the most likely effect is found, and the likelihood of its counts,
averaged over all effects, is approximated by a normal curve about it. Effects are
counted in units of sigma, so that sigma = 0 needs no special case. The slope is exact:
it knows that the most likely effects move with the coefficients.

Source: Evenhand method, section 5; the approximation is that of lme4 and glmmTMB, whose
tightly converged answers the tests hold.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evenhand.estimation.cells import Cells, Floats, crossed
from evenhand.estimation.fixed_effects import weights_by_branch

#: Newton's steps for the effects at most, and the size of step at which they have settled.
STEPS, SETTLED = 100, 1e-10


@dataclass(frozen=True, slots=True)
class Modes:
    """Each branch's most likely effect, in units of sigma, and what holds there.

    By cell: its place on the scale of log odds, its rate, `left` (hits less expected) and
    `weight` (variance of the hits). By branch: `surplus` and `chance`, their sums.
    """

    effect: Floats
    place: Floats
    rate: Floats
    left: Floats
    weight: Floats
    surplus: Floats
    chance: Floats


def modes(cells: Cells, beta: Floats, sigma: float, start: Floats) -> Modes:
    """The most likely effects, all branches at once, by Newton's method from `start`."""
    fixed, effect = cells.log_odds(beta)[cells.pattern], start
    farthest = 1 / max(abs(sigma), 1.0)
    for _ in range(STEPS):
        place = (sigma * effect)[cells.branch]
        place += fixed
        rate = rates(place)
        weight = cells.base * rate
        left = cells.hits - weight
        weight *= 1 - rate
        surplus, chance = cells.by_branch(left), cells.by_branch(weight)
        step = (sigma * surplus - effect) / (1 + sigma**2 * chance)
        if np.abs(step).max() < SETTLED:
            break
        effect = effect + np.clip(step, -farthest, farthest)
    return Modes(effect, place, rate, left, weight, surplus, chance)


def rates(place: Floats) -> Floats:
    """Rates from log odds, without a second copy of a long array."""
    rate = -place
    with np.errstate(over="ignore"):  # a rate of nothing is nothing
        np.exp(rate, out=rate)
    rate += 1
    return np.reciprocal(rate, out=rate)


def likelihood(cells: Cells, sigma: float, at: Modes) -> float:
    """The logarithm of the likelihood, the effects averaged away."""
    risk = np.log1p(np.exp(-np.abs(at.place)))
    risk += np.maximum(at.place, 0)
    held = (at.place * cells.hits - risk * cells.base).sum()
    spread = np.log1p(sigma**2 * at.chance).sum()
    return float(held - (at.effect @ at.effect + spread) / 2)


def slope(cells: Cells, sigma: float, at: Modes) -> Floats:
    """How the likelihood rises with each coefficient, and last with sigma."""
    skew = at.weight * (1 - 2 * at.rate)
    lean, whole = cells.by_branch(skew), 1 + sigma**2 * at.chance
    share = sigma**2 / whole
    pull = (share**2 * lean / 2)[cells.branch] * at.weight
    pull += at.left
    pull -= (share / 2)[cells.branch] * skew
    drift = (at.surplus - sigma * at.effect * at.chance) / whole
    bent = 2 * sigma * at.chance + sigma**2 * lean * (at.effect + sigma * drift)
    by_sigma = at.surplus @ at.effect - (bent / whole).sum() / 2
    return np.append(cells.by_word(pull), by_sigma)


def information(cells: Cells, sigma: float, at: Modes, ridge: Floats) -> Floats:
    """What the counts tell of the coefficients, once the effects have had their part."""
    between = sigma * (weights_by_branch(cells, at.weight) @ cells.design)
    curve = crossed(cells.design, cells.by_pattern(at.weight))
    taken = between.T @ (between / (1 + sigma**2 * at.chance)[:, None])
    told: Floats = curve - taken + np.diag(ridge)
    return told
