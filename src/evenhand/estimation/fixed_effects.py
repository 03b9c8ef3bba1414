"""Fixed effects: logistic models without chance between branches, by Newton's method.

`statewide` knows no branches; `within` gives each branch an intercept of its own and
compares cases only with others of the same branch. Coefficients that no finite sample
can know are refused by name.

Source: Evenhand method, section 5.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evenhand.errors import TableError
from evenhand.estimation.cells import ALWAYS, Cells, Floats, crossed, summed

#: Beyond this a coefficient says "always" or "never", which no finite sample can know.
WILD = 10
#: Newton's steps at most, and the size at which they have settled: eight or so settle a fit,
#: and a separate level passes WILD before the last.
STEPS, SETTLED = 30, 1e-13
#: The farthest one step may go on the scale of log odds.
FARTHEST = 2.0
#: The intercept is the rate of cases that have the commonest level of each thing.
COMMONEST = {ALWAYS: "the commonest levels"}


def statewide(cells: Cells, prior_sd: float) -> Floats:
    """Coefficients over the whole state; expected hits add up to those observed.

    `prior_sd` above 0 puts a weak prior on every comparison, not on the intercept.
    """
    hits, base = cells.by_pattern(cells.hits), cells.by_pattern(cells.base)
    beta = np.zeros(cells.design.shape[1])
    beta[0] = np.log(hits.sum() / (base.sum() - hits.sum()))
    ridge = penalty(cells, prior_sd)
    for _ in range(STEPS):
        rate = 1 / (1 + np.exp(-cells.log_odds(beta)))
        slope = summed(cells.design, hits - base * rate) - ridge * beta
        weight = base * rate * (1 - rate)
        curve = crossed(cells.design, weight) + np.diag(ridge)
        step = _step(curve, slope)
        beta = beta + step
        if np.abs(step).max() < SETTLED:
            break
    return beta


def within(name: str, cells: Cells, prior_sd: float) -> Floats:
    """Comparisons within branches, and the intercept at which expected add up to observed.

    Branches where nobody or everybody is a hit compare nothing and are left out of the
    comparisons; what is known only there gets a coefficient of 0.

    Raises:
        TableError: No branch has both hits and others.
    """
    telling = _telling(cells)
    if not telling.branches:
        raise TableError(
            f"{name}: in every branch nobody or everybody is a hit, so nothing can be compared "
            "within one. Lengthen the period, or say `estimator: statewide`."
        )
    design, ridge = telling.design[:, 1:], penalty(cells, prior_sd)[1:]
    beta = np.zeros(design.shape[1])
    own = np.zeros(telling.branches)
    for _ in range(STEPS):
        at = telling.log_odds(np.append(0.0, beta))[telling.pattern] + own[telling.branch]
        rate = 1 / (1 + np.exp(-at))
        left, weight = telling.hits - telling.base * rate, telling.base * rate * (1 - rate)
        surplus, chance = telling.by_branch(left), telling.by_branch(weight)
        mixed = weights_by_branch(telling, weight) @ design
        curve = crossed(design, telling.by_pattern(weight)) + np.diag(ridge)
        slope = telling.by_word(left)[1:] - ridge * beta
        step = _step(
            curve - mixed.T @ (mixed / chance[:, None]), slope - mixed.T @ (surplus / chance)
        )
        own = own + np.clip((surplus - mixed @ step) / chance, -FARTHEST, FARTHEST)
        beta = beta + step
    return centred(cells, np.append(0.0, beta))


def centred(cells: Cells, beta: Floats) -> Floats:
    """The same comparisons, with the intercept at which expected add up to observed."""
    hits, base = cells.hits.sum(), cells.by_pattern(cells.base)
    others = cells.log_odds(np.append(0.0, beta[1:]))
    always = np.log(hits / (base.sum() - hits)) - (base * others).sum() / base.sum()
    for _ in range(STEPS):
        rate = 1 / (1 + np.exp(-(always + others)))
        chance = (base * rate * (1 - rate)).sum()
        always += np.clip((hits - (base * rate).sum()) / chance, -FARTHEST, FARTHEST)
    return np.append(always, beta[1:])


def weights_by_branch(cells: Cells, weight: Floats) -> Floats:
    """Weights of cells as a sparse matrix, branches × patterns."""
    from scipy.sparse import csr_matrix

    shape = cells.branches, len(cells.design)
    made: Floats = csr_matrix((weight, (cells.branch, cells.pattern)), shape=shape)
    return made


def penalty(cells: Cells, prior_sd: float) -> Floats:
    """The weak prior's pull on each coefficient; none on the intercept, none at 0."""
    pull = np.full(cells.design.shape[1], prior_sd**-2 if prior_sd > 0 else 0.0)
    pull[0] = 0.0
    return pull


def refuse_certain(name: str, cells: Cells) -> None:
    """Refuse counts in which nothing happened, or everything did.

    Raises:
        TableError: Nothing can be expected of one case more than of another.
    """
    if cells.certain:
        raise TableError(
            f"{name}: {cells.hits.sum():g} of {cells.base.sum():g} is nobody or everybody, so "
            "nothing can be expected of one case more than of another. Lengthen the period, or "
            "say `adjust: none`."
        )


def refuse_wild(name: str, words: Sequence[str], beta: Floats) -> None:
    """Refuse coefficients that say "always" or "never".

    Raises:
        TableError: It names the levels, and what would work.
    """
    wild = [
        COMMONEST.get(word, word)
        for word, value in zip(words, beta, strict=True)
        if not abs(value) <= WILD
    ]
    if wild:
        raise TableError(
            f"{name}: nearly all or none of the cases with {', '.join(wild)} are hits, so no "
            "coefficient exists. Merge the level with another, drop it, or give a weak prior "
            "(`prior_sd: 5`)."
        )


def _step(curve: Floats, slope: Floats) -> Floats:
    step = np.asarray(np.linalg.lstsq(curve, slope, rcond=None)[0], np.float64)
    return np.clip(step, -FARTHEST, FARTHEST)


def _telling(cells: Cells) -> Cells:
    """The cells of branches with both hits and others, those branches numbered anew."""
    hits, base = cells.by_branch(cells.hits), cells.by_branch(cells.base)
    telling = (hits > 0) & (hits < base)
    kept, number = telling[cells.branch], np.cumsum(telling) - 1
    return Cells(
        cells.words,
        cells.design,
        cells.pattern[kept],
        number[cells.branch[kept]],
        int(telling.sum()),
        cells.hits[kept],
        cells.base[kept],
    )
