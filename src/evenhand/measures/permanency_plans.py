"""Permanency plans: of the children not home in time, how many had a plan by then.

A removal is in the base if it fell on a day of the period and the child was not back in
the home it was removed from within `days` days: with 365 days, a child home on day 365
is not in the base, one home on day 366 or never is. It is a hit if a permanency plan
was made on or before that same day.

Every removal must have had all those days, or plans not yet due would look late: a
period that ends too late is refused.

Source: Oregon SCF staff allocation system, updated 4 February 2000 (permanency plans,
proposed there and not yet used).
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure, must_be_followed, within
from evenhand.sources.engine import CaseTables, flag, rows


@measure(
    title="Children not home in time who had a permanency plan",
    reads={"removals": ("branch", "removed_on", "returned_on", "plan_on")},
)
def permanency_plans(tables: CaseTables, period: Period, days: int) -> list[Tally]:
    """Count removals in the period without return within `days`, and plans, by branch."""
    must_be_followed(tables, period, days)
    due = nw.col("removed_on").dt.offset_by(f"{days}d")
    waiting = (
        tables["removals"]
        .filter(
            within("removed_on", period),
            nw.col("returned_on").is_null() | (nw.col("returned_on") > due),
        )
        .with_columns(planned=flag(nw.col("plan_on") <= due))
        .group_by("branch")
        .agg(planned=nw.col("planned").sum(), waiting=nw.len())
    )
    found = rows(waiting, "branch", "planned", "waiting")
    return [Tally(branch, "", hits, base) for branch, hits, base in found]
