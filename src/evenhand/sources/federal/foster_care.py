"""The AFCARS foster care file as children, families, removals and cases.

A record is one child's latest removal in one year. Of several files the latest record of
a removal stands; an earlier removal that no file holds is told by number, never made up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from evenhand.sources.federal.coded import Coded
from evenhand.sources.federal.places import branch
from evenhand.sources.federal.years import OCTOBER, again, early, late, of_one_year
from evenhand.sources.rows.worded import worded
from evenhand.sources.tables import FACTOR


@dataclass(frozen=True, slots=True)
class FosterCare:
    """Checked records, the removals they tell, and from which fiscal years."""

    coded: Coded
    removals: pl.DataFrame
    years: frozenset[int]
    as_of: date

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        """The tables that the records feed."""
        told = self.removals
        factors = [name for name in told.columns if name.startswith(FACTOR)]
        last = told.unique("child", keep="last", maintain_order=True)
        return {
            "families": told.select(
                "branch", *factors, id="family", group=pl.lit("out_of_home")
            ).select("id", "branch", "group", *factors),
            "children": last.select("born_on", id="child", family="family").select(
                "id", "family", "born_on"
            ),
            "removals": told.select(
                "child", "family", "branch", "removed_on", "returned_on", "ended_on"
            ),
            "cases": told.select(
                pl.col("family").alias("id"),
                "family",
                "branch",
                kind=pl.lit("child"),
                opened_on="removed_on",
                closed_on="ended_on",
            ),
        }


def foster_care(coded: Coded) -> FosterCare:
    """The records that can be meant, as removals by child and day."""
    known = _in_year(of_one_year(coded))
    checked = known.less(*_faults(known))
    once = checked.less(again(checked, ["file", "child"], "record"))
    removals = _removals(once.rows)
    years = frozenset(once.rows["year"].unique())
    return FosterCare(once, removals, years, _as_of(once.rows))


def _as_of(rows: pl.DataFrame) -> date:
    end = rows["ends_on"].max()
    return end if isinstance(end, date) else date.min


def _in_year(coded: Coded) -> Coded:
    """Rows of a report period within their fiscal year; `ends_on` is the day after the file's."""
    month, year = pl.col("report_month"), pl.col("report_year")
    outside = year + (month >= OCTOBER).cast(pl.Int64) != pl.col("year")
    why = worded("is not in the fiscal year {}, as the report's month is {}", "year", month)
    kept = coded.less(coded.fault(outside, "report_year", why))
    ends = pl.date("report_year", "report_month", 1).dt.offset_by("1mo").max().over("file")
    child = pl.coalesce("foster_care_id", pl.col("state") + pl.col("record"))
    return replace(kept, rows=kept.rows.with_columns(branch(), ends_on=ends, child=child))


def _faults(coded: Coded) -> list[pl.DataFrame]:
    state = coded.layout.elements["state"]
    number = {word: code.zfill(2) for code, word in state.codes.items()}
    theirs = pl.col("state").replace_strict(number, default="", return_dtype=pl.String)
    elsewhere = pl.col("county").str.contains("^[0-9]") & (
        pl.col("county").str.slice(0, 2) != theirs
    )
    undated = pl.col("ended_on").is_null() & (pl.col("reason") != "not_discharged")
    return [
        coded.fault(elsewhere, "county", worded("is not in the state {}", "state")),
        early(coded, "removed_on", "born_on"),
        early(coded, "ended_on", "removed_on"),
        late(coded, "removed_on"),
        late(coded, "ended_on"),
        coded.fault(undated, "reason", "is a reason for a discharge that has no day in DoDFCDt"),
    ]


def _removals(rows: pl.DataFrame) -> pl.DataFrame:
    """The latest record of each removal; one still open ended when a later record says so."""
    latest = rows.sort("ends_on", "file", "line").unique(
        ["child", "removed_on"], keep="last", maintain_order=True
    )
    ordered = latest.sort("child", "removed_on")
    told, began = (pl.col(c).shift(-1).over("child") for c in ("previous_ended_on", "removed_on"))
    ended = pl.when(told.is_between(pl.col("removed_on"), began)).then(told)
    home = pl.when(pl.col("reason") == "returned_home").then("ended_on")
    return ordered.with_columns(
        family=worded("{} {}", "child", "removed_on"),
        returned_on=home,
        ended_on=pl.coalesce("ended_on", ended),
        # The next removal's reason is not this one's: how an earlier one ended may stay unknown.
        unexplained=pl.col("ended_on").is_not_null()
        & (pl.col("reason").is_null() | (pl.col("reason") == "not_discharged")),
    )


def hidden(care: FosterCare) -> Iterator[str]:
    """What the records cannot tell, with numbers."""
    told = care.removals
    ever = told.group_by("child").agg(pl.col("removals_ever").max(), seen=pl.len())
    unseen = int((ever["removals_ever"] - ever["seen"]).clip(0).sum())
    yield (
        "An AFCARS record is a child's latest removal of its year: "
        f"{unseen:,} earlier removals that TotalRem counts stand in no file given."
    )
    last = told.unique("child", keep="last", maintain_order=True)
    gone = last.filter(pl.col("ended_on").is_null() & (pl.col("ends_on") < care.as_of)).height
    if gone:
        yield (
            f"{gone:,} children in care at the end of their last file stand in no later one; "
            "they count as still in care (assumption)."
        )
    if unexplained := int(told["unexplained"].sum()):
        yield (
            f"{unexplained:,} children were discharged without a reason in DISREASN; "
            "they count as not home."
        )
