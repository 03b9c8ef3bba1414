"""Returns home and abuse after them, counted without a level of vulnerability.

The measures of both judge levels that AFCARS does not have, so the source counts them
itself, when asked. A year that no file is given for would hide children: it is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import narwhals.stable.v2 as nw

from evenhand.errors import TableError
from evenhand.figures import Period, Tally
from evenhand.sources.abused_again import abused_again
from evenhand.sources.engine import CaseTables, flag, rows
from evenhand.sources.federal.years import must_be_given
from evenhand.sources.known_at_removal import age_starts, pattern_words, with_pattern

Tallies = tuple[Tally, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """The tables counted in, the branches, and the fiscal years each layout is given for."""

    tables: CaseTables
    branches: Sequence[str]
    years: Mapping[str, frozenset[int]]

    def must_cover(self, reading: str, period: Period, days: int) -> None:
        """Refuse a period that some file needed for it is not given for.

        Raises:
            TableError: Naming the files that are needed.
        """
        last = period.end + timedelta(days - 1)
        ahead = f"{reading} over {period} looks {days} days ahead"
        for layout, years in self.years.items():
            must_be_given(f"{ahead} and", layout, years, period.start, last)
        if last >= self.tables.as_of:
            raise TableError(
                f"{ahead}, and the files end before {self.tables.as_of}. End the period by "
                f"{self.tables.as_of - timedelta(days)}."
            )

    def every_branch(self, tallies: list[Tally], of: str) -> Tallies:
        """The tallies, with nought of nought for a branch that has none."""
        there = {tally.branch for tally in tallies}
        none = [Tally(branch, of, 0, 0) for branch in self.branches if branch not in there]
        return tuple(sorted([*tallies, *none], key=lambda tally: (tally.branch, tally.of)))


def home_within(given: Given, period: Period, said: Mapping[str, Any]) -> Tallies:
    """Children removed in the period, and home within the days, by age and circumstances.

    Raises:
        TableError: Not all the files that it needs are given.
    """
    days, starts, factors = said["days"], age_starts(said["ages"]), said["factors"]
    given.must_cover("home_within_a_year", period, days)
    entered = given.tables["removals"].filter(*_within("removed_on", period))
    due = nw.col("removed_on").dt.offset_by(f"{days}d")
    known = (
        with_pattern(entered, given.tables, starts, factors)
        .with_columns(home=flag(nw.col("returned_on") <= due))
        .group_by("branch", "band", "pattern")
        .agg(home=nw.col("home").sum(), removed=nw.len())
    )
    found = rows(known, "branch", "band", "pattern", "home", "removed")
    tallies = [
        Tally(branch, pattern_words(starts, factors, band, None, pattern), home, removed)
        for branch, band, pattern, home, removed in found
    ]
    return given.every_branch(tallies, pattern_words(starts, factors, 0, None, 0))


def abused_within(given: Given, period: Period, said: Mapping[str, Any]) -> Tallies:
    """Children home in the period, and those with a founded report within the days.

    Raises:
        TableError: Not all the files that it needs are given.
    """
    days = said["days"]
    given.must_cover("abused_again_within_a_year", period, days)
    returned = given.tables["removals"].filter(*_within("returned_on", period))
    again = abused_again(given.tables, returned, period.start, days)
    counted = returned.group_by("branch").agg(returned=nw.len())
    hits = dict(rows(again.group_by("branch").agg(again=nw.len()), "branch", "again"))
    found = rows(counted, "branch", "returned")
    return given.every_branch([Tally(b, "", hits.get(b, 0), base) for b, base in found], "")


def _within(day: str, period: Period) -> tuple[nw.Expr, nw.Expr]:
    return nw.col(day) >= period.start, nw.col(day) < period.end
