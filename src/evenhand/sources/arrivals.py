"""An intake's reports from a CSV, each with its moment and unit, to try rotation rules on.

The columns `minutes`, `track` and `language` may be there. Nothing else of a report is
read: it needs no name.
"""

from __future__ import annotations

from datetime import datetime

from evenhand.figures.rotation import ReportArrived
from evenhand.sources.given_file import Row, given_rows


def read_arrivals(path: str) -> list[ReportArrived]:
    """Read `report,arrived_at,unit`, in order of time whatever the order of the file.

    Raises:
        TableError: The file cannot be read, a cell cannot be meant, or a report is there twice.
    """
    found: dict[str, ReportArrived] = {}
    for row in given_rows(path, ("report", "arrived_at", "unit"), ("minutes", "track", "language")):
        report = _arrival(row)
        if report.report in found:
            raise row.fault(f"report {report.report!r} stands in the file twice; keep one.")
        found[report.report] = report
    return sorted(found.values(), key=lambda report: report.at)


def _arrival(row: Row) -> ReportArrived:
    for column in ("report", "unit"):
        if not row[column]:
            raise row.fault(f"{column} is empty; a report needs its id and its unit.")
    return ReportArrived(
        seq=0,
        at=_moment(row),
        report=row["report"],
        unit=row["unit"],
        minutes=row.whole("minutes") if row["minutes"] else 0,
        track=row["track"],
        language=row["language"],
    )


def _moment(row: Row) -> datetime:
    moment: datetime | None
    try:
        moment = datetime.fromisoformat(row["arrived_at"])
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is not None or not 1950 <= moment.year <= 2100:
        raise row.fault(
            f"arrived_at {row['arrived_at']!r} is no moment; write it as 2025-03-02T14:10, on the "
            "agency's own clock."
        )
    return moment
