"""Shares of time from random moments, each with the error that its workers leave.

Moments of one worker are alike, so the worker is the cluster: a share's variance adds up
what each worker's moments differ from it, squared. Everything is exact up to the square
root.

Source: Evenhand method, section 2 (Var = Σ e² × W/(W − 1) ÷ M²); Wilson, Journal of the
American Statistical Association 22 (1927), for the interval; Korn and Graubard, Survey
Methodology 24 (1998), for putting the design effect and t into it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import sqrt

from evenhand.estimation.leaving import rounded
from evenhand.figures import Activity, ClusterTally, MeasuredTime, ShouldTake

#: What is assumed and no source gives; printed with every survey.
ASSUMES = (
    "Those who did not answer worked as those who did.",
    "Each moment counts alike, and a worker's moments are one cluster.",
    "A design effect below 1 does not narrow an interval.",
)


def share_of_moments(tally: ClusterTally) -> Fraction:
    """The activity's share of all moments answered."""
    return Fraction(tally.hits, tally.base)


def share_variance(tally: ClusterTally) -> Fraction:
    """The variance of that share with the worker as cluster, exactly."""
    share, workers = share_of_moments(tally), tally.clusters
    squares = tally.hits_squared - 2 * share * tally.hits_by_base + share**2 * tally.base_squared
    return squares * Fraction(workers, workers - 1) / tally.base**2


def share_design_effect(tally: ClusterTally) -> Fraction | None:
    """The variance over that of as many moments drawn one by one; None if nothing varies."""
    share = share_of_moments(tally)
    plain = share * (1 - share) / tally.base
    return share_variance(tally) / plain if plain else None


def whole_design_effect(tallies: Sequence[ClusterTally]) -> Fraction | None:
    """One design effect for the survey: all activities' variances over their plain ones."""
    shares = [share_of_moments(tally) for tally in tallies]
    plain = sum((p * (1 - p) / t.base for p, t in zip(shares, tallies, strict=True)), Fraction(0))
    return sum(map(share_variance, tallies), Fraction(0)) / plain if plain else None


def share_interval(tally: ClusterTally, confidence: Fraction) -> tuple[Fraction, Fraction]:
    """Between which shares the activity's lies with that confidence; never outside 0 to 1.

    Wilson's interval over as many moments as the design effect leaves, with Student's t
    for the number of workers. A share of 0 keeps an upper end above 0.
    """
    from scipy.special import stdtrit

    share = float(share_of_moments(tally))
    moments = float(tally.base / max(share_design_effect(tally) or 1, 1))
    z2 = float(stdtrit(tally.clusters - 1, float((1 + confidence) / 2))) ** 2
    middle = (share + z2 / (2 * moments)) / (1 + z2 / moments)
    half = sqrt(z2 * (share * (1 - share) / moments + z2 / (4 * moments**2))) / (1 + z2 / moments)
    # Rounding may leave an end a hair beyond the share itself where nothing varies.
    low, high = min(middle - half, share), max(middle + half, share)
    return max(rounded(Fraction(low)), Fraction(0)), min(rounded(Fraction(high)), Fraction(1))


def minutes_each(share: Fraction, hours: Fraction, assessments: int) -> MeasuredTime | None:
    """Minutes one assessment took: hours × share ÷ assessments; None where none was made."""
    return MeasuredTime(60 * hours * share / assessments, assessments) if assessments else None


def activities(
    tallies: Sequence[ClusterTally],
    minutes: Mapping[str, int],
    confidence: Fraction,
    *,
    hours: Fraction | None = None,
    made: Mapping[str, int] | None = None,
    should_take: Mapping[str, ShouldTake] | None = None,
) -> tuple[Activity, ...]:
    """Every activity of the survey, by name; types that only should take time among them.

    `minutes` are those sampled by activity, `made` the assessments by type. Without
    `hours` nothing is said of one assessment's measured minutes.
    """
    laid_down = should_take or {}
    seen = {tally.of for tally in tallies}
    unseen = [_unseen(tallies[0], of) for of in laid_down if of not in seen] if tallies else []
    found = []
    for tally in sorted([*tallies, *unseen], key=lambda each: each.of):
        low, high = share_interval(tally, confidence)
        share, assessments = share_of_moments(tally), (made or {}).get(tally.of, 0)
        found.append(
            Activity(
                of=tally.of,
                moments=tally.hits,
                share=share,
                error=rounded(Fraction(sqrt(share_variance(tally)))),
                low=low,
                high=high,
                design_effect=share_design_effect(tally),
                minutes=minutes.get(tally.of, 0),
                measured=None if hours is None else minutes_each(share, hours, assessments),
                should_take=laid_down.get(tally.of),
            )
        )
    return tuple(found)


def _unseen(like: ClusterTally, of: str) -> ClusterTally:
    """A type that no moment found anybody at."""
    return ClusterTally(of, 0, like.base, like.clusters, 0, 0, like.base_squared)
