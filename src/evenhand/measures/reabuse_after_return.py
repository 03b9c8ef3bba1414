"""Re-abuse after return: of the children sent home, how many were abused again in time.

A return is in the base if the child came home on a day of the period and its level at
removal was at most `most_level`. It is a hit if a call about that child was received on
the day of return or up to `days` days after it, and at least one allegation of that
call was founded: with 365 days, a call on day 365 counts and one on day 366 does not.
When it was founded does not matter, nor how often: several founded calls are one hit. A
child returned twice is in the base twice. The branch is the one that sent the child
home, wherever the call came in.

Every return must have had all those days, or recent returns would look safer than they
are: a period that ends too late is refused.

Source: Oregon SCF staff allocation system, updated 4 February 2000 (re-abuse within a
year of return).
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure, must_be_followed, within
from evenhand.sources.abused_again import abused_again
from evenhand.sources.engine import CaseTables, rows


@measure(
    title="Children abused again within so many days of return",
    reads={
        "removals": ("child", "branch", "removed_on", "level_at_removal", "returned_on"),
        "referrals": ("id", "child", "received_on"),
        "allegations": ("referral", "found_on"),
    },
    assumes="A founded call on the very day of return counts as re-abuse.",
)
def reabuse_after_return(
    tables: CaseTables, period: Period, days: int, most_level: int
) -> list[Tally]:
    """Count returns in the period, and those followed by a founded call, by branch."""
    must_be_followed(tables, period, days)
    returned = tables["removals"].filter(
        within("returned_on", period), nw.col("level_at_removal") <= most_level
    )
    again = (
        abused_again(tables, returned, period.start, days).group_by("branch").agg(again=nw.len())
    )
    counted = (
        returned.group_by("branch")
        .agg(returned=nw.len())
        .join(again, on="branch", how="left")
        .with_columns(again=nw.coalesce(nw.col("again"), nw.lit(0)))
    )
    found = rows(counted, "branch", "again", "returned")
    return [Tally(branch, "", hits, base) for branch, hits, base in found]
