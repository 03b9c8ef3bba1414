"""Judged: a branch's outcome against what its caseload leads one to expect."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Judged:
    """One branch: `hits` of `base` happened, and `expected` were to be expected.

    `ratio` is hits ÷ expected as counted. `low` to `high` is where the true ratio lies
    in nine cases of ten, after it has been drawn in; `verdict` says in words what
    follows from that. `outside` is "above" or "below" where the branch lies beyond the
    funnel's outer limits, or empty.
    """

    branch: str
    hits: Fraction
    base: Fraction
    expected: Fraction
    ratio: Fraction
    low: Fraction
    high: Fraction
    verdict: str
    outside: str = ""


@dataclass(frozen=True, slots=True)
class FunnelLimit:
    """Between which rates a branch of so large a base lies by chance: 95 and 99.8 in 100."""

    base: Fraction
    low95: Fraction
    high95: Fraction
    low998: Fraction
    high998: Fraction


@dataclass(frozen=True, slots=True)
class Funnel:
    """The state's rate, how far branches differ beyond chance, and the limits by size."""

    rate: Fraction
    spread: Fraction
    limits: tuple[FunnelLimit, ...]
