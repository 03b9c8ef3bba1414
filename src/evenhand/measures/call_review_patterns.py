"""Call review patterns: how the raters of each reviewed call judged it, all together.

A call is in the base if it was received on a day of the period and at least one rater
reviewed it. `of` is the pattern of what its raters said, such as "neglect=2 refer=1":
each rater who would assess counts under the type it gave ("unstated" if it gave none),
each who would not under "refer". A hit is a call with that pattern, so a branch's hits
add up to its base. The branch is the one that received the call.

No call and no rater can be told from a pattern, and every measure of agreement that
treats raters alike can be made from patterns.

Source: Oregon SCF staff allocation system, updated 4 February 2000 (review of
audio-taped calls); Krippendorff, Content Analysis (agreement from values by unit).
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.figures.pattern import pattern_text
from evenhand.measures import measure, parts_of_branch, within
from evenhand.sources.engine import CaseTables, flag, rows


@measure(
    title="Reviewed calls, by what all their raters said",
    reads={
        "call_reviews": ("referral", "verdict", "type"),
        "referrals": ("id", "branch", "received_on"),
    },
)
def call_review_patterns(tables: CaseTables, period: Period) -> list[Tally]:
    """Count reviewed calls received in the period by branch and pattern of judgements."""
    stated = nw.when(nw.col("type") != "").then(nw.col("type")).otherwise(nw.lit("unstated"))
    judged = (
        tables["call_reviews"]
        .select("referral", "verdict", "type")
        .join(
            tables["referrals"].filter(within("received_on", period)).select("id", "branch"),
            left_on="referral",
            right_on="id",
        )
        .with_columns(
            said=nw.when(nw.col("verdict") == "assess").then(stated).otherwise(nw.lit("refer"))
        )
        .select("referral", "branch", "said")
    )
    words = [word for (word,) in rows(judged.group_by("said").agg(n=nw.len()), "said")]
    if not words:
        return []
    places = {f"said_{place}": word for place, word in enumerate(words)}
    by_call = judged.group_by("branch", "referral").agg(
        **{place: flag(nw.col("said") == word).sum() for place, word in places.items()}
    )
    patterns = by_call.group_by("branch", *places).agg(calls=nw.len())
    return parts_of_branch(
        (branch, pattern_text(dict(zip(words, raters, strict=True))), calls)
        for branch, *raters, calls in rows(patterns, "branch", *places, "calls")
    )
