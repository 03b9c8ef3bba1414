"""Moments answered: of the random moments drawn, how many anybody answered.

A moment of the period is in the base; it is a hit if an activity was given for it. A
moment at midnight of the period's first day counts; one at midnight of its last day (the
first one outside) does not. Branches are not told apart: in a small one they would show
a worker.

Hits over base is the response rate. Moments that nobody answered are left out of every
other measure of time, as if those who did not answer worked as those who did: the lower
the rate, the less that can be relied on.

Source: 2 CFR 200.430 (random moment sampling as a substitute for time records). That
unanswered moments are left out: an assumption.
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import STATE, Period, Tally
from evenhand.measures import measure, moment_within
from evenhand.sources.engine import CaseTables, flag, rows


@measure(
    title="Random moments, and those of them that were answered",
    reads={"time_samples": ("moment", "activity")},
)
def moments_answered(tables: CaseTables, period: Period) -> list[Tally]:
    """Count the moments drawn in the period, and those answered, over the whole state."""
    drawn = (
        tables["time_samples"]
        .filter(moment_within(period))
        .with_columns(answered=flag(nw.col("activity") != ""))
        .group_by("answered")
        .agg(moments=nw.len())
    )
    found = list(rows(drawn, "answered", "moments"))
    answered = sum(moments for was, moments in found if was)
    whole = sum(moments for _, moments in found)
    return [Tally(STATE, "", answered, whole)] if whole else []
