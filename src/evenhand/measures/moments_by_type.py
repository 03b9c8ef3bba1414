"""Moments by type: how many random moments of caseworkers' days found them at what.

`of` is the activity (an assessment type, or other work), hits are the moments answered
with it, and the base is all moments answered: hits add up to the base. A moment that
nobody answered is left out. A moment at midnight of the
period's first day counts; one at midnight of its last day (the first one outside) does
not. Branches are not told apart: in a small one they would show a worker.

Moments say how far shares of time can be relied on; `minutes_by_type` says how much
time they stand for. Used statewide only, and never counted by worker.

Source: Oregon SCF staff allocation system, updated 4 February 2000 (random moment
survey of caseworkers' time).
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import STATE, Period, Tally
from evenhand.measures import measure, moment_within, parts_of_branch
from evenhand.sources.engine import CaseTables, rows


@measure(
    title="Random moments answered, by what they were spent on",
    reads={"time_samples": ("moment", "activity")},
)
def moments_by_type(tables: CaseTables, period: Period) -> list[Tally]:
    """Count the moments answered in the period by activity, over the whole state."""
    answered = (
        tables["time_samples"]
        .filter(moment_within(period), nw.col("activity") != "")
        .group_by("activity")
        .agg(moments=nw.len())
    )
    found = rows(answered, "activity", "moments")
    return parts_of_branch((STATE, activity, moments) for activity, moments in found)
