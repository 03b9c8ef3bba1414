"""Closures by day: the cases that each branch closed, day after day.

A case counts on `closed_on`, the first day on which it is closed, in the branch that carried
it, whatever its kind. The first day of the period counts, its last day (the first one
outside) does not. Days on which none was closed are left out.

A count that is taken on a known day can be made smaller by closing just before.

Source: Evenhand issue 5 (count-date gaming).
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import Period
from evenhand.figures.spread import Daily
from evenhand.measures import measure, within
from evenhand.sources.dailys import dailys
from evenhand.sources.engine import CaseTables, rows


@measure(title="Cases closed, day by day", reads={"cases": ("branch", "closed_on")})
def closures_by_day(tables: CaseTables, period: Period) -> list[Daily]:
    """Count the cases closed on each day of the period, by branch."""
    closed = (
        tables["cases"]
        .filter(within("closed_on", period))
        .group_by("branch", "closed_on")
        .agg(closed=nw.len())
    )
    found = rows(closed, "branch", "closed_on", "closed")
    return dailys(((branch, "", "closures", day, n) for branch, day, n in found), period.start)
