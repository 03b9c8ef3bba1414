"""Warranted calls: of the calls a panel reviewed, how many warranted an assessment.

A call is in the base if it was received on a day of the period and at least one rater
reviewed it. Whether it warrants an assessment is settled by `consensus`:

- `majority`: more than half of its raters say so; two against two is not more than half.
- `any`: at least one of them says so.
- `all`: every one of them says so.
- `panel`: the rater named "panel" says so, whatever others say. A call that the panel
  did not judge is then not in the base. Otherwise it is one of the raters.

The type of a warranted call is the one that most of the raters who would assess gave
(under `panel`, the panel's own); between types given equally often, the first in the
alphabet. Raters who would not assess have no say in the type, nor has a rater who gave
none; where nobody gave one, the type is "unstated". Calls that do not warrant an
assessment are counted as "refer", so a branch's hits add up to its base. The branch is
the one that received the call.

What the branch itself decided is not read: assessing what the panel would not assess
earns nothing, and not assessing what it would costs nothing.

Source: Oregon SCF staff allocation system, updated 4 February 2000 (review of
audio-taped calls). How several raters become one verdict is the policy's to say.
"""

from __future__ import annotations

from typing import Any, Literal

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure, parts_of_branch, within
from evenhand.sources.engine import CaseTables, flag, rows

Consensus = Literal["majority", "any", "all", "panel"]
PANEL = "panel"


@measure(
    title="Reviewed calls that warrant an assessment, by type",
    reads={
        "call_reviews": ("referral", "rater", "verdict", "type"),
        "referrals": ("id", "branch", "received_on"),
    },
    assumes="A warranted call's type is the one most of its assessing raters gave, ties by name.",
)
def warranted_calls(tables: CaseTables, period: Period, consensus: Consensus) -> list[Tally]:
    """Count reviewed calls received in the period by branch and what their raters made of them."""
    reviews = tables["call_reviews"]
    if consensus == PANEL:
        reviews = reviews.filter(nw.col("rater") == PANEL)
    received = tables["referrals"].filter(within("received_on", period)).select("id", "branch")
    judged = (
        reviews.group_by("referral")
        .agg(raters=nw.len().cast(nw.Int64), assess=flag(nw.col("verdict") == "assess").sum())
        .join(_types(reviews), on="referral", how="left")
        .join(received, left_on="referral", right_on="id")
        .with_columns(
            of=nw.when(_warranted(consensus))
            .then(nw.coalesce(nw.col("type"), nw.lit("unstated")))
            .otherwise(nw.lit("refer"))
        )
        .group_by("branch", "of")
        .agg(calls=nw.len())
    )
    return parts_of_branch(rows(judged, "branch", "of", "calls"))


def _warranted(consensus: Consensus) -> nw.Expr:
    """Whether so many raters who would assess, of so many, make a call warranted."""
    assess, raters = nw.col("assess"), nw.col("raters")
    if consensus == "majority":
        return assess * 2 > raters
    return assess == raters if consensus == "all" else assess > 0


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
