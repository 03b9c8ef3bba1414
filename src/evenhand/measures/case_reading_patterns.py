"""Case reading patterns: which levels the readers of each child's record gave, all together.

A child is in the base if its case record was read on a day of the period; readings on
other days have no say. `of` is the pattern of the levels it was given, such as
"2=1 5=1" where one reader gave level 2 and one level 5. A hit is a child with that
pattern, so a branch's hits add up to its base. The branch is the family's; children at
home and out of home stand together, since the same readers read both.

No child and no reader can be told from a pattern, and every measure of agreement that
treats readers alike can be made from patterns.

Source: Oregon SCF staff allocation system, updated 4 February 2000 (case readings,
seven levels); Krippendorff, Content Analysis (agreement from values by unit).
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.figures.pattern import pattern_text
from evenhand.measures import measure, parts_of_branch, within
from evenhand.sources.engine import CaseTables, flag, rows

LEVELS = range(1, 8)
PLACES = [f"level_{level}" for level in LEVELS]


@measure(
    title="Children read, by the levels all their readers gave",
    reads={
        "case_readings": ("child", "read_on", "level"),
        "children": ("id", "family"),
        "families": ("id", "branch"),
    },
)
def case_reading_patterns(tables: CaseTables, period: Period) -> list[Tally]:
    """Count children read in the period by their family's branch and pattern of levels."""
    patterns = (
        tables["case_readings"]
        .filter(within("read_on", period))
        .group_by("child")
        .agg(**{p: flag(nw.col("level") == n).sum() for p, n in zip(PLACES, LEVELS, strict=True)})
        .join(tables["children"].select("id", "family"), left_on="child", right_on="id")
        .join(tables["families"].select("id", "branch"), left_on="family", right_on="id")
        .group_by("branch", *PLACES)
        .agg(children=nw.len())
    )
    return parts_of_branch(
        (branch, pattern_text({str(n): r for n, r in zip(LEVELS, readers, strict=True)}), children)
        for branch, *readers, children in rows(patterns, "branch", *PLACES, "children")
    )
