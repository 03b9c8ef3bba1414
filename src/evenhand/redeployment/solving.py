"""Solving: the least an aim can be, its proof, and what every plan as good has in common.

The relaxation, in which people may be halved, is solved first: flows mostly come out
whole by themselves, and its optimum is then the proof. All plans as good share what its
prices say: a column that would cost stays where it is, a row with a price stays tight.
Where something comes out halved, branch and bound takes over. No time limit is set and
the solver's seed is its fixed default, so the same rows give the same answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.redeployment.rows import Array, Sheet

NEAR = 1e-6  # how near to a whole number, or to no price, the solver's floats count as it


@dataclass(frozen=True, slots=True)
class Solved:
    """The best columns, a bound none goes below, and the rows of all plans as good, if known."""

    columns: Array
    bound: float
    as_good: Sheet | None = None


def as_low_as_columns_go(aim: Array, sheet: Sheet, columns: Array) -> Solved | None:
    """The columns as they are, if each already stands where this aim would have it."""
    cheapest = np.where(aim > 0, sheet.least, np.where(aim < 0, sheet.most, columns))
    if not (columns == cheapest).all():
        return None
    fixed = aim != 0
    least, most = (np.where(fixed, columns, bound) for bound in (sheet.least, sheet.most))
    return Solved(columns, float(aim @ columns), replace(sheet, least=least, most=most))


def solve(aim: Array, sheet: Sheet) -> Solved:
    """Find the columns that fit the sheet and for which aim × columns is least."""
    relaxed = _relaxed(aim, sheet)
    return relaxed if _is_whole(relaxed.columns, sheet.whole) else _whole(aim, sheet)


def _is_whole(columns: Array, whole: NDArray[np.bool_]) -> bool:
    return bool((np.abs(columns - np.round(columns))[whole] <= NEAR).all())


def _relaxed(aim: Array, sheet: Sheet) -> Solved:
    from scipy.optimize import linprog
    from scipy.sparse import vstack

    same = sheet.low == sheet.high
    upper, lower = ~same & np.isfinite(sheet.high), ~same & np.isfinite(sheet.low)
    found = linprog(
        aim,
        A_ub=vstack([sheet.matrix[upper], -sheet.matrix[lower]]),
        b_ub=np.concatenate([sheet.high[upper], -sheet.low[lower]]),
        A_eq=sheet.matrix[same],
        b_eq=sheet.low[same],
        bounds=np.column_stack([sheet.least, sheet.most]),
        method="highs-ds",
    )
    _check(found)
    priced = np.abs(found.ineqlin.marginals) > NEAR
    low, high = sheet.low.copy(), sheet.high.copy()
    numbers = np.concatenate([np.flatnonzero(upper), np.flatnonzero(lower)])[priced]
    reached = np.concatenate([sheet.high[upper], sheet.low[lower]])[priced]
    low[numbers], high[numbers] = reached, reached
    most = np.where(found.lower.marginals > NEAR, sheet.least, sheet.most)
    least = np.where(found.upper.marginals < -NEAR, sheet.most, sheet.least)
    as_good = replace(sheet, low=low, high=high, least=least, most=most)
    return Solved(_rounded(found.x, sheet), found.fun, as_good)


def _whole(aim: Array, sheet: Sheet) -> Solved:
    from scipy.optimize import Bounds, LinearConstraint, milp

    found = milp(
        aim,
        integrality=sheet.whole.astype(int),
        bounds=Bounds(sheet.least, sheet.most),
        constraints=LinearConstraint(sheet.matrix, sheet.low, sheet.high),
        options={"mip_rel_gap": 0},
    )
    _check(found)
    return Solved(_rounded(found.x, sheet), found.mip_dual_bound)


def _check(found: Any) -> None:
    if not found.success:
        raise RuntimeError(
            f"HiGHS found no best plan where the empty one is a plan: {found.message}"
        )


def _rounded(columns: Array, sheet: Sheet) -> Array:
    near = np.abs(columns - np.round(columns)) <= NEAR
    return np.where(sheet.whole & near, np.round(columns), columns)
