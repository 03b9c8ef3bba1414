"""Workload: minutes of work beside counts of cases, since cases are not alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from evenhand.caseloads.together import Groups
from evenhand.figures.caseload import Whom, Workload
from evenhand.figures.period import Period
from evenhand.figures.tally import Tally


def workloads(
    minutes: Mapping[str, Fraction],
    assessments: Iterable[Tally],
    worker_days: Mapping[Whom, int],
    period: Period,
    source: str,
    groups: Groups,
) -> tuple[Workload, ...]:
    """Minutes that the assessments of each group take, beside the worker-days there were.

    Args:
        minutes: What one assessment takes, by type; the same in every branch.
        assessments: Those opened in the period, by branch and type.
        worker_days: Of those who carry investigations; the groups to tell of.
        period: The days looked at.
        source: How the minutes were measured.
        groups: Where the branches lie.
    """
    work = {whom: Fraction(0) for whom in worker_days}
    for made in assessments:
        for whom in groups.of(made.branch):
            if whom in work:
                work[whom] += made.hits * minutes[made.of]
    return tuple(
        Workload(whom, period, work[whom], days, source) for whom, days in worker_days.items()
    )
