"""How a number leaves estimation: put on one scale, rounded once, exact ever after.

Without the rounding, the fractions of 3,000 branches grow denominators of
thousands of digits; without the common scale, the rounding would not mean the
same for every score.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from evenhand.figures import Scores

#: Decimals a number keeps when it leaves this room, and significant digits of a coefficient.
DECIMALS = 12
DIGITS = 10


def rounded(value: Fraction) -> Fraction:
    """`value` at 12 decimals, halves to the even neighbour, as a fraction."""
    return Fraction(round(value * 10**DECIMALS), 10**DECIMALS)


def significant(value: float) -> str:
    """A number as text at ten significant digits, as coefficients are kept."""
    return f"{value:.{DIGITS - 1}e}"


def state_mean(values: Mapping[str, Fraction], base: Mapping[str, Fraction]) -> Fraction:
    """The mean of `values` weighted by `base`; 0 where the base is nothing."""
    weight = sum((base[branch] for branch in values), Fraction(0))
    if weight == 0:
        return Fraction(0)
    return sum((base[b] * value for b, value in values.items()), Fraction(0)) / weight


def as_scores(scores: Scores, base: Mapping[str, Fraction]) -> Scores:
    """Divide each score by the base-weighted mean, so that the state stands at 1, and round.

    Scores that are missing stay missing; where all are nothing they stay nothing.
    """
    known = {s.branch: s.value for s in scores.branches if s.value is not None}
    mean = state_mean(known, base)
    if mean == 0:
        return scores
    return replace(
        scores,
        branches=tuple(
            replace(s, value=None if s.value is None else rounded(s.value / mean))
            for s in scores.branches
        ),
    )


def as_counts(scores: Scores) -> Scores:
    """Round a base, which keeps its scale: it counts children, families or calls."""
    return replace(
        scores,
        branches=tuple(
            replace(s, value=None if s.value is None else rounded(s.value)) for s in scores.branches
        ),
    )
