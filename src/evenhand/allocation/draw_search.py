"""The search over draws: near the answer by rounding, then to it by the strongest claims.

Rounding at one level brings each draw within a few positions; those move all at once.
What is then still out of order (a next claim stronger than a last one given) is
exchanged, and claims equal across the edge are dealt anew by the written rule. Every
draw ends checked for both, however it got there.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from evenhand.allocation.draw_forms import FAR, Counts, Floats, Form

NEAR = 1e-9
FEW = 4  # positions in a draw that are quicker moved than searched for
SEARCHES = 20


@dataclass(frozen=True, slots=True)
class Block:
    """Draws × branches: quotas that add up to `positions`, and the limits in use."""

    positions: int
    quotas: Floats
    least: Counts
    most: Counts

    def rows(self, rows: Counts) -> Block:
        return Block(self.positions, self.quotas[rows], self.least[rows], self.most[rows])


@dataclass(frozen=True, slots=True)
class Standing:
    """Where every draw stands: counts, and the prices of each branch's next and last position.

    A next position beyond the limits has the price -inf, a last one within the minimum inf.
    """

    form: Form
    block: Block
    counts: Counts
    next: Floats
    last: Floats

    def move(self, cells: Counts, by: int) -> None:
        """Give one position (1) or take one (-1) in each of these cells, counted row by row."""
        quotas, counts = self.block.quotas.flat[cells], self.counts.flat[cells] + by
        self.counts.flat[cells] = counts
        self.next.flat[cells] = _next(self.form, quotas, counts, self.block.most.flat[cells])
        self.last.flat[cells] = _last(self.form, quotas, counts, self.block.least.flat[cells])


def share_out(form: Form, block: Block) -> Counts:
    """Share out every draw of a block within its limits, which must leave a way."""
    counts = _near(form, block)
    standing = Standing(
        form,
        block,
        counts,
        _next(form, block.quotas, counts, block.most),
        _last(form, block.quotas, counts, block.least),
    )
    _complete(standing)
    _exchange(standing)
    _deal_ties(standing)
    return counts


def _next(form: Form, quotas: Floats, counts: Counts, most: Counts) -> Floats:
    return np.where(counts < most, form.price(quotas, counts), -np.inf)


def _last(form: Form, quotas: Floats, counts: Counts, least: Counts) -> Floats:
    return np.where(counts > least, form.price(quotas, counts - 1), np.inf)


def _near(form: Form, block: Block) -> Counts:
    """Find for each draw a level at which rounding leaves only few positions to move."""
    draws, branches = block.quotas.shape
    level = np.full(draws, form.start)
    low, high = np.full(draws, form.lowest), np.full(draws, form.highest)
    counts, growth = _at_level(form, block, level)
    rows = np.arange(draws)
    for _ in range(SEARCHES):
        missing = block.positions - counts[rows].sum(axis=1)
        far = np.abs(missing) > FEW + branches // 50
        rows, missing = rows[far], missing[far]
        if not len(rows):
            break
        tried = level[rows]
        low[rows] = np.where(missing > 0, tried, low[rows])
        high[rows] = np.where(missing < 0, tried, high[rows])
        tried = tried + missing / growth[rows]
        between = (low[rows] < tried) & (tried < high[rows])
        level[rows] = np.where(between, tried, (low[rows] + high[rows]) / 2)
        counts[rows], growth[rows] = _at_level(form, block.rows(rows), level[rows])
    return counts


def _at_level(form: Form, block: Block, level: Floats) -> tuple[Counts, Floats]:
    """Round at each draw's level, within limits; and say how fast the sum grows with it."""
    rounded = form.rounded(block.quotas, level[:, None])
    counts = np.clip(rounded, block.least, block.most)
    pull = form.pull(block.quotas)
    growth = np.where(rounded == counts, pull, 0.0).sum(axis=1)
    # Where limits hold every branch at this level, all that they leave open may yet move.
    if (growth == 0).any():
        open_ = np.where(block.least < block.most, pull, 0.0).sum(axis=1)
        growth = np.where(growth > 0, growth, open_)
    return counts, np.maximum(growth, 1 / FAR)


def _complete(standing: Standing) -> None:
    """Move what is missing, or too much, by the strongest next claims or weakest last ones."""
    positions, (_, branches) = standing.block.positions, standing.counts.shape
    while len(rows := np.flatnonzero(missing := positions - standing.counts.sum(axis=1))):
        for by, prices in ((1, standing.next), (-1, -standing.last)):
            cells = [
                row * branches + _strongest(prices[row], abs(missing[row]))
                for row in rows[missing[rows] * by > 0]
            ]
            if cells:
                standing.move(np.concatenate(cells), by)


def _strongest(prices: Floats, number: int) -> Counts:
    """Find the columns of the highest prices, each once; fewer where fewer are open."""
    open_ = np.flatnonzero(prices > -np.inf)
    number = min(number, len(open_))
    return open_[np.argpartition(prices[open_], -number)[-number:]]


def _edge(standing: Standing, rows: Counts | slice) -> tuple[Floats, Floats, Floats]:
    """Give the strongest next price, the weakest last one, and how far equal ones may differ."""
    waiting, given = standing.next[rows].max(axis=1), standing.last[rows].min(axis=1)
    size = np.where(np.isfinite(waiting), np.abs(waiting), 0.0)
    return waiting, given, NEAR * np.maximum(size, standing.form.least_scale)


def _exchange(standing: Standing) -> None:
    """While a next claim is stronger than a last one given, let the two change places."""
    branches = standing.counts.shape[1]
    rows = np.arange(len(standing.counts))
    while True:
        waiting, given, near = _edge(standing, rows)
        rows = rows[waiting > given + near]
        if not len(rows):
            break
        to = rows * branches + standing.next[rows].argmax(axis=1)
        from_ = rows * branches + standing.last[rows].argmin(axis=1)
        standing.move(to, 1)
        standing.move(from_, -1)


def _deal_ties(standing: Standing) -> None:
    """Where claims given and not given are equal, give to the larger quota, then by id."""
    waiting, given, near = _edge(standing, slice(None))
    for row in np.flatnonzero(waiting >= given - near):
        # The two may stand in either order, by a rounding error.
        without = np.flatnonzero(standing.next[row] >= waiting[row] - 2 * near[row])
        with_ = np.flatnonzero(standing.last[row] <= given[row] + 2 * near[row])
        standing.counts[row, with_] -= 1
        order = _by_rule(standing.block.quotas[row], np.union1d(without, with_))
        standing.counts[row, order[: len(with_)]] += 1


def _by_rule(quotas: Floats, branches: Counts) -> Counts:
    """Order branches by quota, the largest first, then by id; quotas may be nearly equal."""
    order = branches[np.argsort(-quotas[branches], kind="stable")]
    sizes = quotas[order]
    smaller = sizes[1:] < sizes[:-1] * (1 - NEAR)
    rank = np.concatenate([[0], np.cumsum(smaller)])
    return order[np.lexsort((order, rank))]
