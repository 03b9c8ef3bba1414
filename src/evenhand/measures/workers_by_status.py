"""Workers by status: who may carry cases on the day the tables stand for.

The day is the tables' own, not the period's: staff are looked at as they are now, beside
the positions there are now. A worker has the status whose first day was the day or before
it and which was not yet over; `to_on` is the first day it no longer holds. Where two hold,
the one that began last tells. A worker without any is "unknown".

`of` is the program and the status ("out_of_home|trainee"); the program is empty where the
status names none. Hits are full-time equivalents in hundredths of a worker, each worker's
to the nearest hundredth; the base is what as many full-time workers would be, 100 a head.

Heads by status are counted for a branch and tell nothing of what any worker did.

Source: an assumption; 29 Del. C. 9015(b) counts staff by what they can carry ("fully
functioning worker"), and the statuses are those of the table.
"""

from __future__ import annotations

import narwhals.stable.v2 as nw

from evenhand.figures import Period, Tally
from evenhand.measures import measure
from evenhand.sources.engine import CaseTables, rows

#: Of a worker with no status on the day.
UNKNOWN = "unknown"


@measure(
    title="Workers by program and status, on the day of the tables",
    reads={
        "workers": ("id", "branch", "fte"),
        "worker_status": ("worker", "status", "program", "from_on", "to_on"),
    },
)
def workers_by_status(tables: CaseTables, period: Period) -> list[Tally]:  # noqa: ARG001 - as said above
    """Count workers and their full-time equivalents by branch, program and status."""
    on = tables.as_of
    now = tables["worker_status"].filter(
        nw.col("from_on") <= on, nw.col("to_on").is_null() | (nw.col("to_on") > on)
    )
    last = now.group_by("worker").agg(from_on=nw.col("from_on").max())
    held = now.join(last, on=["worker", "from_on"], how="semi")
    found = (
        tables["workers"]
        .select("id", "branch", hundredths=(nw.col("fte") * 100 + 0.5) // 1)
        .join(
            held.select("worker", "status", "program"), left_on="id", right_on="worker", how="left"
        )
        .with_columns(
            status=nw.coalesce(nw.col("status"), nw.lit(UNKNOWN)),
            program=nw.coalesce(nw.col("program"), nw.lit("")),
        )
        .group_by("branch", "program", "status")
        .agg(hundredths=nw.col("hundredths").sum(), heads=nw.len())
    )
    counted = rows(found, "branch", "program", "status", "hundredths", "heads")
    return [Tally(b, f"{program}|{of}", n, 100 * heads) for b, program, of, n, heads in counted]
