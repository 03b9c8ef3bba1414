"""Difficult at removal: how many of the children removed from a family were coded as difficult.

A removal counts if it fell on a day of the period. It is a `yes` if the level written
down at removal was at most `most_level`, which is the more vulnerable end: with 5, a
child coded at level 5 is one and a child coded at level 6 is not. A child removed twice
is counted twice.

`of` is a family's pattern: "no=2 yes=1" is three of them, one a `yes`. A branch's hits are
its families with that pattern and add up to its base, the families with any.

The branch itself writes this level, and a policy that counts difficult children gives
staff for it. So it is looked at over time: what is coded differently from one period to
the next, and only in one branch, may be the coding and not the children.

Source: Evenhand issue 4 (gaming checks); the levels are those of the Oregon SCF staff
allocation system, updated 4 February 2000.
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure, parts_of_branch, within
from evenhand.sources.by_family import answers_by_family
from evenhand.sources.engine import CaseTables, flag


@measure(
    title="Children coded as difficult when removed",
    reads={"removals": ("branch", "family", "removed_on", "level_at_removal")},
)
def difficult_at_removal(tables: CaseTables, period: Period, most_level: int) -> list[Tally]:
    """Count families by branch and by how many were removed at a level up to `most_level`."""
    removed = (
        tables["removals"]
        .filter(within("removed_on", period))
        .with_columns(yes=flag(nw.col("level_at_removal") <= most_level))
    )
    return parts_of_branch(answers_by_family(removed))
