"""Difficult children served: how many children in care are hard to send home safely.

A child is in the base if a removal of its was running on at least one day of the
period: removed before the period's end, and not over on its first day. It is a hit if
its level at removal was at most `most_level` (1 is the most vulnerable); where several
of its removals were running in the period in one branch, the lowest of their levels
tells. A removal that was over before the period has no say. A child counts once in a
branch; removed by two branches, it counts once in each. The branch is the removal's.

Children above the level are in the base and never a hit, so taking in children who
hardly need care earns nothing.

Source: Oregon SCF staff allocation system, updated 4 February 2000 (levels 1 to 5 as
the difficult part of the caseload); served in the period, an assumption.
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure, running
from evenhand.sources.engine import CaseTables, flag, rows


@measure(
    title="Children in care at the more vulnerable levels",
    reads={"removals": ("child", "branch", "removed_on", "level_at_removal", "ended_on")},
)
def difficult_children_served(tables: CaseTables, period: Period, most_level: int) -> list[Tally]:
    """Count children in care in the period, and those at or below the level, by branch."""
    served = (
        tables["removals"]
        .filter(running("removed_on", "ended_on", period))
        .group_by("branch", "child")
        .agg(level=nw.col("level_at_removal").min())
        .group_by("branch")
        .agg(difficult=flag(nw.col("level") <= most_level).sum(), served=nw.len())
    )
    found = rows(served, "branch", "difficult", "served")
    return [Tally(branch, "", hits, base) for branch, hits, base in found]
