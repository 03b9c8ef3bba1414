"""Whole positions for many draws at once: the same answer as the exact path, on arrays.

Quotas are floats here. Claims nearer to each other than a billionth count as equal,
and fall by the written rule; so rounding errors never decide what a rule should.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenhand.allocation import methods
from evenhand.allocation.divisor import DivisorMethod
from evenhand.errors import NotPossible

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

NEAR = 1e-9
FEW = 4  # positions still missing in a row that are quicker added one by one
HALVINGS = 200


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
class Form:
    """A method on arrays: prices of the next position, and counts at a level."""

    price: Callable[[Floats, Counts], Floats]
    rounded: Callable[[Floats, Floats], Floats]
    lowest: float
    start: float
    highest: float
    least_scale: float  # below it, nearness is no longer relative
    every_claim_gets_one: bool = False


def awards_over_draws(
    method_name: str,
    positions: int,
    quotas_array: Floats,
    least: Counts,
    most: Counts | None = None,
) -> Counts:
    """Share out `positions` in every draw, within the limits.

    Args:
        method_name: A divisor method, or largest_remainder.
        positions: Units to share out in each draw.
        quotas_array: Draws × branches, columns by branch id (ties fall by column).
        least: The limits, by branch or by draw and branch.
        most: Likewise; None where there is no upper limit for any branch. A branch
            without one is given `positions`.

    Raises:
        NotPossible: In some draw no sharing out is within every limit.
    """
    form = _form(method_name, positions)
    block = _block(form, positions, quotas_array, least, most)
    return _finish(form, block, _below(form, block))


def _block(form: Form, positions: int, quotas: Floats, least: Counts, most: Counts | None) -> Block:
    if not (np.isfinite(quotas) & (quotas >= 0)).all():
        raise ValueError("a quota in a draw is negative or not a number")
    total = quotas.sum(axis=1, keepdims=True)
    scaled = quotas * positions / np.where(total > 0, total, 1)
    claims = quotas > 0
    top = np.broadcast_to(positions if most is None else most, quotas.shape)
    low = np.broadcast_to(least, quotas.shape).astype(np.int64)
    if form.every_claim_gets_one:
        low = np.where(claims & (top > 0), np.maximum(low, 1), low)
    high = np.where(claims, top, low).astype(np.int64)
    wrong = (low > high).any(axis=1) | (low.sum(axis=1) > positions)
    wrong |= high.sum(axis=1) < positions
    if wrong.any():
        raise NotPossible(
            f"In {wrong.sum()} of {len(quotas)} draws the limits leave no way to share out "
            f"{positions} positions. Loosen the limits that are nearest to binding."
        )
    return Block(positions, scaled, low, high)


def _form(name: str, positions: int) -> Form:
    if name == "largest_remainder":
        return Form(
            price=lambda quotas, held: quotas - held,
            rounded=lambda quotas, level: np.ceil(quotas + level - NEAR),
            lowest=-positions - 1.0,
            start=-0.5,
            highest=positions + 1.0,
            least_scale=1.0,
        )
    method = methods()[name]
    if not isinstance(method, DivisorMethod):
        raise ValueError(f"{name} has no form over draws")
    marks = np.array([float(method.signpost(held)) for held in range(positions + 2)])
    marks = marks ** (1 / method.power)
    return _divisor_form(marks, certain=method.every_claim_gets_one)


def _divisor_form(marks: Floats, *, certain: bool) -> Form:
    def price(quotas: Floats, held: Counts) -> Floats:
        # A first position that is certain was given at the start; its price is never asked.
        return quotas / np.where(marks[held] > 0, marks[held], 1)

    def rounded(quotas: Floats, level: Floats) -> Floats:
        shares = quotas * level * (1 - NEAR)
        below = np.clip(np.ceil(shares) - 1, 0, len(marks) - 1)
        clear: Floats = below + (marks[below.astype(np.int64)] < shares)
        return clear

    return Form(price, rounded, 0.0, 1.0, np.inf, 0.0, certain)


def _counts(form: Form, block: Block, level: Floats) -> Counts:
    rounded = form.rounded(block.quotas, level[:, None])
    return np.clip(rounded, block.least, block.most).astype(np.int64)


def _below(form: Form, block: Block) -> Counts:
    """Close in on each draw's level from below, until only few positions are missing."""
    draws = len(block.quotas)
    low, high = np.full(draws, form.lowest), np.full(draws, form.highest)
    level, counts = np.full(draws, form.start), block.least.copy()
    for _ in range(HALVINGS):
        missing = block.positions - counts.sum(axis=1)
        open_ = np.flatnonzero((missing > FEW) & (high - low > NEAR * (1 + np.abs(low))))
        if not len(open_):
            break
        tried = _counts(form, block.rows(open_), level[open_])
        fits = tried.sum(axis=1) <= block.positions
        counts[open_[fits]] = tried[fits]
        low[open_[fits]], high[open_[~fits]] = level[open_[fits]], level[open_[~fits]]
        level = np.where(np.isinf(high), 2 * low, (low + np.minimum(high, 1e308)) / 2)
    return counts


def _finish(form: Form, block: Block, counts: Counts) -> Counts:
    while len(short := np.flatnonzero(counts.sum(axis=1) < block.positions)):
        part = block.rows(short)
        price = form.price(part.quotas, counts[short])
        price = np.where(counts[short] < part.most, price, -np.inf)
        best = price.max(axis=1, keepdims=True)
        level = price >= best - NEAR * np.maximum(np.abs(best), form.least_scale)
        strongest = np.where(level, part.quotas, -1.0)
        # Equal quotas may differ by a rounding error too; the first of them by id goes first.
        largest = strongest.max(axis=1, keepdims=True)
        chosen = (strongest >= largest * (1 - NEAR)).argmax(axis=1)
        counts[short, chosen] += 1
    return counts
