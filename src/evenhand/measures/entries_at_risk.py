"""Entries at risk: children taken into care, against all children who live there.

A hit is a removal on a day of the period; a child removed twice is counted twice. The
base is the branch's child population. Every branch with a known population appears,
also with no removal; a branch without one is left out, since nothing can be said of it.
The first day of the period counts, its last day (the first one outside) does not.

Nothing stops the hits from passing the base in a made-up table, and it is no fault here.

Source: Oregon SCF staff allocation system, updated 4 February 2000 (fewer children
entering care, an aim to which the paper gives no component).
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure, within
from evenhand.sources.engine import CaseTables, rows


@measure(
    title="Children entering care, against the children living there",
    reads={"branches": ("id", "child_population"), "removals": ("branch", "removed_on")},
)
def entries_at_risk(tables: CaseTables, period: Period) -> list[Tally]:
    """Count removals in the period beside the child population by branch."""
    entered = (
        tables["removals"]
        .filter(within("removed_on", period))
        .group_by("branch")
        .agg(entered=nw.len())
    )
    at_risk = (
        tables["branches"]
        .filter(~nw.col("child_population").is_null())
        .select("id", "child_population")
        .join(entered, left_on="id", right_on="branch", how="left")
        .with_columns(entered=nw.coalesce(nw.col("entered"), nw.lit(0)))
    )
    found = rows(at_risk, "id", "entered", "child_population")
    return [Tally(branch, "", hits, base) for branch, hits, base in found]
