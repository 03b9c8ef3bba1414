"""Rows: columns of whole and other numbers, and the rows they must fit, as written down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import inf
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass
class Rows:
    """Columns (each from 0 up, whole or not) and rows over them, as they are added."""

    whole: list[bool] = field(default_factory=list)
    number: list[int] = field(default_factory=list)
    column: list[int] = field(default_factory=list)
    weight: list[float] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    def add_columns(self, count: int, *, whole: bool = True) -> range:
        """Add columns, and tell their numbers."""
        begin = len(self.whole)
        self.whole += [whole] * count
        return range(begin, begin + count)

    def add(self, weights: Mapping[int, float], low: float = -inf, high: float = inf) -> None:
        """Add one row: low ≤ Σ weight × column ≤ high."""
        row = len(self.low)
        self.number += [row] * len(weights)
        self.column += weights.keys()
        self.weight += weights.values()
        self.low.append(low)
        self.high.append(high)

    def add_sum(self, columns: Iterable[int], low: float = -inf, high: float = inf) -> None:
        """Add one row over plain columns; no columns, no row."""
        if weights := dict.fromkeys(columns, 1.0):
            self.add(weights, low, high)

    def sheet(self) -> Sheet:
        """All of it as a sparse matrix with its bounds."""
        from scipy.sparse import csr_array

        count = len(self.whole)
        return Sheet(
            csr_array((self.weight, (self.number, self.column)), shape=(len(self.low), count)),
            np.array(self.low),
            np.array(self.high),
            np.zeros(count),
            np.full(count, inf),
            np.array(self.whole),
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows as a solver takes them: low ≤ matrix × columns ≤ high, least ≤ columns ≤ most."""

    matrix: Any
    low: Array
    high: Array
    least: Array
    most: Array
    whole: NDArray[np.bool_]

    def parts(self) -> list[tuple[NDArray[np.int64], Sheet]]:
        """The parts that share no row: the numbers of their columns, and each on its own."""
        from scipy.sparse.csgraph import connected_components

        touched = abs(self.matrix)
        count, label = connected_components(touched.T @ touched, directed=False)
        row_label = label[self.matrix.indices[self.matrix.indptr[:-1]]]
        columns = [np.flatnonzero(label == number) for number in range(count)]
        rows = [np.flatnonzero(row_label == number) for number in range(count)]
        return [(c, self._part(r, c)) for r, c in zip(rows, columns, strict=True)]

    def _part(self, rows: NDArray[np.int64], columns: NDArray[np.int64]) -> Sheet:
        inner = self.matrix[rows][:, columns]
        of_columns = (self.least[columns], self.most[columns], self.whole[columns])
        return Sheet(inner, self.low[rows], self.high[rows], *of_columns)

    def with_row(self, weights: Array, high: float) -> Sheet:
        """The same with one more row."""
        from scipy.sparse import csr_array, vstack

        matrix = vstack([self.matrix, csr_array(weights.reshape(1, -1))], format="csr")
        low = np.append(self.low, -inf)
        return replace(self, matrix=matrix, low=low, high=np.append(self.high, high))
