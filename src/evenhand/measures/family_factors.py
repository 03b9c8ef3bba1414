"""Family factors: how many families have each factor, at home and out of home.

A family is in the base of its group if one of its cases was open on at least one day of
the period: opened before the period's end, and not yet closed on its first day. A case
first closed on the period's first day was not open in it. `of` is the group and the
factor ("in_home:factor_drugs"), hits are the families that have the factor. A factor
that was not recorded counts as absent. Every factor appears for every branch that has
families of the group, also with no hits. The branch is the family's.

Factors more common among families whose children were removed than among families
served at home are what the weights are made from; both groups are therefore counted
in one way, over one period.

Source: Oregon SCF staff allocation system, updated 4 February 2000 (family factors in
both populations). Which families count as served: an assumption.
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import factor_columns, measure, running
from evenhand.sources.engine import CaseTables, flag, rows
from evenhand.sources.tables import FACTOR


@measure(
    title="Families with each factor, at home and out of home",
    reads={
        "families": ("id", "branch", "group", FACTOR),
        "cases": ("family", "opened_on", "closed_on"),
    },
    assumes="Families with a case open in the period, all levels together.",
)
def family_factors(tables: CaseTables, period: Period) -> list[Tally]:
    """Count families served in the period, and those with each factor, by branch and group."""
    factors = factor_columns(tables)
    served = tables["cases"].filter(running("opened_on", "closed_on", period)).select("family")
    counted = (
        tables["families"]
        .join(served, left_on="id", right_on="family", how="semi")
        .group_by("branch", "group")
        .agg(nw.len().alias("families"), *(flag(nw.col(f)).sum().alias(f) for f in factors))
    )
    return sorted(
        (
            Tally(branch, f"{group}:{factor}", n, families)
            for branch, group, families, *hits in rows(
                counted, "branch", "group", "families", *factors
            )
            for factor, n in zip(factors, hits, strict=True)
        ),
        key=lambda tally: (tally.branch, tally.of),
    )
