"""Judged: what may be said of a branch against what was expected of it, and what is only chance.

Two questions with two answers. The verdict asks where a branch's true ratio lies, after
it has been drawn in: better or worse than expected only where nine cases in ten say so.
The funnel asks how far a branch of its size may stray by chance, and how far branches
stray anyway: outside its outer limits something is out of the ordinary.

Source: Evenhand method, section 5; D. J. Spiegelhalter, "Funnel plots for comparing
institutional performance" and "Handling over-dispersion of performance indicators"
(2005): an additive spread between branches, by moments on winsorised z-scores.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from evenhand.estimation.leaving import rounded
from evenhand.figures import Funnel, FunnelLimit, Judged

BETTER, SAME, WORSE = (
    "better than expected",
    "no different from expected",
    "worse than expected",
)
#: How many standard deviations hold 90, 95 and 99.8 in 100.
IN_90, IN_95, IN_998 = 1.6448536269514722, 1.959963984540054, 3.090232306167813
#: One z-score in so many is pulled in at each end, so that outliers cannot excuse themselves.
WINSORISED = 10
#: Sizes at which the limits are told.
SIZES = 40


@dataclass(frozen=True, slots=True)
class Seen:
    """One branch's outcome, and between which ratios the true one lies in nine cases of ten."""

    branch: str
    hits: Fraction
    base: Fraction
    expected: Fraction
    low: float
    high: float

    @property
    def ratio(self) -> Fraction:
        """Hits over expected, as counted."""
        return self.hits / self.expected


def judge(
    seen: Sequence[Seen], rate: Fraction, *, more_is_better: bool
) -> tuple[tuple[Judged, ...], Funnel | None]:
    """Each branch's verdict, and the funnel about the state's `rate`.

    Branches with nothing in the base, or nothing to be expected, are not judged. Where
    the rate is nothing or everything there is no funnel.
    """
    known = [each for each in seen if each.base > 0 and each.expected > 0]
    if not known or not 0 < rate < 1:
        return tuple(_judged(each, "", more_is_better) for each in known), None
    spread = _spread(known, float(rate))
    told = tuple(
        _judged(each, _outside(each, float(rate), spread), more_is_better) for each in known
    )
    limits = tuple(_limit(base, float(rate), spread) for base in _sizes(known))
    return told, Funnel(rounded(rate), rounded(Fraction(spread)), limits)


def verdict(low: float, high: float, *, more_is_better: bool) -> str:
    """What follows from an interval of the ratio, in words."""
    if low > 1:
        return BETTER if more_is_better else WORSE
    if high < 1:
        return WORSE if more_is_better else BETTER
    return SAME


def _judged(each: Seen, outside: str, more_is_better: bool) -> Judged:
    low, high = rounded(Fraction(each.low)), rounded(Fraction(each.high))
    return Judged(
        branch=each.branch,
        hits=rounded(each.hits),
        base=rounded(each.base),
        expected=rounded(each.expected),
        ratio=rounded(each.ratio),
        low=low,
        high=high,
        verdict=verdict(float(low), float(high), more_is_better=more_is_better),
        outside=outside,
    )


def _error(base: float, rate: float) -> float:
    """The standard deviation of a rate, by chance alone."""
    return sqrt(rate * (1 - rate) / base)


def _spread(known: Sequence[Seen], rate: float) -> float:
    """τ²: how far rates of branches differ beyond chance; never below 0."""
    errors = [_error(float(each.base), rate) for each in known]
    scores = sorted(
        rate * (float(each.ratio) - 1) / error for each, error in zip(known, errors, strict=True)
    )
    many, cut = len(scores), len(scores) // WINSORISED
    scores = [min(max(z, scores[cut]), scores[-1 - cut]) for z in scores]
    weights = [error**-2 for error in errors]
    whole = sum(weights)
    room = whole - sum(w * w for w in weights) / whole
    beyond = sum(z * z for z in scores) - (many - 1)
    return max(0.0, beyond / room) if many > 1 else 0.0


def _outside(each: Seen, rate: float, spread: float) -> str:
    """On which side the branch's adjusted rate lies beyond the outer limits, if it does."""
    apart = rate * (float(each.ratio) - 1)
    reach = IN_998 * sqrt(_error(float(each.base), rate) ** 2 + spread)
    if abs(apart) <= reach:
        return ""
    return "above" if apart > 0 else "below"


def _limit(base: int, rate: float, spread: float) -> FunnelLimit:
    wide = sqrt(_error(base, rate) ** 2 + spread)
    low95, high95 = max(0.0, rate - IN_95 * wide), min(1.0, rate + IN_95 * wide)
    low998, high998 = max(0.0, rate - IN_998 * wide), min(1.0, rate + IN_998 * wide)
    ends = (rounded(Fraction(end)) for end in (low95, high95, low998, high998))
    return FunnelLimit(Fraction(base), *ends)


def _sizes(known: Sequence[Seen]) -> list[int]:
    """Sizes from the smallest branch's to the largest's, closer together where they are small."""
    low = max(1, int(min(each.base for each in known)))
    high = max(low, -int(-max(each.base for each in known) // 1))
    return sorted({low, high, *(round(low * (high / low) ** (k / SIZES)) for k in range(SIZES))})
