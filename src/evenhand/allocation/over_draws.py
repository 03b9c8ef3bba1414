"""Whole positions for many draws at once: the same answer as the exact path, on arrays.

Quotas are floats here. Claims nearer to each other than a billionth count as equal,
and fall by the written rule; so rounding errors never decide what a rule should.
"""

from __future__ import annotations

import numpy as np

from evenhand.allocation.draw_forms import Counts, Floats, Form, form_of
from evenhand.allocation.draw_search import Block, share_out
from evenhand.errors import NotPossible

CELLS = 1 << 16  # of draws × branches worked on at once, so that they stay near the processor


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
        quotas_array: Draws × branches, columns by branch id (ties fall by column). It
            may be a transposed view; it is read in parts and never copied as a whole.
        least: The limits, by branch or by draw and branch.
        most: Likewise; None where there is no upper limit for any branch. A branch
            without one is given `positions`.

    Raises:
        NotPossible: In some draw no sharing out is within every limit.
    """
    form = form_of(method_name, positions)
    shape = quotas_array.shape
    lowest = np.broadcast_to(least, shape)
    # Even of no positions a claim may ask for a first one, where no limit forbids it.
    highest = np.broadcast_to(max(positions, 1) if most is None else most, shape)
    found = np.empty(shape, dtype=np.int64)
    impossible = 0
    step = max(1, CELLS // max(1, shape[1]))
    for start in range(0, len(quotas_array), step):
        rows = slice(start, start + step)
        block = _block(form, positions, quotas_array[rows], lowest[rows], highest[rows])
        impossible += _impossible(block)
        if not impossible:
            found[rows] = share_out(form, block)
    if impossible:
        raise NotPossible(
            f"In {impossible} of {len(quotas_array)} draws the limits leave no way to share out "
            f"{positions} positions. Loosen the limits that are nearest to binding."
        )
    return found


def _block(form: Form, positions: int, quotas: Floats, least: Counts, most: Counts) -> Block:
    quotas = np.array(quotas, dtype=np.float64, order="C")
    total = quotas.sum(axis=1, keepdims=True)
    if not ((quotas >= 0).all() and np.isfinite(total).all()):
        raise ValueError("a quota in a draw is negative or not a number")
    claims = quotas > 0
    quotas *= positions / np.where(total > 0, total, 1)
    if form.every_claim_gets_one:
        least = np.where(claims & (most > 0), np.maximum(least, 1), least)
    most = np.where(claims, most, least)
    return Block(positions, quotas, least.astype(np.int64), most.astype(np.int64))


def _impossible(block: Block) -> int:
    """Count the draws in which no sharing out is within every limit."""
    wrong = (block.least > block.most).any(axis=1)
    wrong |= block.least.sum(axis=1) > block.positions
    wrong |= block.most.sum(axis=1) < block.positions
    return int(wrong.sum())
