"""Which file of a folder holds which table; what else lies there is told, not read."""

from __future__ import annotations

from pathlib import Path

from evenhand.errors import TableError
from evenhand.sources.layout import ALL_TABLES, LAYOUT, Layout
from evenhand.sources.nearest import meant
from evenhand.sources.rejects import REJECTS

SPREADSHEETS = (".xlsx", ".xls", ".xlsm", ".ods", ".numbers")


def folder_at(path: Path) -> Path:
    """The folder, if there is one with something in it.

    Raises:
        TableError: There is nothing, or a file, or an empty folder.
    """
    if not path.exists():
        raise TableError(f"There is no folder {path}. `evenhand start {path}` makes one.")
    if not path.is_dir():
        raise TableError(f"{path} is a file. Give the folder in which the tables stand.")
    if not any(path.iterdir()):
        raise TableError(f"The folder {path} is empty. `evenhand start {path}` fills it.")
    return path


def table_files(folder: Path, layout: Layout) -> dict[str, Path]:
    """The file of each table given, in the order in which they are checked.

    Raises:
        TableError: A file named in `tables.yaml` is not there, a table has two files
            or only a spreadsheet, or there is no table at all.
    """
    found = {}
    for name in ALL_TABLES:
        path = _named(folder, layout.files[name]) if name in layout.files else _usual(folder, name)
        if path:
            found[name] = path
    if not found:
        names = ", ".join(f"{name}.csv" for name in ALL_TABLES)
        raise TableError(f"{folder} holds no table. Tables are files named {names}.")
    return found


def unread_files(folder: Path, read: dict[str, Path]) -> list[str]:
    """A sentence on each file of tables in the folder that is not read."""
    known = {*read.values(), folder / REJECTS}
    others = (path for path in sorted(folder.iterdir()) if path not in known)
    return [
        f"{path.name} is no table known here and was not read.{meant(path.stem, ALL_TABLES)}"
        for path in others
        if path.suffix.lower() in (".csv", ".parquet", *SPREADSHEETS)
    ]


def _named(folder: Path, name: str) -> Path:
    path = folder / name
    if path.is_file():
        return path
    near = meant(name, (each.name for each in folder.iterdir()))
    raise TableError(f"{LAYOUT} names {name}, which is not in {folder}.{near}")


def _usual(folder: Path, name: str) -> Path | None:
    there = [path for end in (".csv", ".parquet") if (path := folder / f"{name}{end}").is_file()]
    if len(there) > 1:
        raise TableError(
            f"{folder} holds {name}.csv and {name}.parquet. Keep one, or name one in {LAYOUT}."
        )
    if there:
        return there[0]
    for end in SPREADSHEETS:
        if (folder / f"{name}{end}").is_file():
            raise TableError(f"{name}{end} is a spreadsheet. Save it as {name}.csv in UTF-8.")
    return None
