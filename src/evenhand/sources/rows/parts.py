"""A table that is a folder of Parquet files, such as one a year: read as one, faults by file.

Folders named `name=value` may stand between; what they name is no column of ours. All
files must have the first one's columns, and go in the order of their paths.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from evenhand.errors import TableError
from evenhand.sources.rows.cells import Batch
from evenhand.sources.rows.checked import Checked
from evenhand.sources.rows.header import Header, header
from evenhand.sources.rows.parquet import parquet_cells, parquet_names, parquet_rows
from evenhand.sources.rows.worded import worded
from evenhand.sources.tables import Table

NUMBERED = r"^(stands already in line) (\d+)$"


def part_files(folder: Path) -> list[Path]:
    """The Parquet files in the folder and below it, in order of path."""
    return sorted(each for each in folder.rglob("*.parquet") if each.is_file())


def read(folder: Path, table: Table, theirs: Mapping[str, str]) -> tuple[Header, Iterable[Batch]]:
    """The header that all files share, and their cells, rows numbered on from file to file.

    Raises:
        TableError: There is no file, or one has other columns than the first.
    """
    files = part_files(folder)
    if not files:
        raise TableError(f"The folder {folder.name} holds no Parquet file.")
    names = parquet_names(files[0])
    for file in files[1:]:
        if set(parquet_names(file)) != set(names):
            raise TableError(
                f"{file.relative_to(folder.parent).as_posix()} has other columns than "
                f"{files[0].relative_to(folder.parent).as_posix()}. Give all files the same."
            )
    head = header(folder.name, names, table, theirs)
    return head, _cells(files, names, head)


def _cells(files: list[Path], names: list[str], head: Header) -> Iterator[Batch]:
    before = 0
    for file in files:
        yield from parquet_cells(file, names, head.columns, before)
        before += parquet_rows(file)


def named(checked: Checked, folder: Path) -> Checked:
    """The table with its faults told by file, and the row in it."""
    parts, before = [], 0
    for file in part_files(folder):
        parts.append((before, file.relative_to(folder.parent).as_posix()))
        before += parquet_rows(file)
    return replace(checked, parts=tuple(parts))


def placed(checked: Checked) -> pl.DataFrame:
    """The faults with `file` before them, and `line` the row's number in that file."""
    faults = checked.faults
    if not checked.parts:
        return faults.select(pl.lit(checked.file).alias("file"), pl.all())
    found = located(faults, "line", checked.parts)
    first = pl.col("reason").str.extract(NUMBERED, 2).cast(pl.Int64)
    there = located(faults.select(first=first), "first", checked.parts)
    words = worded("stands already in {}, row {}", pl.col("first file"), pl.col("first"))
    both = found.with_columns(there["first"], there["file"].alias("first file"))
    reason = pl.when(pl.col("first").is_not_null()).then(words).otherwise("reason")
    return both.with_columns(reason.alias("reason")).select("file", *faults.columns)


def located(rows: pl.DataFrame, name: str, parts: Sequence[tuple[int, str]]) -> pl.DataFrame:
    """The rows with the `file` of the number in that column, and the number within the file."""
    before = pl.Series([at for at, _ in parts], dtype=pl.Int64)
    files = pl.Series("file", [file for _, file in parts], dtype=pl.String)
    at = before.search_sorted(rows[name].fill_null(1), side="left") - 1
    within = rows[name] - before.gather(at)
    return rows.with_columns(within.alias(name), files.gather(at))
