"""Easy returns: of the children home in time, how many were easy to send home.

A removal counts if it fell on a day of the period and the child was back in the home it
was removed from within `days` days: with 365 days, a child home on day 365 counts and
one home on day 366 does not. It is a `yes` if its level at removal was above
`most_level`, which is the less vulnerable end: with 5, levels 6 and 7.

`of` is a family's pattern: "no=2 yes=1" is three of them, one a `yes`. A branch's hits are
its families with that pattern and add up to its base, the families with any.

A rate of return can be raised by bringing more difficult children home, or by removing
children who never had to go. Every removal must have had all those days: a period that
ends too late is refused.

Source: Evenhand issue 4 (gaming checks); what is easy follows the Oregon SCF staff
allocation system, updated 4 February 2000, which counts levels 1 to 5.
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure, must_be_followed, parts_of_branch, within
from evenhand.sources.by_family import answers_by_family
from evenhand.sources.engine import CaseTables, flag


@measure(
    title="Children home in time who were easy to send home",
    reads={"removals": ("branch", "family", "removed_on", "level_at_removal", "returned_on")},
)
def easy_returns(tables: CaseTables, period: Period, days: int, most_level: int) -> list[Tally]:
    """Count families by branch and by how many of the children home in time were easy."""
    must_be_followed(tables, period, days)
    due = nw.col("removed_on").dt.offset_by(f"{days}d")
    home = (
        tables["removals"]
        .filter(within("removed_on", period), nw.col("returned_on") <= due)
        .with_columns(yes=flag(nw.col("level_at_removal") > most_level))
    )
    return parts_of_branch(answers_by_family(home))
