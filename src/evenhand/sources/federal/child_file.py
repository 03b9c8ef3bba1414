"""The NCANDS child file as referrals, allegations, assessments and children.

A record is one child on one report, and so one referral. Only reports that were screened
in and decided on are in the file, so every one of them was assessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from evenhand.figures import Period
from evenhand.sources.federal.coded import Coded
from evenhand.sources.federal.places import branch
from evenhand.sources.federal.years import (
    OCTOBER,
    again,
    early,
    fiscal_year,
    late,
    of_one_year,
    year_end,
)
from evenhand.sources.rows.worded import worded

#: A record has room for so many allegations.
ALLEGATIONS = range(1, 5)
UNSTATED = "unstated"
KEY = ["state", "report", "record"]


@dataclass(frozen=True, slots=True)
class ChildFile:
    """Checked records, and from which fiscal years."""

    coded: Coded
    years: frozenset[int]
    as_of: date

    @property
    def tables(self) -> dict[str, pl.DataFrame]:
        """The tables that the records feed."""
        rows = self.coded.rows
        types = pl.concat_list(f"type_{i}" for i in ALLEGATIONS)
        first = types.list.eval(pl.element().filter(pl.element() != "none")).list.first()
        return {
            "children": rows.select(id="child").unique(maintain_order=True),
            "referrals": rows.select(
                "id", "branch", "child", "received_on", decision=pl.lit("assess")
            ),
            "allegations": pl.concat([_allegations(rows, number) for number in ALLEGATIONS]),
            "assessments": rows.filter(pl.col("opened_on").is_not_null()).select(
                "id",
                pl.col("id").alias("referral"),
                "branch",
                pl.coalesce(first, pl.lit(UNSTATED)).alias("type"),
                "opened_on",
                closed_on="decided_on",
            ),
        }


def child_file(coded: Coded) -> ChildFile:
    """The records that can be meant, each child by one identifier."""
    known = of_one_year(coded)
    ends = pl.date("year", OCTOBER, 1)
    rows = known.rows.with_columns(
        branch(), ends_on=ends, id=pl.concat_str(KEY, separator=" "), foster=_foster()
    ).drop("foster_care_id", "afcars_record")
    in_order = rows if rows["year"].is_sorted() else rows.sort("year", maintain_order=True)
    named = replace(known, rows=in_order)
    checked = named.less(*_faults(named))
    once = checked.less(again(checked, KEY, "report"))
    single = _one_child(once)
    years = frozenset(single.rows["year"].unique())
    return ChildFile(single, years, year_end(max(years)) if years else date.min)


def _foster() -> pl.Expr:
    """The child's identifier in foster care, as AFCARS derives it: the state, then its own."""
    return pl.coalesce("foster_care_id", pl.col("state") + pl.col("afcars_record"))


def _faults(coded: Coded) -> list[pl.DataFrame]:
    nothing = [
        coded.fault(
            (pl.col(f"finding_{i}") == "founded") & (pl.col(f"type_{i}") == "none"),
            f"type_{i}",
            "alleges nothing, and yet it was found to be so",
        )
        for i in ALLEGATIONS
    ]
    return [
        early(coded, "decided_on", "received_on"),
        early(coded, "decided_on", "opened_on"),
        late(coded, "received_on"),
        late(coded, "opened_on"),
        late(coded, "decided_on"),
        *nothing,
    ]


def _one_child(coded: Coded) -> Coded:
    """Rows with `child`: the identifier in foster care where any of the child's rows has it."""
    child = ["state", "record"]
    linked = coded.rows.filter(pl.col("foster").is_not_null()).unique(
        child, keep="first", maintain_order=True
    )
    own = pl.concat_str(child, separator=" ")
    if linked.is_empty():
        return replace(coded, rows=coded.rows.with_columns(child=own))
    known = coded.rows.join(
        linked.select(*child, linked="foster"), on=child, how="left", maintain_order="left"
    )
    told = replace(coded, rows=known.with_columns(child=pl.coalesce("linked", own)))
    why = worded("is the child that an earlier row calls {} in foster care", "linked")
    return told.less(told.fault(pl.col("foster") != pl.col("linked"), "record", why))


def _allegations(rows: pl.DataFrame, number: int) -> pl.DataFrame:
    kind, finding = pl.col(f"type_{number}"), pl.col(f"finding_{number}")
    alleged = kind.is_not_null() | (finding != "none").fill_null(value=False)
    founded = pl.when(finding == "founded").then(pl.coalesce("decided_on", "received_on"))
    return rows.filter(alleged & kind.ne_missing(pl.lit("none"))).select(
        referral="id", type=pl.coalesce(kind, pl.lit(UNSTATED)), found_on=founded
    )


def unsaid(told: ChildFile, period: Period | None) -> Iterator[str]:
    """What the records cannot tell, with numbers."""
    rows = told.coded.rows
    if period and (following := fiscal_year(period.last_day) + 1) not in told.years:
        yield (
            "Reports of the period that were decided on after it stand in the NCANDS file of "
            f"fiscal year {following}, which is not given: calls near its end are missing."
        )
    yield (
        "NCANDS holds reports that were screened in, in the year they were decided on: calls that "
        "were referred elsewhere are not in it, nor are reports still open at its end."
    )
    founded = pl.any_horizontal(pl.col(f"finding_{i}") == "founded" for i in ALLEGATIONS)
    undated = rows.filter(founded & pl.col("decided_on").is_null()).height
    if undated:
        yield (
            f"{undated:,} founded reports have no day in RpDispDt; the day of the report stands "
            "for it (assumption)."
        )
    if unopened := rows["opened_on"].null_count():
        yield f"{unopened:,} records have no day in InvDate, and so no assessment."
