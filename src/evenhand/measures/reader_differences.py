"""Reader differences: how often a reader's level lies outside those of the child's other readers.

A reading is in the base if it was made on a day of the period and somebody else read
the same child's record in the period too. It is a hit if its level is below the lowest
or above the highest level the others gave; on the edge it is not. With one other reader
that is every reading at another level. `of` is the reader, so that a reader's counts
add up over branches; the branch is the family's.

Readers are instruments of a measurement, and this looks at the instrument, not at any
caseworker or child.

Source: none; that a reader is held against the range of the others is an assumption.
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure, within
from evenhand.sources.engine import CaseTables, flag, rows


@measure(
    title="Levels outside those of a child's other readers, by reader",
    reads={
        "case_readings": ("child", "reader", "read_on", "level"),
        "children": ("id", "family"),
        "families": ("id", "branch"),
    },
    assumes="A reader is held against the range of levels that a child's other readers gave.",
)
def reader_differences(tables: CaseTables, period: Period) -> list[Tally]:
    """Count readings outside the range of the others', by branch and reader."""
    read = tables["case_readings"].filter(within("read_on", period))
    own = read.select("child", "reader", "level")
    others = own.select("child", other="reader", given="level")
    outside = (nw.col("level") < nw.col("lowest")) | (nw.col("level") > nw.col("highest"))
    found = (
        own.join(others, on="child")
        .filter(nw.col("other") != nw.col("reader"))
        .group_by("child", "reader", "level")
        .agg(lowest=nw.col("given").min(), highest=nw.col("given").max())
        .join(tables["children"].select("id", "family"), left_on="child", right_on="id")
        .join(
            tables["families"].select("id", "branch"),
            left_on="family",
            right_on="id",
        )
        .group_by("branch", "reader")
        .agg(outside=flag(outside).sum(), read=nw.len())
    )
    return [Tally(*row) for row in rows(found, "branch", "reader", "outside", "read")]
