"""Family score: families of one group by exactly which factors they have.

A family is in the base if it is of the group asked for and one of its cases was open on
at least one day of the period: opened before the period's end, and not yet closed on
its first day. `of` is its pattern, the names of the factors present joined by "+" in
alphabetical order, and empty for a family with none. Each family has one pattern, so a
branch's hits add up to its base. A factor that was not recorded counts as absent. The
branch is the family's.

Weights are put on later. The average of weighted factors could be had from the factors
alone, but the average of a probability needs whole patterns.

Source: Oregon SCF staff allocation system, updated 4 February 2000 (family score from
weighted factors). Which families count as served: an assumption.
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import (
    factor_columns,
    measure,
    must_be_a_word_of,
    parts_of_branch,
    pattern_number,
    running,
)
from evenhand.sources.engine import CaseTables, rows
from evenhand.sources.tables import FACTOR


@measure(
    title="Families by pattern of factors",
    reads={
        "families": ("id", "branch", "group", FACTOR),
        "cases": ("family", "opened_on", "closed_on"),
    },
)
def family_score(tables: CaseTables, period: Period, group: str) -> list[Tally]:
    """Count families of the group served in the period by branch and pattern of factors."""
    must_be_a_word_of("families", "group", group)
    factors = factor_columns(tables)
    served = tables["cases"].filter(running("opened_on", "closed_on", period)).select("family")
    patterns = (
        tables["families"]
        .filter(nw.col("group") == group)
        .join(served, left_on="id", right_on="family", how="semi")
        .select("branch", pattern=pattern_number(factors))
        .group_by("branch", "pattern")
        .agg(families=nw.len())
    )
    return parts_of_branch(
        (branch, "+".join(f for place, f in enumerate(factors) if pattern >> place & 1), n)
        for branch, pattern, n in rows(patterns, "branch", "pattern", "families")
    )
