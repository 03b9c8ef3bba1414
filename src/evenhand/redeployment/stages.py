"""Stages: aims in their order, each brought to its best while all before it are kept.

Parts of the plan that share no row (regions, say) are solved each for itself. The best
of a sum over such parts is the sum of their bests, aim by aim, so nothing is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from evenhand.figures import Stage
from evenhand.redeployment.rows import Array, Rows, Sheet
from evenhand.redeployment.solving import NEAR, Solved, as_low_as_columns_go, solve

KEPT = 1e-7  # how far an aim that is no whole number may slip, as a part of its value


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to be least: (constant + Σ weight × column) ÷ `divided`; whole where all is."""

    name: str
    weights: dict[int, float]
    constant: float = 0.0
    divided: int = 1
    whole: bool = True

    def over(self, count: int) -> Array:
        """The weights of all columns in a row."""
        full = np.zeros(count)
        full[list(self.weights)] = list(self.weights.values())
        return full

    def stage(self, value: float, bound: float) -> Stage:
        """The aim reached, in its own unit; `value` and `bound` come without the constant."""
        low = ceil(bound - NEAR) if self.whole else bound
        told = [(number + self.constant) / self.divided for number in (value, low)]
        return Stage(self.name, *told)


def best(rows: Rows, aims: Sequence[Aim]) -> tuple[Array, list[Stage]]:
    """Solve aim after aim; give the columns, and a stage with its proof for each aim."""
    columns = np.zeros(len(rows.whole))
    weights = [aim.over(len(columns)) for aim in aims]
    bounds = np.zeros(len(aims))
    for numbers, sheet in rows.sheet().parts():
        inner = [full[numbers] for full in weights]
        columns[numbers], proven = _best_of_part(sheet, aims, inner)
        bounds += proven
    values = [float(full @ columns) for full in weights]
    stages = zip(aims, values, bounds.tolist(), strict=True)
    return columns, [aim.stage(value, bound) for aim, value, bound in stages]


def _best_of_part(
    sheet: Sheet, aims: Sequence[Aim], weights: Sequence[Array]
) -> tuple[Array, Array]:
    columns, bounds = np.full(len(sheet.whole), np.nan), np.zeros(len(aims))
    for number, (aim, inner) in enumerate(zip(aims, weights, strict=True)):
        if inner.any():
            solved = as_low_as_columns_go(inner, sheet, columns) or solve(inner, sheet)
            columns = solved.columns
            # A sum of whole numbers is whole, and so is what none of them can go below.
            bounds[number] = ceil(solved.bound - NEAR) if aim.whole else solved.bound
            sheet = solved.as_good or _kept(sheet, aim, inner, solved)
    return np.nan_to_num(columns), bounds


def _kept(sheet: Sheet, aim: Aim, weights: Array, solved: Solved) -> Sheet:
    value = float(weights @ solved.columns)
    slack = 0.0 if aim.whole else KEPT * max(1.0, abs(value))
    return sheet.with_row(weights, value + slack)
