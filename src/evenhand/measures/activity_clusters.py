"""Activity clusters: what the error of a time study needs, added up over workers.

One worker's moments are alike, so that they say less than as many moments of different
workers. How much less follows from three sums over workers: of their moments of an
activity squared, of all their moments squared, and of the one times the other. They are
added up inside the engine, for the whole state; what any worker did never leaves it.

A moment of the period counts if it was answered. A moment at midnight of the period's
first day counts; one at midnight of its last day (the first one outside) does not.
Where fewer than two workers answered there is nothing: one worker's sums would be
that worker's own. A policy cannot name this as a reading, since it tells no branch
from another.

Source: Evenhand method, section 2 (design effect from workers as clusters).
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import ClusterTally, Period
from evenhand.measures import measure, moment_within
from evenhand.sources.engine import CaseTables, rows


@measure(
    title="Random moments answered in the state, with their spread over workers",
    reads={"time_samples": ("worker", "moment", "activity")},
)
def activity_clusters(tables: CaseTables, period: Period) -> list[ClusterTally]:
    """Count the moments answered in the period by activity, and add up squares over workers."""
    answered = tables["time_samples"].filter(moment_within(period), nw.col("activity") != "")
    all_of = answered.group_by("worker").agg(base=nw.len().cast(nw.Int64))
    hits, base = nw.col("hits"), nw.col("base")
    by_activity = (
        answered.group_by("worker", "activity")
        .agg(hits=nw.len().cast(nw.Int64))
        .join(all_of, on="worker")
        .with_columns(hits_squared=hits * hits, hits_by_base=hits * base)
        .group_by("activity")
        .agg(hits.sum(), nw.col("hits_squared").sum(), nw.col("hits_by_base").sum())
    )
    state = (
        all_of.with_columns(state=nw.lit(1), base_squared=base * base)
        .group_by("state")
        .agg(base.sum(), nw.col("base_squared").sum(), clusters=nw.len())
    )
    whole = rows(state, "base", "clusters", "base_squared")
    if not whole or whole[0][1] < 2:
        return []
    moments, workers, squared = whole[0]
    return [
        ClusterTally(of, count, moments, workers, own, crossed, squared)
        for of, count, own, crossed in rows(
            by_activity, "activity", "hits", "hits_squared", "hits_by_base"
        )
    ]
