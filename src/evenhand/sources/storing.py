"""A folder's accepted rows, stored as Parquet: what Spark, DuckDB and a second look read quickly.

Rows are sorted by their own first day and then by their key, large tables split by its
year. The folder is written beside its place and renamed, and is its owner's alone: what
is in it is about children.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl

from evenhand.errors import TableError
from evenhand.sources.data import Data
from evenhand.sources.layout import LAYOUT
from evenhand.sources.tables import COUNTS, TABLES

#: Rows a table may have and stay one file, and rows read or skipped at a time.
LARGE, ROW_GROUP = 1_000_000, 250_000


def store(data: Data, place: Path, *, by_year: bool = False) -> dict[str, int]:
    """Write the accepted rows of `data` to the new folder `place`; say how many, by table.

    With `by_year`, small tables are split by year too. Every file is written in a stream,
    so that memory holds one year of one table.

    Raises:
        TableError: There is something at `place`, the data hold no case tables to store,
            or the disk refuses; then nothing is left behind.
    """
    if place.exists():
        raise TableError(f"There is something at {place}. Name a new folder; nothing was written.")
    frames = _frames(data)
    with _beside(place) as partial:
        stored = {name: _table(frame, name, partial, by_year) for name, frame in frames.items()}
        _check_whole(data, stored)
        if data.counts:
            stored[COUNTS.name] = _counts(data, partial)
        (partial / LAYOUT).write_text(f"as_of: {data.as_of}\n", encoding="utf-8")
        _only_owner(partial)
        partial.rename(place)
    return stored


def _frames(data: Data) -> Mapping[str, pl.LazyFrame]:
    if data.tables is None:
        raise TableError("These data hold no case tables: nothing in them is large.")
    if not data.columns:
        raise TableError("A supplier's layout is read as it is; only a folder of tables is stored.")
    given: Mapping[str, nw.LazyFrame[Any]] = data.tables.frames
    frames = {name: given[name].to_native() for name in given}
    if not all(isinstance(frame, pl.LazyFrame) for frame in frames.values()):
        raise TableError(
            "These tables stand in a database or are read by Spark: measure them where they are."
        )
    return frames


def _table(frame: pl.LazyFrame, name: str, folder: Path, by_year: bool) -> int:
    """Write one table, whole or a file a year; return its rows, as counted in the files."""
    day, order = _order(frame, name)
    rows = frame.select(pl.len()).collect(engine="streaming").item()
    whole = folder / f"{name}.parquet"
    if not rows or not day or not (by_year or rows > LARGE):
        _write(frame.sort(order) if order else frame, whole)
        return _count([whole])
    years = frame.select(pl.col(day).dt.year().unique()).collect(engine="streaming")
    parts = {year: folder / name / f"year={year}" / "part-0.parquet" for year in years.to_series()}
    for year, part in parts.items():
        part.parent.mkdir(parents=True)
        within = (pl.col(day) >= date(year, 1, 1)) & (pl.col(day) < date(year + 1, 1, 1))
        _write(frame.filter(within).sort(order), part)
    return _count(list(parts.values()))


def _order(frame: pl.LazyFrame, name: str) -> tuple[str, list[str]]:
    """The table's first day that is never empty, if any, and what its rows are sorted by."""
    there = frame.collect_schema().names()
    table = TABLES[name]
    days = [c.name for c in table.columns if c.kind in ("day", "moment") and c.needed]
    if not days:
        return "", []
    return days[0], [days[0], *(key for key in table.key if key != days[0] and key in there)]


def _write(frame: pl.LazyFrame, path: Path) -> None:
    frame.sink_parquet(path, compression="zstd", row_group_size=ROW_GROUP, engine="streaming")


def _count(written: list[Path]) -> int:
    found = pl.scan_parquet(written, glob=False, hive_partitioning=False).select(pl.len())
    return int(found.collect().item())


def _check_whole(data: Data, stored: Mapping[str, int]) -> None:
    for each in data.table_counts:
        if stored.get(each.table, each.accepted) != each.accepted:
            raise TableError(
                f"{each.table}: {each.accepted:,} rows were accepted and {stored[each.table]:,} "
                "written. Was the folder written to meanwhile? Run this again."
            )


def _counts(data: Data, folder: Path) -> int:
    names = [column.name for column in COUNTS.columns]
    rows = [
        (measure, t.branch, t.of, t.hits, t.base, t.hits_most, t.base_most, stands_for)
        for measure, tallies in data.counts.items()
        for stands_for in [data.stands_for.get(measure)]
        for t in tallies
    ]
    pl.DataFrame(rows, schema=names, orient="row").write_csv(folder / f"{COUNTS.name}.csv")
    return len(rows)


def _only_owner(folder: Path) -> None:
    for each in folder.rglob("*"):
        each.chmod(0o700 if each.is_dir() else 0o600)


@contextmanager
def _beside(place: Path) -> Iterator[Path]:
    """A private folder next to `place`, cleared away unless it took that place.

    Raises:
        TableError: The disk refuses.
    """
    partial = place.with_name(f".{place.name}.partial-{secrets.token_hex(4)}")
    try:
        partial.mkdir(mode=0o700, parents=True)
        yield partial
    except (OSError, pl.exceptions.PolarsError) as fault:
        why = fault.strerror if isinstance(fault, OSError) and fault.strerror else fault
        raise TableError(
            f"The tables cannot be stored at {place}: {why}. "
            "Name a folder you may write to, on a disk with room."
        ) from None
    finally:
        shutil.rmtree(partial, ignore_errors=True)
