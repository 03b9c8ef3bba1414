"""Warranted calls: of the calls a panel reviewed, how many warranted an assessment.

A call is in the base if it was received on a day of the period and at least one rater
reviewed it. It warrants an assessment when more than half of its raters say so; two
against two is not more than half. Its type is then the one that most of those raters
gave; between types given equally often, the first in the alphabet. Raters who would not
assess have no say in the type, nor has a rater who gave none; where nobody gave one,
the type is "unstated". Calls that do not warrant an assessment are counted as "refer",
so a branch's hits add up to its base. The branch is the one that received the call.

What the branch itself decided is not read: assessing what the panel would not assess
earns nothing, and not assessing what it would costs nothing.

Source: Oregon SCF staff allocation system, updated 4 February 2000 (review of
audio-taped calls). How several raters become one verdict: an assumption.
"""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure, parts_of_branch, within
from evenhand.sources.engine import CaseTables, flag, rows


@measure(
    title="Reviewed calls that warrant an assessment, by type",
    reads={
        "call_reviews": ("referral", "verdict", "type"),
        "referrals": ("id", "branch", "received_on"),
    },
    assumes="More than half of a call's raters decide; its type is the one most of them "
    "gave, ties by name.",
)
def warranted_calls(tables: CaseTables, period: Period) -> list[Tally]:
    """Count reviewed calls received in the period by branch and what the panel made of them."""
    reviews = tables["call_reviews"]
    received = tables["referrals"].filter(within("received_on", period)).select("id", "branch")
    warranted = nw.col("assess") * 2 > nw.col("raters")
    judged = (
        reviews.group_by("referral")
        .agg(raters=nw.len().cast(nw.Int64), assess=flag(nw.col("verdict") == "assess").sum())
        .join(_types(reviews), on="referral", how="left")
        .join(received, left_on="referral", right_on="id")
        .with_columns(
            of=nw.when(warranted)
            .then(nw.coalesce(nw.col("type"), nw.lit("unstated")))
            .otherwise(nw.lit("refer"))
        )
        .group_by("branch", "of")
        .agg(calls=nw.len())
    )
    return parts_of_branch(rows(judged, "branch", "of", "calls"))


def _types(reviews: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The type most of a call's assessing raters gave, ties to the first in the alphabet."""
    return (
        reviews.filter(nw.col("verdict") == "assess", nw.col("type") != "")
        .group_by("referral", "type")
        .agg(raters=nw.len().cast(nw.Int64))
        .with_columns(most_first=nw.lit(0) - nw.col("raters"))
        .unique(subset=["referral"], keep="first", order_by=["most_first", "type"])
        .select("referral", "type")
    )
