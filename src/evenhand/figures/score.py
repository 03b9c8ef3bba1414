"""Scores: how strongly one component speaks for each branch (more means more staff)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from evenhand.figures.figure import Figure


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One coefficient of a fitted model, kept as text at ten significant digits."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class BranchScore:
    """One branch's score. `value` is None where nothing can be said of the branch.

    `flags` are plain sentences a reader should see beside the number. `suppressed`
    marks a value a publisher withheld: no mean may ever fill it.
    """

    branch: str
    value: Fraction | None
    working: tuple[Figure, ...] = ()
    flags: tuple[str, ...] = ()
    suppressed: bool = False


@dataclass(frozen=True, slots=True)
class Scores:
    """One component's scores, one a branch, and what they were adjusted by.

    `coefficients` are those of the model behind the scores, as used: ten
    significant digits.
    """

    branches: tuple[BranchScore, ...]
    adjusted_by: str = ""
    coefficients: tuple[Coefficient, ...] = ()
    flags: tuple[str, ...] = ()
