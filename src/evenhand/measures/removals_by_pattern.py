"""Removals by pattern: children removed, and home again in time, by what was known at removal.

A removal is in the base if it fell on a day of the period and the child's level at
removal was at most `most_level`. It is a hit if the child was back in the home it was
removed from no more than `days` days later: with 365 days, a return on day 365 counts
and one on day 366 does not. `of` is what was known on the day of removal, and nothing
learned since: the age band, the level, and the named factors of the family
("age=0-4 level=2 factor_drugs=1"). `ages` are the birthdays on which a new band starts,
and where there are none the pattern leaves age out; a child removed on that birthday is
in the new band, and one born on 29 February has its birthday on the 28th in other years.
A factor that was not recorded counts as absent.

Every child must have had all those days to return, or recent removals would look like
failures: a period that ends too late is refused.

Source: Oregon SCF staff allocation system, updated 4 February 2000 (children home
within a year). What return is adjusted by: an assumption.
"""

from __future__ import annotations

from collections.abc import Sequence

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure, must_be_followed, within
from evenhand.sources.engine import CaseTables, flag, rows
from evenhand.sources.known_at_removal import age_starts, pattern_words, with_pattern


@measure(
    title="Children home within so many days of removal, by what was known then",
    reads={
        "removals": (
            "child",
            "family",
            "branch",
            "removed_on",
            "level_at_removal",
            "returned_on",
        ),
        "children": ("id", "born_on"),
        "families": ("id",),
    },
)
def removals_by_pattern(
    tables: CaseTables,
    period: Period,
    days: int,
    most_level: int,
    ages: Sequence[int],
    factors: Sequence[str],
) -> list[Tally]:
    """Count removals in the period, and returns within `days`, by branch and pattern."""
    must_be_followed(tables, period, days)
    starts = age_starts(ages)
    removed = tables["removals"].filter(
        within("removed_on", period), nw.col("level_at_removal") <= most_level
    )
    due = nw.col("removed_on").dt.offset_by(f"{days}d")
    known = (
        with_pattern(removed, tables, starts, factors)
        .with_columns(home=flag(nw.col("returned_on") <= due))
        .group_by("branch", "band", "level_at_removal", "pattern")
        .agg(home=nw.col("home").sum(), removed=nw.len())
    )
    found = rows(known, "branch", "band", "level_at_removal", "pattern", "home", "removed")
    tallies = [
        Tally(branch, pattern_words(starts, factors, band, level, pattern), home, n)
        for branch, band, level, pattern, home, n in found
    ]
    return sorted(tallies, key=lambda tally: (tally.branch, tally.of))
