"""Surveying: random moments into shares of time, beside what assessments should take.

What is measured and what a policy lays down stand in fields of their own, of types of
their own; the one never fills a gap in the other.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from evenhand.errors import TableError
from evenhand.estimation.thin import thin
from evenhand.estimation.time_study import ASSUMES, activities, whole_design_effect
from evenhand.figures import ActivitySurvey, ClusterTally, Period, ShouldTake, Tally
from evenhand.measures import catalogue
from evenhand.policy import Policy
from evenhand.sources.data import Data
from evenhand.steps.gathering import check_in_force
from evenhand.steps.studying import expiry_flags

#: What a survey cannot do without, and what it can.
NEEDED, MADE = ("time_samples", "workers"), "assessments"


def surveyed(
    data: Data,
    period: Period,
    confidence: Fraction,
    *,
    as_of: date | None = None,
    policy: Policy | None = None,
    hours: Fraction | None = None,
) -> ActivitySurvey:
    """Every activity's share of the moments answered in the period, with its error.

    Args:
        data: Case tables with `time_samples` and `workers`.
        period: The days the moments were drawn from.
        confidence: Of the intervals.
        as_of: The day on which a policy's study must hold; the data's own unless given.
        policy: Whose should-take minutes stand beside the measured ones.
        hours: Hours worked in the period by everyone the moments were drawn from.

    Raises:
        EvenhandError: The tables are not there, no moment was drawn, or the policy's time
            study does not hold yet.
    """
    day = as_of or data.as_of
    if policy:
        check_in_force(policy, day)
    drawn, answered = _answered(data, period)
    clusters: list[ClusterTally] = _taken(data, period, "activity_clusters")
    minutes = _by_type(_taken(data, period, "minutes_by_type"))
    made = _taken(data, period, "assessments_by_type") if _has(data, MADE) else []
    should_take = policy.time_study.should_take if policy and policy.time_study else {}
    return ActivitySurvey(
        period=period,
        as_of=day,
        drawn=drawn,
        answered=answered,
        confidence=confidence,
        activities=activities(
            clusters,
            minutes,
            confidence,
            hours=hours,
            made=_by_type(made),
            should_take={k: ShouldTake(n.value, n.reference) for k, n in should_take.items()},
        ),
        design_effect=whole_design_effect(clusters),
        hours=hours,
        flags=(
            *_rejected(data),
            *(expiry_flags(policy, day) if policy else ()),
            *_of_the_moments(clusters, minutes, answered),
            *_unseen(clusters, should_take),
        ),
        assumptions=ASSUMES,
    )


def _answered(data: Data, period: Period) -> tuple[int, int]:
    """Moments drawn and answered in the period."""
    if missing := [table for table in NEEDED if not _has(data, table)]:
        raise TableError(
            f"A time study is read from the tables {' and '.join(NEEDED)}; there is no "
            f"{' and no '.join(missing)}."
        )
    tallies: list[Tally] = _taken(data, period, "moments_answered")
    drawn = sum(tally.base for tally in tallies)
    if not drawn:
        raise TableError(f"No random moment was drawn in {period}. Give another --period.")
    return drawn, sum(tally.hits for tally in tallies)


def _has(data: Data, table: str) -> bool:
    return data.tables is not None and table in data.tables


def _taken(data: Data, period: Period, name: str) -> list[Any]:
    return list(catalogue()[name].compute(data.tables, period))


def _by_type(tallies: Sequence[Tally]) -> dict[str, int]:
    found: dict[str, int] = {}
    for tally in tallies:
        found[tally.of] = found.get(tally.of, 0) + tally.hits
    return found


def _rejected(data: Data) -> tuple[str, ...]:
    return tuple(
        f"{each.table}: {each.rejected:,} of {each.read:,} rows were rejected; see rejects.csv "
        "beside the data."
        for each in data.table_counts
        if each.table in (*NEEDED, MADE) and each.rejected
    )


def _of_the_moments(
    clusters: Sequence[ClusterTally], minutes: dict[str, int], answered: int
) -> tuple[str, ...]:
    if not clusters:
        who = "Nobody answered a moment" if not answered else "Only one worker answered"
        own = "" if not answered else ", and shares would be that worker's own"
        return (f"{who}: no share and no standard error is given{own}. Ask more workers.",)
    sampled = sum(minutes.values())
    uneven = any(minutes.get(c.of, 0) * c.base != sampled * c.hits for c in clusters)
    told = [
        f"{each.of}: {why}" for each in clusters for why in thin(Fraction(each.hits), "moments")
    ]
    if uneven:
        told.append(
            "Moments stand for different numbers of minutes: shares are of moments, and the "
            "minutes sampled need not be in proportion to them."
        )
    return tuple(told)


def _unseen(clusters: Sequence[ClusterTally], should_take: Collection[str]) -> tuple[str, ...]:
    """Types that should take time and that no moment found anybody at: perhaps misspelt."""
    seen = {each.of for each in clusters}
    return tuple(
        f"{of}: the policy lays down its minutes, and no moment found anybody at it; is that how "
        "the survey writes it?"
        for of in should_take
        if clusters and of not in seen
    )
