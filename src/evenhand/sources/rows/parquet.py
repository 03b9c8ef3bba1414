"""Rows of a Parquet file: columns of our own kinds stay as they are, others become text.

A row's number is its line. A table may be a folder of such files, read in the order of
their paths; its rows are then numbered on from file to file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from evenhand.errors import TableError
from evenhand.sources.rejects import FAULTS
from evenhand.sources.rows.cells import Batch
from evenhand.sources.rows.quick import bare, by_category
from evenhand.sources.tables import Column

#: Rows read at a time.
ROWS = 500_000

#: What comes of a file that is damaged: where it lies about itself, Polars panics.
DAMAGE = (pl.exceptions.PolarsError, pl.exceptions.PanicException)

#: Types of a column that need no reading, by kind.
NATIVE: dict[str, tuple[pl.DataType, ...]] = {
    "day": (pl.Date(),),
    "moment": (pl.Datetime("us"), pl.Datetime("ms")),
    "whole": tuple(kind() for kind in (pl.Int8, pl.Int16, pl.Int32, pl.Int64)),
    "yes_no": (pl.Boolean(),),
}


def parquet_names(path: Path) -> list[str]:
    """The names of a Parquet file's columns."""
    try:
        return _scan(path).collect_schema().names()
    except DAMAGE as fault:
        raise TableError(f"{path.name} cannot be read as Parquet: {_first(fault)}") from None


def parquet_rows(path: Path) -> int:
    """How many rows the file has."""
    try:
        count: int = _scan(path).select(pl.len()).collect().item()
    except DAMAGE as fault:
        raise TableError(f"{path.name} cannot be read as Parquet: {_first(fault)}") from None
    return count


def parquet_cells(
    path: Path, names: Sequence[str], columns: Sequence[tuple[int, Column]], before: int = 0
) -> Iterator[Batch]:
    """Cells of a Parquet file, with a row's number, counted on from `before`, as its `line`."""
    scan = _scan(path)
    schema = scan.collect_schema()
    wanted = [_cell(schema[names[at]], names[at], column) for at, column in columns]
    for start in range(0, parquet_rows(path), ROWS):
        try:
            cells = scan.slice(start, ROWS).select(wanted).collect()
        except DAMAGE as fault:
            what = f"holds a column that is no text: {_first(fault)}"
            raise TableError(f"{path.name} {what}") from None
        first = before + start + 1
        number = pl.int_range(first, first + cells.height, eager=True).alias("line")
        yield bare(by_category(cells.insert_column(0, number))), pl.DataFrame(schema=FAULTS)


def _scan(path: Path) -> pl.LazyFrame:
    # A bracket or a star in a folder's name is no pattern.
    return pl.scan_parquet(path, hive_partitioning=False, glob=False)


def _cell(given: pl.DataType, name: str, column: Column) -> pl.Expr:
    cell = pl.col(name)
    if given not in NATIVE.get(column.kind, ()):
        cell = cell.cast(pl.String)
    return cell.alias(column.name)


def _first(fault: BaseException) -> str:
    return str(fault).partition("\n")[0]
