"""Episodes one after another: periods of being looked after, and where episodes contradict.

A period begins with RNE S, after an episode that ended care, or with the first episode a
return tells of a child. It is used whole or not at all.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from evenhand.sources.rows.worded import worded
from evenhand.sources.suppliers.ssda903.code_book import GOES_ON, STARTED, words
from evenhand.sources.suppliers.ssda903.faults import COLUMNS, day, fault

FOREVER = date(9999, 12, 31)


def in_periods(episodes: pl.DataFrame) -> pl.DataFrame:
    """The placed episodes by child and first day, with `period` and what stands beside each.

        `starts`, `goes_on`: what RNE and REC say; `before_*`, `next_*`: the child's episodes on
    either side; `running`: the last day of any earlier one.
    """
    told = (
        episodes.sort("CHILD", "began", "line")
        .with_columns(until=_until())
        .with_columns(
            starts=_says("RNE", STARTED),
            goes_on=_says("REC", GOES_ON),
            running=pl.col("until").cum_max().shift(1).over("CHILD"),
            next_line=pl.col("line").shift(-1).over("CHILD"),
            next_began=pl.col("began").shift(-1).over("CHILD"),
            before_line=pl.col("line").shift(1).over("CHILD"),
            before_ended=pl.col("ended").shift(1).over("CHILD"),
        )
        .with_columns(before_goes_on=pl.col("goes_on").shift(1).over("CHILD"))
    )
    begins = (
        pl.col("before_line").is_null()
        | pl.col("starts").fill_null(value=False)
        | ~pl.col("before_goes_on").fill_null(value=True)
    )
    return told.with_columns(period=begins.cast(pl.Int64).cum_sum().over("CHILD"))


def contradictions(told: pl.DataFrame, first: date) -> pl.DataFrame:
    """Faults of episodes that cannot both be true; `first` is the return's first day."""
    began, ended, following = pl.col("began"), pl.col("ended"), pl.col("next_began")
    goes_on, starts = pl.col("goes_on"), pl.col("starts")
    adjoining = began == pl.col("before_ended")
    alone = pl.col("before_line").is_null()
    untrue = goes_on & ((following > ended) | following.is_null()) & ended.is_not_null()
    found = [
        fault(told, began < pl.col("running"), "DECOM", "begins while another runs",
              worded("is before an earlier episode of the child ended; line {} stands before it",
                        "before_line")),
        fault(told, following < pl.col("until"), "DEC", "runs when another begins",
              worded("is not over when the child's next episode begins, line {}, {}",
                        "next_line", "next_began")),
        fault(told, untrue, "REC", "X1 and no episode follows",
              "says that another episode begins the same day, and none does"),
        fault(told, starts & pl.col("before_goes_on") & adjoining, "RNE", "S within a period",
              worded("begins a period of being looked after, and line {} says that one goes on",
                        "before_line")),
        fault(told, ~starts & ~pl.col("before_goes_on"), "RNE", "goes on after the end",
              worded("goes on with a period of being looked after that ended in line {}; "
                        "S was expected", "before_line")),
        fault(told, ~starts & alone & (began > first), "RNE", "goes on from nothing",
              f"goes on with a period after {first} of which the return has no earlier episode; "
              "S was expected"),
    ]  # fmt: skip
    return pl.concat([pl.DataFrame(schema=COLUMNS), *found])


def taken_along(told: pl.DataFrame, faults: pl.DataFrame) -> pl.DataFrame:
    """Faults of the episodes that are left out for another of the same period."""
    lines = faults["line"].unique().implode()
    bad = told.filter(pl.col("line").is_in(lines))
    periods = bad.group_by("CHILD", "period").agg(for_line=pl.col("line").min())
    along = told.join(periods, on=["CHILD", "period"], maintain_order="left")
    why = worded("belongs to the period of being looked after of line {}, left out", "for_line")
    whole = ~pl.col("line").is_in(lines)
    return fault(along, whole, "CHILD", "of a period left out", why)


def _until() -> pl.Expr:
    """The day an episode is over; a DEC that cannot be read says nothing of other episodes."""
    unreadable = pl.col("DEC").is_not_null() & day("DEC").is_null()
    return pl.coalesce("ended", pl.when(unreadable).then("began"), pl.lit(FOREVER))


def _says(column: str, word: str) -> pl.Expr:
    """Whether the column's code means the word; unknown where the code is not known."""
    meaning = words(column)
    known = pl.col(column).is_in(list(meaning))
    return pl.when(known).then(
        pl.col(column).is_in([code for code, means in meaning.items() if means == word])
    )
