"""Children served: how many children each branch served, at home or out of home.

At home, a child counts if its family is of the group `in_home` and had a case of kind
"family" open on at least one day of the period; the branch is the family's. Out of
home, a child counts if a removal of its was running on at least one day of the period;
the branch is the removal's. Running means begun before the period's end and not over on
its first day: care that ended on the period's first day was over. A child counts once
in a branch, however many cases or removals it has there; removed by two branches, it
counts once in each. Hits and base are the same number: this is a base, not a rate.

Served in the period, not present on a day: a count on one day would take staff from a
branch for sending children home.

Source: an assumption; the Oregon paper does not say what the difficulty multiplies.
"""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure, must_be_a_word_of, running
from evenhand.sources.engine import CaseTables, rows


@measure(
    title="Children served",
    reads={
        "children": ("family",),
        "families": ("id", "branch", "group"),
        "cases": ("family", "kind", "opened_on", "closed_on"),
        "removals": ("child", "branch", "removed_on", "ended_on"),
    },
)
def children_served(tables: CaseTables, period: Period, group: str) -> list[Tally]:
    """Count distinct children served in the period by branch."""
    must_be_a_word_of("families", "group", group)
    children = _at_home(tables, period) if group == "in_home" else _out_of_home(tables, period)
    served = children.group_by("branch").agg(children=nw.len())
    return [Tally(branch, "", n, n) for branch, n in rows(served, "branch", "children")]


def _at_home(tables: CaseTables, period: Period) -> nw.LazyFrame[Any]:
    open_cases = tables["cases"].filter(
        nw.col("kind") == "family", running("opened_on", "closed_on", period)
    )
    families = (
        tables["families"]
        .filter(nw.col("group") == "in_home")
        .join(open_cases.select("family"), left_on="id", right_on="family", how="semi")
        .select("id", "branch")
    )
    return tables["children"].select("family").join(families, left_on="family", right_on="id")


def _out_of_home(tables: CaseTables, period: Period) -> nw.LazyFrame[Any]:
    in_care = tables["removals"].filter(running("removed_on", "ended_on", period))
    return in_care.group_by("branch", "child").agg(removals=nw.len())
