"""Levels below readers: how many children their branch coded as more vulnerable than readers did.

A child counts if its case record was read on a day of the period and it had been removed
on or before the day of its last reading. It is a `yes` if the level at that removal (the
latest, if there were several) lies below the level its readers agree on: a lower level
is a more vulnerable child. At the same level it is not. How several readers become one
level is said by `consensus`, as in `vulnerability_levels`. The branch is the one that
removed the child.

`of` is a family's pattern: "no=2 yes=1" is three of them, one a `yes`. A branch's hits are
its families with that pattern and add up to its base, the families with any.

Readers see a child later, and older, than the branch that coded it, so that some coding
below theirs is found everywhere. What tells something is a branch with more of it than
the others.

Source: Evenhand issue 4 (gaming checks). That a level is held against what readers say
later: an assumption.
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure, parts_of_branch, within
from evenhand.sources.agreed_levels import Consensus, agreed_levels, heard
from evenhand.sources.by_family import answers_by_family
from evenhand.sources.engine import CaseTables, flag


@measure(
    title="Children coded as more vulnerable at removal than their readers found them",
    reads={
        "case_readings": ("child", "reader", "read_on", "level"),
        "removals": ("child", "family", "branch", "removed_on", "level_at_removal"),
    },
    assumes="Children are read as long after their removal in one branch as in another.",
)
def levels_below_readers(tables: CaseTables, period: Period, consensus: Consensus) -> list[Tally]:
    """Count families by branch and by how many of the children read were coded below readers."""
    readings = heard(tables["case_readings"].filter(within("read_on", period)), consensus)
    last_read = readings.group_by("child").agg(read_on=nw.col("read_on").max())
    removals = tables["removals"]
    latest = (
        removals.select("child", "removed_on")
        .join(last_read, on="child")
        .filter(nw.col("removed_on") <= nw.col("read_on"))
        .group_by("child")
        .agg(removed_on=nw.col("removed_on").max())
    )
    coded = (
        removals.select("child", "family", "branch", "removed_on", "level_at_removal")
        .join(latest, on=["child", "removed_on"])
        .join(agreed_levels(readings, consensus), on="child")
        .with_columns(yes=flag(nw.col("level_at_removal") < nw.col("level")))
    )
    return parts_of_branch(answers_by_family(coded))
