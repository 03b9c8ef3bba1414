"""Children entered: how many children each branch took into out-of-home care.

A child counts once for each removal on a day of the period. The first day of the
period counts, its last day (the first one outside) does not. Hits and base are the
same number: this is a base, not a rate.

Entry cohorts reward removals, so this is offered as a base but is nobody's default.

Source: Oregon SCF staff allocation system, updated 4 February 2000 (children
entering out-of-home care); as a base for sharing staff, an assumption.
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure, within
from evenhand.sources.engine import CaseTables, rows


@measure(title="Children entering care", reads={"removals": ("branch", "removed_on")})
def children_entered(tables: CaseTables, period: Period) -> list[Tally]:
    """Count removals in the period by branch."""
    entered = (
        tables["removals"]
        .filter(within("removed_on", period))
        .group_by("branch")
        .agg(entered=nw.len())
    )
    return [Tally(branch, "", n, n) for branch, n in rows(entered, "branch", "entered")]
