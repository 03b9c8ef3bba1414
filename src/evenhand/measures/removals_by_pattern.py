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
from typing import Any

import narwhals.stable.v2 as nw

from evenhand.errors import TableError
from evenhand.figures import Period, Tally
from evenhand.measures import factor_columns, measure, must_be_followed, pattern_number, within
from evenhand.sources.engine import CaseTables, flag, rows

Frame = nw.LazyFrame[Any]


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
    starts = sorted(set(ages) - {0})
    removed = tables["removals"].filter(
        within("removed_on", period), nw.col("level_at_removal") <= most_level
    )
    due = nw.col("removed_on").dt.offset_by(f"{days}d")
    known = (
        _with_factors(_with_age(removed, tables, starts), tables, factors)
        .with_columns(home=flag(nw.col("returned_on") <= due))
        .group_by("branch", "band", "level_at_removal", "pattern")
        .agg(home=nw.col("home").sum(), removed=nw.len())
    )
    found = rows(known, "branch", "band", "level_at_removal", "pattern", "home", "removed")
    tallies = [
        Tally(branch, _of(_band(starts, band), level, factors, pattern), home, n)
        for branch, band, level, pattern, home, n in found
    ]
    return sorted(tallies, key=lambda tally: (tally.branch, tally.of))


def _with_age(removed: Frame, tables: CaseTables, starts: Sequence[int]) -> Frame:
    """Add `band`: how many of the birthdays in `starts` the child had had by its removal.

    Without `starts` nothing is asked of the child, so its table is not read.
    """
    if not starts:
        return removed.with_columns(band=nw.lit(0, dtype=nw.Int64))
    band = nw.lit(0, dtype=nw.Int64)
    for start in starts:
        band = band + flag(nw.col("removed_on") >= nw.col("born_on").dt.offset_by(f"{start}y"))
    children = tables["children"].select("id", "born_on")
    return removed.join(children, left_on="child", right_on="id").with_columns(band=band)


def _with_factors(removed: Frame, tables: CaseTables, factors: Sequence[str]) -> Frame:
    """Add `pattern`: the family's named factors as one number."""
    if not factors:
        return removed.with_columns(pattern=pattern_number(()))
    known = factor_columns(tables)
    if missing := [factor for factor in factors if factor not in known]:
        raise TableError(
            f"The table families has no column {', '.join(missing)}. "
            f"Its factors are: {', '.join(known) or 'none'}."
        )
    patterns = tables["families"].select("id", pattern=pattern_number(factors))
    return removed.join(patterns, left_on="family", right_on="id")


def _band(starts: Sequence[int], band: int) -> list[str]:
    """The age as a word of the pattern; no word where no bands were asked for."""
    if not starts:
        return []
    edges = [0, *starts]
    last = band == len(starts)
    return [f"age={edges[band]}+" if last else f"age={edges[band]}-{edges[band + 1] - 1}"]


def _of(age: list[str], level: int, factors: Sequence[str], pattern: int) -> str:
    present = (f"{factor}={pattern >> place & 1}" for place, factor in enumerate(factors))
    return " ".join([*age, f"level={level}", *present])
