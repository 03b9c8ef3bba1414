"""Rater differences: how often a rater says otherwise than the others who heard the call.

A judgement is in the base if its call was received on a day of the period and the
rater's fellow raters of that call agree by majority whether to assess; a call that
nobody else heard, or on which the others are split evenly, says nothing of the rater.
It is a hit if the rater's verdict is not the others'. `of` is the rater, so that a
rater's counts add up over branches; the branch is the one that received the call.

Raters are instruments of a measurement, and this looks at the instrument. It says
nothing of any caseworker, and cannot: who took the call stands in no table it reads.

Source: none; that a rater is held against the majority of the others is an assumption.
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure, within
from evenhand.sources.engine import CaseTables, flag, rows


@measure(
    title="Verdicts other than those of a call's other raters, by rater",
    reads={
        "call_reviews": ("referral", "rater", "verdict"),
        "referrals": ("id", "branch", "received_on"),
    },
    assumes="A rater is held against the majority of a call's other raters.",
)
def rater_differences(tables: CaseTables, period: Period) -> list[Tally]:
    """Count verdicts against the others' majority, by branch and rater."""
    received = tables["referrals"].filter(within("received_on", period)).select("id", "branch")
    own = tables["call_reviews"].select(
        "referral", "rater", assess=flag(nw.col("verdict") == "assess")
    )
    every = own.group_by("referral").agg(raters=nw.len().cast(nw.Int64), all=nw.col("assess").sum())
    # Twice the others who would assess, less the others: above 0 the others would assess.
    lead = (nw.col("all") - nw.col("assess")) * 2 - (nw.col("raters") - 1)
    differs = ((nw.col("lead") > 0) & (nw.col("assess") == 0)) | (
        (nw.col("lead") < 0) & (nw.col("assess") == 1)
    )
    found = (
        own.join(every, on="referral")
        .join(received, left_on="referral", right_on="id")
        .with_columns(lead=lead)
        .filter(nw.col("lead") != 0)
        .group_by("branch", "rater")
        .agg(differs=flag(differs).sum(), judged=nw.len())
    )
    return [Tally(*row) for row in rows(found, "branch", "rater", "differs", "judged")]
