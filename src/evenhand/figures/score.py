"""Scores: how strongly one component speaks for each branch (more means more staff)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from evenhand.figures.figure import Figure
from evenhand.figures.judged import Funnel, Judged


@dataclass(frozen=True, slots=True)
class Coefficient:
    """What a score rests on, kept as text: ten significant digits, or a counted rate's fraction."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class BranchScore:
    """One branch's score. `value` is None where nothing can be said of the branch.

    `flags` are plain sentences a reader should see beside the number.
    """

    branch: str
    value: Fraction | None
    working: tuple[Figure, ...] = ()
    flags: tuple[str, ...] = ()


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
    judged: tuple[Judged, ...] = ()
    funnel: Funnel | None = None
