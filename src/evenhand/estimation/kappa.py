"""Kappa: how many imagined cases at the state's rate draw a branch's own sample in.

Where branches differ no more than chance alone would make them, kappa is large and
every branch is drawn to the state; where they truly differ it is small. A policy may
give the number, or ask for it to be fitted: the beta-binomial maximum likelihood, and
where more than two kinds are told apart, the Dirichlet-multinomial one.

Source: Evenhand method, section 3 ("the beta-binomial maximum-likelihood value once fitted").
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from evenhand.estimation.asked import Asked
from evenhand.estimation.leaving import significant
from evenhand.figures import Coefficient
from evenhand.figures.flags import CANNOT_TELL

Floats = NDArray[np.float64]

#: The word that asks for the number to be fitted, and what the fit is kept as.
FITTED, KAPPA = "fitted", "kappa"
#: Between these the fit looks. At the most, branches are as good as alike.
LEAST, MOST = 0.1, 10_000.0
STEPS = 120
#: So near to the most, a kappa is the most.
NEARLY = 0.99


def kappa_of(
    asked: Asked, hits: Sequence[Sequence[Fraction]], state: Sequence[Fraction]
) -> tuple[Fraction, tuple[Coefficient, ...]]:
    """The component's kappa, and the coefficient it is kept as where it was fitted.

    Args:
        asked: Its parameter `kappa` is the number, or says that it be fitted.
        hits: Each branch's sample: how many of each kind.
        state: The state's share of each kind.
    """
    given = asked.parameters["kappa"]
    if given != FITTED:
        return Fraction(str(given)), ()
    kept = next((each.value for each in asked.frozen if each.name == KAPPA), None)
    value = kept or significant(fitted_kappa(hits, state))
    return Fraction(value), (Coefficient(KAPPA, value),)


def alike(coefficients: Sequence[Coefficient]) -> tuple[str, ...]:
    """What must be said where a fitted kappa is at its most: the samples cannot tell."""
    most = any(each.name == KAPPA and float(each.value) >= NEARLY * MOST for each in coefficients)
    return (CANNOT_TELL,) if most else ()


def fitted_kappa(hits: Sequence[Sequence[Fraction]], state: Sequence[Fraction]) -> float:
    """The kappa under which the branches' samples are most likely.

    The most where fewer than two branches have two cases sampled or more (a single case
    is as likely under any kappa), or all are of one kind: then nothing says that
    branches differ.
    """
    counts = np.array([[float(n) for n in row] for row in hits if sum(row) > 1])
    shares = np.array([float(share) for share in state])
    if len(counts) < 2 or (shares > 0).sum() < 2:
        return MOST
    counts, shares = counts[:, shares > 0], shares[shares > 0]
    grid = np.exp(np.linspace(np.log(LEAST), np.log(MOST), STEPS))
    best = int(np.argmax([_likelihood(kappa, counts, shares) for kappa in grid]))
    if best in (0, STEPS - 1):
        return float(grid[best])
    return _root(float(grid[best - 1]), float(grid[best + 1]), counts, shares)


def _likelihood(kappa: float, counts: Floats, shares: Floats) -> float:
    from scipy.special import gammaln

    whole = gammaln(kappa) - gammaln(kappa + counts.sum(axis=1))
    parts = gammaln(kappa * shares + counts) - gammaln(kappa * shares)
    return float(whole.sum() + parts.sum())


def _slope(kappa: float, counts: Floats, shares: Floats) -> float:
    from scipy.special import digamma

    whole = digamma(kappa) - digamma(kappa + counts.sum(axis=1))
    parts = shares * (digamma(kappa * shares + counts) - digamma(kappa * shares))
    return float(whole.sum() + parts.sum())


def _root(low: float, high: float, counts: Floats, shares: Floats) -> float:
    """Where the likelihood is flat, between two points that have its top between them.

    Found from the slope, not from the likelihood, so that ten digits can be trusted.
    """
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if _slope(middle, counts, shares) > 0 else (low, middle)
    return (low + high) / 2
