"""Which file of a folder holds which table; what else lies there is told, not read.

A table may also be a folder of Parquet files, such as one a year.
"""

from __future__ import annotations

import re
from pathlib import Path

from evenhand.errors import TableError
from evenhand.sources.layout import ALL_TABLES, LAYOUT, Layout
from evenhand.sources.nearest import meant
from evenhand.sources.rejects import REJECTS
from evenhand.sources.rows.parts import part_files

#: How a file of a table ends, and how the files of spreadsheets that are not read.
READ = (".csv", ".parquet", ".xlsx")
SPREADSHEETS = (".xls", ".xlsm", ".ods", ".numbers")
#: How a part of a table may be called, such as `referrals_1998`.
PART = re.compile("([a-z]+(?:_[a-z]+)*)[^a-z]")


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
            or only a spreadsheet that is not read, or there is no table at all.
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


def files_of(path: Path) -> list[Path]:
    """The files that a table's path stands for: itself, or the Parquet files in the folder."""
    return part_files(path) if path.is_dir() else [path]


def unread_files(folder: Path, read: dict[str, Path]) -> list[str]:
    """A sentence on each file of tables in the folder that is not read."""
    known = {*read.values(), folder / REJECTS}
    others = (path for path in sorted(folder.iterdir()) if path not in known)
    return [said for path in others if path.is_file() and (said := _unread(path))]


def _unread(path: Path) -> str:
    """Why a file was not read, if it may have been meant for a table."""
    table = path.name.partition(".")[0]
    if path.suffix.lower() not in (*READ, *SPREADSHEETS):
        ends = ", ".join(READ)
        said = f"{path.name} was not read: a table's file ends in one of {ends}."
        return said if table in ALL_TABLES else ""
    if path.name.startswith("~$"):
        return f"{path.name} tells that {path.name[2:]} is open: what was not saved was not read."
    near = meant(path.stem, ALL_TABLES)
    if path.suffix == ".parquet" and (part := PART.match(path.stem)) and part[1] in ALL_TABLES:
        near = f" If it is a part of {part[1]}, put all its parts into a folder {part[1]}/."
    return f"{path.name} is no table known here and was not read.{near}"


def _named(folder: Path, name: str) -> Path:
    path = folder / name
    if path.is_dir() and part_files(path):
        return path
    if path.is_file():
        return _refused_if_not_read(path, path.stem)
    near = meant(name, (each.name for each in folder.iterdir()))
    raise TableError(f"{LAYOUT} names {name}, which is not in {folder}.{near}")


def _usual(folder: Path, name: str) -> Path | None:
    there = [path for end in READ if (path := folder / f"{name}{end}").is_file()]
    if (parts := folder / name).is_dir() and part_files(parts):
        there.append(parts)
    if len(there) > 1:
        both = " and ".join(f"{path.name}/" if path.is_dir() else path.name for path in there)
        raise TableError(f"{folder} holds {both}. Keep one, or name one in {LAYOUT}.")
    if there:
        return there[0]
    for end in SPREADSHEETS:
        if (path := folder / f"{name}{end}").is_file():
            return _refused_if_not_read(path, name)
    return None


def _refused_if_not_read(path: Path, name: str) -> Path:
    if path.suffix.lower() in SPREADSHEETS:
        raise TableError(
            f"{path.name} is a spreadsheet of a kind that is not read. Save it as {name}.xlsx, or "
            f"as {name}.csv in UTF-8."
        )
    return path
