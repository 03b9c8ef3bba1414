"""The intake list to hold a rotation against: a CSV of report[,arrived_at], one line a report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from evenhand.sources.given_file import Row, given_rows


def read_intake(path: str) -> list[str]:
    """Every report of the file, in its order; one that stands there twice is given twice.

    Raises:
        TableError: The file cannot be read, a line names no report, or a moment is none.
    """
    return list(_reports(given_rows(path, ("report",), ("arrived_at",))))


def _reports(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        if not row["report"]:
            raise row.fault("no report is named here.")
        if row["arrived_at"]:
            _check_moment(row)
        yield row["report"]


def _check_moment(row: Row) -> None:
    try:
        datetime.fromisoformat(row["arrived_at"])
    except ValueError:
        raise row.fault(
            f"arrived_at {row['arrived_at']!r} is no moment; write 2025-03-03T09:05."
        ) from None
