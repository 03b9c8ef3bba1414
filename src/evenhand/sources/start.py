"""A folder to begin with: every table blank, its header only, and a `tables.yaml` to fill in."""

from __future__ import annotations

from pathlib import Path

from evenhand.errors import TableError
from evenhand.sources.layout import ALL_TABLES, LAYOUT
from evenhand.sources.tables import FACTOR, Table

TOP = f"""\
# What this folder of tables stands for. The line below must be filled in:
# the day the tables were drawn, for example 2000-02-04.
as_of:

# Tables are files named after the table, ending in .csv (UTF-8, commas, a header line) or
# .parquet. Delete those you do not have. Days are written YYYY-MM-DD; yes_no columns
# hold yes or no. Family factors are yes_no columns of families whose names begin with
# {FACTOR}, for example {FACTOR}drugs.
#
# Where your files or columns have other names, say so:
# tables:
#   removals:
#     file: care.csv
#     columns: {{removed_on: date_of_removal}}
#
# The tables and their columns (* must be filled in every row):
"""


def write_start(folder: str | Path) -> list[Path]:
    """Write blank tables and `tables.yaml` into a new or empty folder; list the files.

    Raises:
        TableError: Something stands there already, or the folder cannot be written.
    """
    place = Path(folder)
    if place.exists() and (not place.is_dir() or any(place.iterdir())):
        raise TableError(f"{place} is not an empty folder. Name a new one; nothing was written.")
    texts = {f"{name}.csv": _header(table) for name, table in ALL_TABLES.items()}
    texts[LAYOUT] = TOP + "".join(_described(table) for table in ALL_TABLES.values())
    written = [place / name for name in texts]
    try:
        place.mkdir(parents=True, exist_ok=True)
        for path, text in zip(written, texts.values(), strict=True):
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as fault:
        for path in written:
            if path.exists():
                path.unlink()
        raise TableError(f"{place} cannot be written: {fault.strerror}.") from None
    return written


def _header(table: Table) -> str:
    return ",".join(column.name for column in table.columns) + "\n"


def _described(table: Table) -> str:
    lines = [f"#\n# {table.name}: {table.row}\n"]
    for column in table.columns:
        words = f" ({', '.join(column.one_of)})" if column.one_of else ""
        need = "*" if column.needed else ""
        lines.append(f"#   {column.name}{need}  {column.kind}: {column.meaning}{words}\n")
    return "".join(lines)
