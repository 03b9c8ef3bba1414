"""Served by level: the children in care in the period, by how vulnerable they were when removed.

A child is in the base if a removal of its was running on at least one day of the
period: removed before the period's end, and not over on its first day. `of` is its
level at removal, "1" to "7", and every level appears, also with no child at it: a
branch's hits add up to its base. Where several of its removals were running in the
period in one branch, the lowest of their levels tells; a removal that was over before
the period has no say. A child counts once in a branch; removed by two branches, it
counts once in each. The branch is the removal's.

This is a census, so that nothing need be estimated to say whom a branch can serve.

Source: Oregon SCF staff allocation system, updated 4 February 2000 (seven levels of
vulnerability); served in the period, an assumption.
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure, parts_of_branch, running
from evenhand.sources.engine import CaseTables, rows

LEVELS = range(1, 8)


@measure(
    title="Children in care, by level of vulnerability at removal",
    reads={"removals": ("child", "branch", "removed_on", "level_at_removal", "ended_on")},
)
def served_by_level(tables: CaseTables, period: Period) -> list[Tally]:
    """Count children in care in the period by branch and level at removal."""
    levels = (
        tables["removals"]
        .filter(running("removed_on", "ended_on", period))
        .group_by("branch", "child")
        .agg(level=nw.col("level_at_removal").min())
        .group_by("branch", "level")
        .agg(children=nw.len())
    )
    found = {(branch, level): n for branch, level, n in rows(levels, "branch", "level", "children")}
    branches = {branch for branch, _ in found}
    return parts_of_branch((b, str(n), found.get((b, n), 0)) for b in branches for n in LEVELS)
