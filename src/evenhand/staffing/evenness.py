"""Evenness: how evenly staff meet need, as a Gini index, a coefficient of variation and a share.

All are of what is available per hour needed, weighted by the hours needed. A branch that
needs nothing is left out. All but the square root is exact.

Source: Gini, *Variabilità e mutabilità* (1912), in its weighted form; the weights are ours.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt
from statistics import median

from evenhand.figures import Evenness, Served

#: Decimals of a coefficient of variation, which has a square root in it.
DECIMALS = 6


def evenness(rows: Sequence[Served]) -> Evenness:
    """How evenly, and how far, the branches' need is met."""
    known = [row for row in rows if row.ratio is not None]
    need = sum((row.needed for row in known), Fraction(0))
    met = sum((min(row.needed, row.available) for row in known), Fraction(0))
    levels = [row.level for row in known if row.level is not None]
    return Evenness(
        gini=gini(known),
        variation=variation(known),
        share=met / need if need else Fraction(1),
        below=sum(row.available < row.needed for row in known),
        branches=len(known),
        level=median(levels) if levels else None,
    )


def gini(rows: Sequence[Served]) -> Fraction:
    """Half the mean difference between two hours of need, over the mean: 0 even, nearly 1 not.

    Every row needs something. Where nothing is available anywhere, nothing is uneven.
    """
    need = have = apart = Fraction(0)
    for row in sorted(rows, key=lambda each: each.available / each.needed):
        # Against all that have less an hour: need × availability, one way and the other.
        apart += row.available * need - row.needed * have
        need, have = need + row.needed, have + row.available
    return apart / (need * have) if have else Fraction(0)


def variation(rows: Sequence[Served]) -> Fraction:
    """Standard deviation ÷ mean of what an hour of need has; cut at six decimals."""
    need = sum((row.needed for row in rows), Fraction(0))
    have = sum((row.available for row in rows), Fraction(0))
    if not have:
        return Fraction(0)
    apart = ((row.available * need - have * row.needed) ** 2 / row.needed for row in rows)
    # Each branch's own fraction has its own denominator: unrounded, thousands would not end.
    squared = sum((_near(each / (need * have**2)) for each in apart), Fraction(0))
    return Fraction(isqrt(int(squared * 10 ** (2 * DECIMALS))), 10**DECIMALS)


def _near(value: Fraction) -> Fraction:
    return Fraction(round(value * 10**18), 10**18)
