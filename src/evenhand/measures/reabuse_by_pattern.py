"""Re-abuse by pattern: children sent home and abused again, by what was known at removal.

Returns and hits are those of `reabuse_after_return`: a return on a day of the period, and
a founded call about the child from the day of return to day `days` after it. `of` is what
was known on the day the child was removed, and nothing learned since, as in
`removals_by_pattern`: the age band, the level, and the named factors of the family
("age=0-4 level=2 factor_drugs=1"). Added up over patterns, a branch's counts are those of
`reabuse_after_return`.

Every return must have had all those days, or recent returns would look safer than they
are: a period that ends too late is refused.

Source: Oregon SCF staff allocation system, updated 4 February 2000 (re-abuse within a
year of return). That re-abuse may be adjusted, and by what: an assumption.
"""

from __future__ import annotations

from collections.abc import Sequence

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure, must_be_followed, within
from evenhand.sources.abused_again import abused_again
from evenhand.sources.engine import CaseTables, flag, rows
from evenhand.sources.known_at_removal import age_starts, pattern_words, with_pattern


@measure(
    title="Children abused again within so many days of return, by what was known at removal",
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
        "referrals": ("id", "child", "received_on"),
        "allegations": ("referral", "found_on"),
    },
    assumes="A founded call on the very day of return counts as re-abuse.",
)
def reabuse_by_pattern(
    tables: CaseTables,
    period: Period,
    days: int,
    most_level: int,
    ages: Sequence[int],
    factors: Sequence[str],
) -> list[Tally]:
    """Count returns, and those followed by a founded call, by branch and pattern."""
    must_be_followed(tables, period, days)
    starts = age_starts(ages)
    returned = tables["removals"].filter(
        within("returned_on", period), nw.col("level_at_removal") <= most_level
    )
    again = abused_again(tables, returned, period.start, days)
    known = (
        with_pattern(returned, tables, starts, factors)
        .join(again, on=["branch", "child", "removed_on"], how="left")
        .with_columns(again=flag(~nw.col("calls").is_null()))
        .group_by("branch", "band", "level_at_removal", "pattern")
        .agg(again=nw.col("again").sum(), returned=nw.len())
    )
    found = rows(known, "branch", "band", "level_at_removal", "pattern", "again", "returned")
    tallies = [
        Tally(branch, pattern_words(starts, factors, band, level, pattern), again, n)
        for branch, band, level, pattern, again, n in found
    ]
    return sorted(tallies, key=lambda tally: (tally.branch, tally.of))
