"""A folder of tables, read and checked: everything a run may take from it.

Whole numbers and fractions come out exact. Rejected rows are never among the tables
or the counts, only among the rejects.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from evenhand.errors import TableError
from evenhand.sources.checking import check_table
from evenhand.sources.data import Data
from evenhand.sources.file_hash import file_hash
from evenhand.sources.files import files_of, folder_at, table_files, unread_files
from evenhand.sources.handing_over import case_tables
from evenhand.sources.layout import ALL_TABLES, LAYOUT, Layout, read_layout
from evenhand.sources.nearest import meant
from evenhand.sources.rejects import REJECTS
from evenhand.sources.rows.checked import Checked
from evenhand.sources.rows.fault_list import Rejects
from evenhand.sources.small_tables import (
    branch_names,
    branch_places,
    current_staff,
    given_counts,
)
from evenhand.sources.unchecked import unchecked

#: Tables that are no case tables: what a folder of counts may hold beside them.
BESIDE = ("branches", "staff", "counts")


def read_folder(
    path: str | Path,
    columns: Mapping[str, Mapping[str, str]] | None = None,
    engine: str = "polars",
) -> Data:
    """Read and check the tables of a folder, all of one state.

    `columns` gives, by table, a column's name in the file; it goes before what
    `tables.yaml` says.

    Raises:
        TableError: The folder, `tables.yaml` or a whole file cannot be read, or was written
            to meanwhile.
    """
    try:
        folder = folder_at(Path(path))
        layout = read_layout(folder)
        files = table_files(folder, layout)
        before = _standing(folder, files)
        checked = _check(files, layout, columns or {})
        hashes = _hashes(folder, files)
        if _standing(folder, files) != before:
            raise TableError(f"{folder} was written to while it was being read. Run this again.")
        flags = [*unread_files(folder, files), *unchecked(_columns(checked))]
    except OSError as fault:
        raise TableError(f"{fault.filename or path} cannot be read: {fault.strerror}.") from None
    return _data(checked, layout.as_of, engine, hashes, flags)


def fingerprint(folder: Path) -> dict[str, Any]:
    """What a folder's data are known by: the names in it, and the bytes of the files read.

    Raises:
        TableError: The folder or `tables.yaml` cannot be read.
    """
    try:
        files = table_files(folder_at(folder), read_layout(folder))
        names = sorted(each.name for each in folder.iterdir() if each.name != REJECTS)
        return {"names": names, "files": _hashes(folder, files)}
    except OSError as fault:
        raise TableError(f"{fault.filename or folder} cannot be read: {fault.strerror}.") from None


def _hashes(folder: Path, files: Mapping[str, Path]) -> dict[str, str]:
    return {each.relative_to(folder).as_posix(): file_hash(each) for each in _read(folder, files)}


def _standing(folder: Path, files: Mapping[str, Path]) -> list[tuple[Path, int, int, int]]:
    """Each file read, which one it is on its disk, how long, and when it was last written to."""
    told = ((each, each.stat()) for each in _read(folder, files))
    return [(each, its.st_ino, its.st_size, its.st_mtime_ns) for each, its in told]


def _read(folder: Path, files: Mapping[str, Path]) -> list[Path]:
    return [folder / LAYOUT, *(file for path in files.values() for file in files_of(path))]


def _check(
    files: Mapping[str, Path], layout: Layout, columns: Mapping[str, Mapping[str, str]]
) -> dict[str, Checked]:
    for name in columns:
        if name not in ALL_TABLES:
            raise TableError(f"Columns are named for a table {name}.{meant(name, ALL_TABLES)}")
    checked: dict[str, Checked] = {}
    for name, path in files.items():
        theirs = {**layout.columns.get(name, {}), **columns.get(name, {})}
        checked[name] = check_table(path, ALL_TABLES[name], theirs, checked)
    return checked


def _data(
    checked: Mapping[str, Checked],
    as_of: date,
    engine: str,
    hashes: Mapping[str, str],
    flags: list[str],
) -> Data:
    rows = {name: each.rows.drop("line") for name, each in checked.items()}
    cases = {name: each for name, each in checked.items() if name != "counts"}
    counts, stands_for = given_counts(rows)
    return Data(
        branches=branch_names(rows),
        tables=case_tables(cases, as_of, engine) if set(rows) - set(BESIDE) else None,
        counts=counts,
        stands_for=stands_for,
        staff=current_staff(rows),
        as_of=as_of,
        table_counts=tuple(each.count for each in checked.values()),
        rejects=Rejects.of(checked.values()),
        hashes=hashes,
        places=branch_places(rows),
        columns=_columns(checked),
        flags=(*flags, *(flag for each in checked.values() for flag in each.flags)),
    )


def _columns(checked: Mapping[str, Checked]) -> dict[str, tuple[str, ...]]:
    """The columns read, by table."""
    return {name: tuple(each.columns[1:]) for name, each in checked.items()}
