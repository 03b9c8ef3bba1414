"""Abused again: the returns home that a founded call followed in time.

Measures of re-abuse share the rule: a call about the child, on the day of return or up to
so many days after it, with at least one allegation founded.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import narwhals.stable.v2 as nw

from evenhand.sources.engine import CaseTables

Frame = nw.LazyFrame[Any]


def abused_again(tables: CaseTables, returned: Frame, since: date, days: int) -> Frame:
    """Each return (`branch`, `child`, `removed_on`) followed by a founded call, once.

    No call before `since`, the first day a return can fall on, is looked at.
    """
    calls = tables["referrals"].select("id", "child", "received_on")
    founded = tables["allegations"].filter(~nw.col("found_on").is_null()).select("referral")
    return (
        returned.select("child", "branch", "removed_on", "returned_on")
        .join(calls.filter(nw.col("received_on") >= since), on="child")
        .filter(
            nw.col("received_on") >= nw.col("returned_on"),
            nw.col("received_on") <= nw.col("returned_on").dt.offset_by(f"{days}d"),
        )
        # A call with two founded allegations comes out twice here, and is one hit below. A semi
        # join would build its table over all founded allegations: dearer in time and memory.
        .join(founded, left_on="id", right_on="referral")
        .group_by("branch", "child", "removed_on")
        .agg(calls=nw.len())
    )
