"""Minutes by type: what random moments of caseworkers' days were spent on.

Each sampled moment stands for some minutes. `of` is the activity (an assessment type,
or other work), hits are the minutes sampled on it, and the base is all minutes sampled:
hits add up to the base. A moment that nobody answered is left out, since nobody knows
what it was spent on. A moment at midnight of the period's first day counts; one at
midnight of its last day (the first one outside) does not. Branches are not told apart:
in a small one they would show a worker.

Used statewide only: a survey large enough for a state says next to nothing about one
branch. Never counted by worker, and nothing here can be: the survey measures work, not
people.

Source: Oregon SCF staff allocation system, updated 4 February 2000 (random moment
survey of caseworkers' time).
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import STATE, Period, Tally
from evenhand.measures import measure, moment_within, parts_of_branch
from evenhand.sources.engine import CaseTables, rows


@measure(
    title="Sampled minutes, by what they were spent on",
    reads={"time_samples": ("moment", "activity", "minutes")},
)
def minutes_by_type(tables: CaseTables, period: Period) -> list[Tally]:
    """Add up the minutes sampled in the period by activity, over the whole state."""
    sampled = (
        tables["time_samples"]
        .filter(moment_within(period), nw.col("activity") != "")
        .group_by("activity")
        .agg(minutes=nw.col("minutes").cast(nw.Int64).sum())
    )
    found = rows(sampled, "activity", "minutes")
    return parts_of_branch((STATE, activity, minutes) for activity, minutes in found)
