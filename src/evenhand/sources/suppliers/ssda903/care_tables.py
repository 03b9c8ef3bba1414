"""Case tables from sound periods of being looked after, and what is counted of them here.

The return tells no family and no branch: a child is its own family, and its branch is the
area of its home postcode (the letters it begins with). It tells no level of vulnerability,
so `removals` has no such column, and what needs one is not made up.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import polars as pl

from evenhand.figures import Period, Tally
from evenhand.sources.known_at_removal import pattern_words
from evenhand.sources.rows.worded import worded
from evenhand.sources.suppliers.ssda903.code_book import RETURNED, SHORT_BREAKS, STARTED, words

NOT_TOLD = "not told"


def periods_of_care(told: pl.DataFrame) -> pl.DataFrame:
    """A row a period: its days, whether its true start is told, and what was known then."""
    home = [code for code, word in words("REC").items() if word == RETURNED]
    breaks = [code for code, word in words("LS").items() if word == SHORT_BREAKS]
    starts = [code for code, word in words("RNE").items() if word == STARTED]
    return (
        told.group_by("CHILD", "period", maintain_order=True)
        .agg(
            removed_on=pl.col("began").first(),
            ended_on=pl.col("ended").last(),
            reason=pl.col("REC").last(),
            entered=pl.col("RNE").first().is_in(starts),
            need=pl.col("CIN").first(),
            branch=pl.col("area").first().fill_null(NOT_TOLD),
            short_breaks=pl.col("LS").is_in(breaks).fill_null(value=False).all(),
        )
        .with_columns(returned_on=pl.when(pl.col("reason").is_in(home)).then("ended_on"))
        .rename({"CHILD": "child"})
    )


def care_tables(periods: pl.DataFrame, header: pl.DataFrame) -> dict[str, pl.DataFrame]:
    """Branches, families, children, removals and cases of the periods given."""
    firsts = periods.sort("child", "period").unique("child", keep="first", maintain_order=True)
    days = periods.sort("child", "period").with_columns(family="child")
    return {
        "branches": pl.DataFrame({"id": _areas(periods), "name": _areas(periods)}),
        "families": firsts.select(
            id="child", branch="branch", group=pl.lit("out_of_home"), **_factors()
        ),
        "children": header.join(firsts, left_on="CHILD", right_on="child", how="semi").select(
            id="CHILD", family="CHILD", born_on="born_on"
        ),
        "removals": days.select(
            "child", "family", "branch", "removed_on", "returned_on", "ended_on"
        ),
        "cases": days.select(
            worded("{}-{}", "child", "period").alias("id"),
            "family",
            "branch",
            kind=pl.lit("child"),
            opened_on="removed_on",
            closed_on="ended_on",
        ),
    }


def home_within(
    periods: pl.DataFrame,
    header: pl.DataFrame,
    period: Period,
    as_of: date,
    said: Mapping[str, Any],
) -> tuple[Tally, ...]:
    """Children who entered in the period, and those home within `days`, by branch and age.

    Only entries that could be followed for all the days are in the base: those of the
    period's last days, on which the return ends too early, are in neither count.
    """
    days, ages = int(said["days"]), sorted(said["ages"])
    entry = pl.col("removed_on")
    followed = entry <= as_of - timedelta(days)
    base = periods.filter("entered", entry >= period.start, entry < period.end, followed)
    home = (pl.col("returned_on") <= entry.dt.offset_by(f"{days}d")).fill_null(value=False)
    band = sum((_had(each).cast(pl.Int64) for each in ages), pl.lit(0, dtype=pl.Int64))
    counted = (
        base.join(header, left_on="child", right_on="CHILD")
        .with_columns(band=band, home=home)
        .group_by("branch", "band")
        .agg(home=pl.col("home").sum(), entered=pl.len())
    )
    found = {(b, band): (hits, n) for b, band, hits, n in counted.iter_rows()}
    # Every branch appears, also with nobody: a branch left out would be one that was not counted.
    bare = {(branch, 0): (0, 0) for branch in _areas(periods)}
    return tuple(
        Tally(branch, pattern_words(ages, (), at, None, 0), hits, n)
        for (branch, at), (hits, n) in sorted((bare | found).items())
    )


def _areas(periods: pl.DataFrame) -> list[str]:
    return sorted(set(periods["branch"]) - {NOT_TOLD})


def _factors() -> dict[str, pl.Expr]:
    """Each category of need as a factor: yes for the child's own, unknown where none is told."""
    return {word: pl.col("need") == code for code, word in sorted(words("CIN").items())}


def _had(birthday: int) -> pl.Expr:
    return pl.col("removed_on") >= pl.col("born_on").dt.offset_by(f"{birthday}y")
