"""Closures near the count date: of the cases closed in the period, how many just before its end.

The count date is the first day after the period, when a caseload is counted. A case
counts if its first closed day lies in the period, and is a `yes` if it lies in the last
`days` days before the count date: with 30 days and a count on 1 January, a case closed
on 2 December is one and one closed on 1 December is not. A case closed on the count
date itself was still open the day before, and does not count. Cases of every kind count
alike.

`of` is a family's pattern: "no=2 yes=1" is three of them, one a `yes`. A branch's hits are
its families with that pattern and add up to its base, the families with any.

Whoever is paid for open cases may hold closures back until after the count; whoever is
judged by a caseload standard may hurry them. Months and weekdays differ too, but for all
branches at once.

Source: Evenhand issue 4 (gaming checks).
"""

from __future__ import annotations

from datetime import timedelta

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure, parts_of_branch, within
from evenhand.sources.by_family import answers_by_family
from evenhand.sources.engine import CaseTables, flag


@measure(
    title="Cases closed just before a count date",
    reads={"cases": ("branch", "family", "closed_on")},
)
def closures_near_count_date(tables: CaseTables, period: Period, days: int) -> list[Tally]:
    """Count families by branch and by how many cases closed in the period's last `days` days."""
    closed = (
        tables["cases"]
        .filter(within("closed_on", period))
        .with_columns(yes=flag(nw.col("closed_on") >= period.end - timedelta(days)))
    )
    return parts_of_branch(answers_by_family(closed))
