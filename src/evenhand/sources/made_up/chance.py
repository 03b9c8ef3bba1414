"""Chance: the few ways numbers are drawn, each part of the state from a stream of its own.

A part's stream hangs on the seed and the part's name alone, so that adding a draw
to one part leaves every other part as it was.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
Stream = np.random.Generator


def stream(seed: int, part: str) -> Stream:
    """The stream of chance for one part of the state."""
    return np.random.default_rng([seed, *part.encode()])


def likelihood(logit: Array) -> Array:
    """A logit as a probability."""
    odds: Array = 1 / (1 + np.exp(-logit))
    return odds


def spread(total: int, weights: Array, least: int = 0) -> Array:
    """Spread a whole number over weights, by largest remainder; none gets under `least`.

    What lifts the smallest to `least` comes from the largest. A total too small for
    that is exceeded. Ties go to the first.
    """
    due = weights / weights.sum() * total
    whole: Array = np.floor(due).astype(np.int64)
    short = total - int(whole.sum())
    whole[np.argsort(whole - due, kind="stable")[:short]] += 1
    whole = np.maximum(whole, least)
    while whole.sum() > total and whole.max() > least:
        whole[whole.argmax()] -= 1
    return whole


def one_of(draw: Stream, chances: Array, row: Array) -> Array:
    """For each entry of `row`, one column drawn with the chances of that row."""
    edges = np.cumsum(chances, axis=1)
    sample = draw.random(len(row))
    found: Array = np.zeros(len(row), dtype=np.int8)
    # Column by column: the whole table of edges by row would not fit at ten million calls.
    for column in range(chances.shape[1] - 1):
        found += sample > edges[row, column]
    return found


def within(draw: Stream, start: Array, count: Array) -> Array:
    """One number out of `count` that begin at `start`, for each pair."""
    return start + (draw.random(len(start)) * count).astype(np.int64)


def sampled(draw: Stream, stratum: Array, quota: Array) -> Array:
    """Which rows a sample takes: up to `quota[s]` of the rows in each stratum s."""
    order = np.lexsort((draw.random(len(stratum)), stratum))
    starts = np.concatenate(([0], np.cumsum(np.bincount(stratum, minlength=len(quota)))))
    place = np.arange(len(stratum)) - starts[stratum[order]]
    taken: Array = np.sort(order[place < quota[stratum[order]]])
    return taken
