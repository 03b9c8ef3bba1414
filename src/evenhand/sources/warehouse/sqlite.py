"""SQLite: a database that keeps whatever it is given, so that what a column holds is looked at.

Its days and moments are texts and its types are wishes. A cell that is not of its column's
type would be compared as something else than it is, so such a table is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

#: By what Ibis says of a column: when a cell is none of that, and how it is written there.
TYPES = (
    ("is_string", "typeof({0}) <> 'text'", "text"),
    ("is_date", "date({0}, '+0 days') IS NOT {0}", "YYYY-MM-DD"),
    ("is_timestamp", "datetime({0}, '+0 days') IS NOT {0}", "YYYY-MM-DD HH:MM:SS"),
    ("is_boolean", "typeof({0}) <> 'integer' OR {0} NOT IN (0, 1)", "1 or 0"),
    ("is_integer", "typeof({0}) <> 'integer'", "whole numbers"),
    ("is_numeric", "typeof({0}) NOT IN ('integer', 'real')", "numbers"),
)


def well_typed(connection: Any, parts: Sequence[str]) -> Any:
    """The table, each of whose cells is what its column's type says.

    Raises:
        ValueError: Some cells of a column are not: how many, and what would work.
    """
    table = connection.table(parts[-1], database=tuple(parts[:-1]) or None)
    for name, dtype in table.schema().items():
        fits = ((wrong, written) for asks, wrong, written in TYPES if getattr(dtype, asks)())
        wrong, written = next(fits, ("FALSE", ""))
        if count := _count(connection.con, parts, name, wrong):
            raise ValueError(
                f"{count:,} cells of {name} are not written as {written}, and SQLite itself keeps "
                "no cell to its type. Mend them; or give a view without that column; or lay the "
                "table into a folder as CSV, where it is judged row by row"
            )
    return table


def _count(connection: Any, parts: Sequence[str], name: str, wrong: str) -> int:
    table, cell = ".".join(map(_quoted, parts)), _quoted(name)
    asked = f"SELECT count(*) FROM {table} WHERE {cell} IS NOT NULL AND ({wrong.format(cell)})"
    return int(connection.execute(asked).fetchone()[0])


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
