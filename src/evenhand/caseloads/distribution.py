"""Distribution: the mean, and values that were met; between two values nothing is made up."""

from __future__ import annotations

from fractions import Fraction

from evenhand.caseloads.together import Counts, met, total
from evenhand.figures.caseload import Distribution

MEDIAN, NINTH_DECILE = Fraction(1, 2), Fraction(9, 10)


def quantile(counts: Counts, share: Fraction) -> int:
    """The least value that was met with at least that share of all at or below it.

    This is the inverse of the distribution function; half a case is never an answer.
    """
    needed, below = share * met(counts), 0
    for value, times in sorted(counts.items()):
        below += times
        if times and below >= needed:
            return value
    raise ValueError("of nothing there is no quantile")


def distribution(counts: Counts, parts: int = 1) -> Distribution | None:
    """Mean, median, ninth decile and most; None where nobody was met.

    Args:
        counts: How often each value was met.
        parts: How many parts of a value are 1: what a full load is made of, else 1.
    """
    number = met(counts)
    if not number:
        return None
    return Distribution(
        number,
        Fraction(total(counts), number * parts),
        Fraction(quantile(counts, MEDIAN), parts),
        Fraction(quantile(counts, NINTH_DECILE), parts),
        Fraction(max(value for value, times in counts.items() if times), parts),
        tuple((Fraction(value, parts), times) for value, times in sorted(counts.items()) if times),
    )
