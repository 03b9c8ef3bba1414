"""Handed over: days on which workers gave up cases that stayed open; transfers are counted of them.

What one worker gives up on one day in one branch is one day, however many cases.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import narwhals.stable.v2 as nw

from evenhand.sources.engine import CaseTables
from evenhand.sources.slices import slices

Frame = nw.LazyFrame[Any]
#: What an assignment takes while it finds its case.
EACH_BYTES = 120


def handed_over(tables: CaseTables, ended: nw.Expr) -> Iterator[Frame]:
    """Each `branch`, `worker` and `to_on` once, some workers at a time; `ended` says which days."""
    assigned = tables["case_assignments"].filter(ended).select("case", "worker", "to_on")
    cases = tables["cases"].select("id", "branch", "closed_on")
    for some in slices(assigned, "worker", EACH_BYTES):
        yield (
            some(assigned, "worker")
            .join(cases, left_on="case", right_on="id")
            .filter(nw.col("closed_on").is_null() | (nw.col("closed_on") > nw.col("to_on")))
            .group_by("branch", "worker", "to_on")
            .agg(cases=nw.len())
        )
