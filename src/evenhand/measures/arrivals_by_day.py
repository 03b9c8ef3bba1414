"""Arrivals by day: the cases that each branch opened, day after day.

A case of the kinds asked for counts on the day it was opened, however long it stays
open, in the branch that carries it. The first day of the period counts, its last day (the
first one outside) does not. Days on which none was opened are left out.

What will be carried depends on what comes in, and how unevenly.

Source: Evenhand issue 5 (forecast).
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import Period
from evenhand.figures.spread import Daily
from evenhand.measures import measure, must_be_a_word_of, within
from evenhand.sources.dailys import dailys
from evenhand.sources.engine import CaseTables, rows


@measure(title="Cases opened, day by day", reads={"cases": ("branch", "kind", "opened_on")})
def arrivals_by_day(tables: CaseTables, period: Period, kinds: tuple[str, ...]) -> list[Daily]:
    """Count the cases of these kinds opened on each day of the period, by branch."""
    for kind in kinds:
        must_be_a_word_of("cases", "kind", kind)
    opened = (
        tables["cases"]
        .filter(within("opened_on", period), nw.col("kind").is_in(kinds))
        .group_by("branch", "opened_on")
        .agg(arrived=nw.len())
    )
    found = rows(opened, "branch", "opened_on", "arrived")
    return dailys(((branch, "", "arrivals", day, n) for branch, day, n in found), period.start)
