"""A roster to draw random moments from: every worker's id and part of full time.

A roster with one bad row is refused: who is left out of it cannot be drawn, and the
survey would no longer speak for everybody.
"""

from __future__ import annotations

from fractions import Fraction

from evenhand.errors import TableError
from evenhand.sources.checking import check_table
from evenhand.sources.files import folder_at, table_files
from evenhand.sources.layout import read_layout
from evenhand.sources.tables import Column, Table
from evenhand.sources.warehouse.place import folder_here

ROSTER = Table(
    "workers",
    "One caseworker, by pseudonym",
    (
        Column("id", "Pseudonym"),
        Column("fte", "Full-time equivalent", "number", needed=False, least=0, most=1),
    ),
    key=("id",),
)


def read_roster(place: str) -> dict[str, Fraction]:
    """Each worker's part of full time, by id; 1 where none is given.

    `place` is a file of workers, or a folder of tables that has one.

    Raises:
        TableError: There is none, it names nobody, or a row of it cannot be read.
    """
    path = folder_here(place)
    columns: dict[str, str] = {}
    try:
        if not path.is_file():
            layout = read_layout(folder_at(path))
            files = table_files(path, layout)
            if "workers" not in files:
                raise TableError(f"{place} has no table workers, so there is nobody to ask.")
            path, columns = files["workers"], dict(layout.columns.get("workers", {}))
        known = {own: name for own, name in columns.items() if ROSTER.column(own)}
        checked = check_table(path, ROSTER, known, {})
    except OSError as fault:
        raise TableError(f"{fault.filename or place} cannot be read: {fault.strerror}.") from None
    if checked.faults.height:
        line, column, value, reason = checked.faults.select(
            "line", "column", "value", "reason"
        ).row(0)
        raise TableError(
            f"{path.name}:{line}: {column} {value!r} {reason}. A roster must be whole before "
            "moments are drawn from it: mend the row, or take it out."
        )
    if not checked.accepted:
        raise TableError(f"{path.name} names no worker, so there is nobody to ask.")
    rows = checked.rows.collect()
    parts = rows["fte"].to_list() if "fte" in rows.columns else [None] * rows.height
    return {
        worker: Fraction(1 if part is None else part)
        for worker, part in zip(rows["id"].to_list(), parts, strict=True)
    }
