"""Moments answered: of the random moments drawn, how many anybody answered.

A moment of the period is in the base; it is a hit if an activity was given for it. A
moment at midnight of the period's first day counts; one at midnight of its last day (the
first one outside) does not. The branch is the one the worker belongs to.

Hits over base is the response rate. Moments that nobody answered are left out of every
other measure of time, as if those who did not answer worked as those who did: the lower
the rate, the less that can be relied on.

Source: 2 CFR 200.430 (random moment sampling as a substitute for time records). That
unanswered moments are left out: an assumption.
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure, moment_within
from evenhand.sources.engine import CaseTables, flag, rows


@measure(
    title="Random moments, and those of them that were answered",
    reads={"time_samples": ("worker", "moment", "activity"), "workers": ("id", "branch")},
)
def moments_answered(tables: CaseTables, period: Period) -> list[Tally]:
    """Count the moments drawn in the period, and those answered, by the worker's branch."""
    drawn = (
        tables["time_samples"]
        .filter(moment_within(period))
        .join(tables["workers"].select("id", "branch"), left_on="worker", right_on="id")
        .group_by("branch")
        .agg(answered=flag(nw.col("activity") != "").sum(), drawn=nw.len())
    )
    return [
        Tally(branch, "", *counts) for branch, *counts in rows(drawn, "branch", "answered", "drawn")
    ]
