"""Cases open: how many cases of one kind each branch carried on the period's last day.

A case counts if it was opened on or before the last day of the period and was not yet
closed on that day. `closed_on` is the first day a case is closed, so one closed on the
day after the period was still open. Hits and base are the same number: this is a base,
not a rate.

A count on one day takes staff from a branch for finishing its work, so this is offered
as a base but is nobody's default for children.

Source: an assumption; the Oregon paper does not say what the difficulty multiplies.
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure, must_be_a_word_of
from evenhand.sources.engine import CaseTables, rows


@measure(
    title="Cases open at the end of the period",
    reads={"cases": ("branch", "kind", "opened_on", "closed_on")},
)
def cases_open(tables: CaseTables, period: Period, kind: str) -> list[Tally]:
    """Count cases of the kind open on the period's last day by branch."""
    must_be_a_word_of("cases", "kind", kind)
    still_open = nw.col("closed_on").is_null() | (nw.col("closed_on") >= period.end)
    carried = (
        tables["cases"]
        .filter(nw.col("kind") == kind, nw.col("opened_on") < period.end, still_open)
        .group_by("branch")
        .agg(carried=nw.len())
    )
    return [Tally(branch, "", n, n) for branch, n in rows(carried, "branch", "carried")]
