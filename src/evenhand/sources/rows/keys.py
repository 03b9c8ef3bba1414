"""Keys of very many rows, told apart by their hashes: eight bytes a row, whatever the key holds.

A hash decides nothing by itself. Rows whose hashes are alike are compared as they stand,
and a search by one hash is proven by the sum of another, which is independent of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

#: Seeds of the hash that searches and of the one that proves.
SEARCH, PROOF = 20_000_204, 19_980_301


#: Hashes that may stand wrong before all are sorted by their places after all.
FEW = 10_000

#: Hashes looked for together, within the stretch that they span.
NEAR = 4_096


def hashes(cells: pl.Series, seed: int) -> Hashes:
    """A hash of each cell; alike for cells that are alike."""
    return cells.hash(seed).to_numpy()


def key_hashes(rows: pl.DataFrame, key: Sequence[str]) -> Hashes:
    """A hash of each row's key."""
    found = np.zeros(rows.height, np.uint64)
    for at, name in enumerate(key):
        cells = rows[name]
        text = cells.cast(pl.String) if isinstance(cells.dtype, pl.Categorical) else cells
        found = found * np.uint64(0x9E3779B97F4A7C15) + hashes(text, SEARCH + at)
    return found


def repeated_hashes(found: Sequence[Hashes]) -> Hashes:
    """The hashes that stand more than once, in order."""
    every: Hashes = np.concatenate(found)
    every.sort()
    again: Hashes = every[1:][every[1:] == every[:-1]]
    first = np.ones(len(again), bool)
    first[1:] = again[1:] != again[:-1]
    return again[first]


def among(found: Hashes, few: Hashes) -> pl.Series:
    """Whether each of the hashes is among the few."""
    if len(few) == 0:
        return pl.Series([False]).new_from_index(0, len(found))
    return pl.Series(found).is_in(pl.Series(few).implode())


def in_order(found: Hashes) -> NDArray[np.int64]:
    """The places of the hashes from least to greatest.

    Sorting numbers is far quicker than sorting their places. So each place is written into
    the lowest bits of its hash; the few that then stand wrong are put right.
    """
    low = np.uint64((1 << max(1, len(found) - 1).bit_length()) - 1)
    packed = (found & ~low) | np.arange(len(found), dtype=np.uint64)
    packed.sort()
    order = (packed & low).astype(np.int64)
    ordered = found[order]
    while len(wrong := np.flatnonzero(ordered[1:] < ordered[:-1])):
        if len(wrong) > FEW:
            return np.argsort(found)
        for at in wrong:
            order[at], order[at + 1] = order[at + 1], order[at]
            ordered[at], ordered[at + 1] = ordered[at + 1], ordered[at]
    return order


def _places(ordered: Hashes, wanted: Hashes) -> NDArray[np.int64]:
    """Where each wanted hash would stand; both in order, so that neighbours look close by."""
    found = [np.zeros(0, np.int64)]
    for some in (wanted[at : at + NEAR] for at in range(0, len(wanted), NEAR)):
        first, last = np.searchsorted(ordered, some[[0, -1]])
        found.append(np.searchsorted(ordered[first : last + 1], some) + first)
    return np.minimum(np.concatenate(found), len(ordered) - 1)


class Ids:
    """The ids of a large table, to be searched in by the order of their hashes."""

    def __init__(self, search: Sequence[Hashes], proof: Sequence[Hashes]) -> None:
        """Take both hashes of every id; they are put in order when first asked."""
        self._given = (search, proof)

    @cached_property
    def _ordered(self) -> tuple[Hashes, NDArray[np.int64], Hashes]:
        search, proof = (np.concatenate(each) for each in self._given)
        self._given = ((), ())
        order = in_order(search)
        return search[order], order, proof

    def missing(self, cells: pl.Series) -> pl.Series | None:
        """Whether each text is not among the ids; None where the hashes cannot tell."""
        search, order, proof = self._ordered
        found = hashes(cells, SEARCH)
        wanted = np.sort(found)
        at = _places(search, wanted)
        there = search[at] == wanted
        sought = hashes(cells, PROOF)
        absent = among(found, wanted[~there])
        if absent.any():
            sought, at = sought[~absent.to_numpy()], at[there]
        return absent if np.sum(sought) == np.sum(proof[order[at]]) else None
