"""Cells: hits of a base by branch and by what was known, in one canonical order.

Rows that say the same are added up and all are put in order before anything is
reckoned, so that rows grouped, split or shuffled give the same numbers to the last
bit. The design matrix has a row for each distinct pattern, never one for each child.

Source: Evenhand method, section 5, and law 14.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from evenhand.figures import Tally

Floats = NDArray[np.float64]
Places = NDArray[np.int64]
#: Hits and base by branch and pattern.
Counts = Mapping[tuple[str, str], tuple[Fraction, Fraction]]
#: The intercept among the words of a design.
ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Cells:
    """Counts ready to be fitted: one cell for each pattern that a branch has.

    `design` has a row for each pattern and a column for each of `words`, the first of
    them the intercept. `pattern` and `branch` say which row of the design and which of
    so many `branches` a cell belongs to.
    """

    words: tuple[str, ...]
    design: Floats
    pattern: Places
    branch: Places
    branches: int
    hits: Floats
    base: Floats

    def by_pattern(self, values: Floats) -> Floats:
        """Values of cells, added up by pattern."""
        return np.asarray(np.bincount(self.pattern, values, len(self.design)), np.float64)

    def by_branch(self, values: Floats) -> Floats:
        """Values of cells, added up by branch."""
        return np.asarray(np.bincount(self.branch, values, self.branches), np.float64)

    def by_word(self, values: Floats) -> Floats:
        """Values of cells, added up over all that a word of the design is said of."""
        return summed(self.design, self.by_pattern(values))

    def log_odds(self, beta: Floats) -> Floats:
        """What coefficients make of each pattern."""
        places: Floats = np.einsum("pw,w->p", self.design, beta)
        return places

    @property
    def certain(self) -> bool:
        """Whether nothing happened anywhere, or everything did."""
        return not 0 < self.hits.sum() < self.base.sum()


def summed(design: Floats, values: Floats) -> Floats:
    """Values of patterns, added up over all that each word is said of.

    Without BLAS, whose threads cost more than they save here and add up in another order
    on a machine with more of them.
    """
    sums: Floats = np.einsum("pw,p->w", design, values)
    return sums


def crossed(design: Floats, weight: Floats) -> Floats:
    """How far words go together over patterns of so much weight, words × words; without BLAS."""
    together: Floats = np.einsum("pw,pv->wv", weight[:, None] * design, design)
    return together


def cells(
    words: Sequence[str],
    design: Floats,
    pattern: Places,
    branch: Places,
    branches: int,
    hits: Floats,
    base: Floats,
) -> Cells:
    """Put rows in canonical order, those of the same branch and pattern added up.

    Counts, and middles of masked counts, add up exactly in any order. Rows with nothing
    in the base say nothing and are left out.

    Args:
        words: A name for each column of `design`; the first is the intercept's.
        design: What is known, a row for each distinct pattern.
        pattern: Which row of `design`, for each row of counts.
        branch: Which branch, 0 to `branches` − 1.
        branches: How many branches there are.
        hits: What happened, of `base`.
        base: To how many it could have happened.
    """
    hits, base = hits.astype(np.float64), base.astype(np.float64)
    if not base.all():
        kept = base > 0
        pattern, branch, hits, base = pattern[kept], branch[kept], hits[kept], base[kept]
    key = branch * len(design) + pattern
    if np.any(key[1:] <= key[:-1]):
        order = np.lexsort((hits, base, key))
        key, hits, base = key[order], hits[order], base[order]
        first = np.flatnonzero(np.append(True, key[1:] != key[:-1]))
        key, hits, base = key[first], np.add.reduceat(hits, first), np.add.reduceat(base, first)
    branch, pattern = np.divmod(key, max(len(design), 1))
    return Cells(tuple(words), design, pattern, branch, branches, hits, base)


def counts_of(removals: Mapping[str, Iterable[Tally]]) -> Counts:
    """The tallies of every branch by branch and pattern, middles of masked ranges for counts.

    A pattern is its words, whatever their order: "level=2 age=0-4" is "age=0-4 level=2".
    """
    said: dict[str, str] = {}
    halves: dict[tuple[str, str], tuple[int, int]] = {}
    for branch, tallies in removals.items():
        for t in tallies:
            if t.of not in said:
                said[t.of] = " ".join(sorted(t.of.split()))
            known = branch, said[t.of]
            hits, base = halves.get(known, (0, 0))
            halves[known] = hits + t.hits + t.hits_most, base + t.base + t.base_most
    return {
        known: (Fraction(hits, 2), Fraction(base, 2))
        for known, (hits, base) in sorted(halves.items())
    }


def known_cells(counts: Counts) -> Cells:
    """Cells of counts by name; the design compares each level with its thing's commonest.

    Patterns look like `age=0-4 level=2`: each word is a level of one thing known.
    """
    kept = {where: each for where, each in counts.items() if each[1] > 0}
    branches = {b: place for place, b in enumerate(sorted({b for b, _ in kept}))}
    patterns = {p: place for place, p in enumerate(sorted({p for _, p in kept}))}
    words = (ALWAYS, *_compared(kept))
    return cells(
        words,
        _design(patterns, words),
        np.array([patterns[p] for _, p in kept], dtype=np.int64),
        np.array([branches[b] for b, _ in kept], dtype=np.int64),
        len(branches),
        np.array([float(hits) for hits, _ in kept.values()]),
        np.array([float(base) for _, base in kept.values()]),
    )


def _compared(counts: Counts) -> list[str]:
    """The words that get a coefficient: all but the commonest of each thing."""
    of_pattern: dict[str, Fraction] = {}
    for (_, pattern), (_, base) in counts.items():
        of_pattern[pattern] = of_pattern.get(pattern, Fraction(0)) + base
    sizes: dict[str, Fraction] = {}
    for pattern, base in of_pattern.items():
        for word in set(pattern.split()):
            sizes[word] = sizes.get(word, Fraction(0)) + base
    commonest: dict[str, str] = {}
    for word in sorted(sizes, key=lambda w: (-sizes[w], w)):
        commonest.setdefault(word.partition("=")[0], word)
    return sorted(set(sizes) - set(commonest.values()))


def _design(patterns: Iterable[str], words: Sequence[str]) -> Floats:
    places = {word: place for place, word in enumerate(words)}
    rows = [{0, *(places[w] for w in pattern.split() if w in places)} for pattern in patterns]
    design = np.zeros((len(rows), len(words)))
    for row, own in zip(design, rows, strict=True):
        row[list(own)] = 1.0
    return design
