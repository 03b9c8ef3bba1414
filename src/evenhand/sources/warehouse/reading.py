"""A database or a Spark folder as data: checked where it stands, only figures brought out.

Branches, staff, counts and what is wrong with the tables come out as figures; the case
tables stay where they are, to be asked by measures.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import narwhals.stable.v2 as nw
import polars as pl

from evenhand.errors import TableError
from evenhand.sources.data import Data
from evenhand.sources.engine import CaseTables, rows
from evenhand.sources.files import folder_at, table_files, unread_files
from evenhand.sources.layout import ALL_TABLES, LAYOUT, Layout, read_layout
from evenhand.sources.rows.kinds import value
from evenhand.sources.small_tables import (
    branch_names,
    branch_places,
    current_staff,
    given_counts,
)
from evenhand.sources.unchecked import unchecked
from evenhand.sources.warehouse.conforming import Conformed, conform
from evenhand.sources.warehouse.connecting import Opened, database_tables
from evenhand.sources.warehouse.naming import named, unnamed
from evenhand.sources.warehouse.place import Cluster, Database, placed

#: Tables that come out whole: they hold no one's case.
SMALL = ("branches", "staff", "counts")

NO_FINGERPRINT = (
    "Tables read where they stand have no fingerprint; "
    "`evenhand verify --data` compares their tallies."
)
STAY = (
    "No row left the database. To have the rejected rows named, give a folder whose "
    f"{LAYOUT} says `at:` and where they stand."
)


@dataclass(frozen=True, slots=True)
class Asked:
    """How tables are read: by which engine, of which day, whose columns, rows named or not."""

    engine: str
    as_of: date
    columns: Mapping[str, Mapping[str, str]]
    names: bool = False


def read_database(database: Database) -> Data:
    """The tables of a database, under our names, of the day its URL gives.

    Raises:
        TableError: It cannot be opened or read as our tables, or gives no day.
    """
    if database.as_of is None:
        mark = "&" if "?" in database.url else "?"
        raise TableError(
            f"{database.shown} does not say what day its tables stand for. Add "
            f"{mark}as_of=YYYY-MM-DD, the day they were drawn."
        )
    return _read(database_tables(database, {}), Asked(database.scheme, database.as_of, {}))


def read_named_database(folder: Path, layout: Layout) -> Data:
    """The tables of the database that a folder's `tables.yaml` names; rejected rows by name.

    Raises:
        TableError: It cannot be opened or read as our tables, or `at` is no database.
    """
    database = placed(layout.at)
    if not isinstance(database, Database) or database.as_of not in (None, layout.as_of):
        raise TableError(
            f"{LAYOUT}: at: names a database by its URL, such as postgresql://HOST/DATABASE or "
            "duckdb://FILE, and leaves the day to as_of."
        )
    asked = Asked(database.scheme, layout.as_of, layout.columns, names=True)
    return _read(database_tables(database.within(folder), layout.names), asked)


def read_cluster(cluster: Cluster) -> Data:
    """A folder of Parquet tables, read by Spark.

    Raises:
        TableError: The folder or Spark cannot be read, or a table is no Parquet.
    """
    try:
        folder = folder_at(cluster.folder)
        layout = read_layout(folder)
        files = table_files(folder, layout)
        flags = unread_files(folder, files)
    except OSError as fault:
        at = fault.filename or cluster.folder
        raise TableError(f"{at} cannot be read: {fault.strerror}.") from None
    for path in files.values():
        if path.suffix != ".parquet" and not path.is_dir():
            raise TableError(
                f"Spark reads Parquet, and {path.name} is none. `evenhand store {folder} OUT` "
                "makes a folder that it reads."
            )
    from evenhand.sources.warehouse.spark import spark_tables

    called = {name: path.name for name, path in files.items()}
    opened = Opened(called, spark_tables(cluster.master, files), tuple(flags))
    return _read(opened, Asked("spark", layout.as_of, layout.columns))


def _read(opened: Opened, asked: Asked) -> Data:
    known: dict[str, Conformed] = {}
    for name, frame in opened.frames.items():
        theirs = asked.columns.get(name, {})
        known[name] = conform(opened.called[name], frame, ALL_TABLES[name], theirs, known)
    small = {name: _brought(each) for name, each in known.items() if name in SMALL}
    cases = {name: each.rows for name, each in known.items() if name != "counts"}
    counts, stands_for = given_counts(small)
    rejects = [reject for each in known.values() for reject in named(each)] if asked.names else []
    return Data(
        branches=branch_names(small) if "branches" in small else _branches(known),
        tables=CaseTables(cases, asked.as_of, asked.engine) if set(known) - set(SMALL) else None,
        counts=counts,
        stands_for=stands_for,
        staff=current_staff(small),
        as_of=asked.as_of,
        table_counts=tuple(each.count for each in known.values()),
        rejects=tuple(rejects),
        places=branch_places(small),
        columns={name: tuple(each.judging.names) for name, each in known.items()},
        flags=(*opened.flags, *_flags(known, asked.names)),
    )


def _brought(each: Conformed) -> pl.LazyFrame:
    """A small table as a frame of ours: through text, so that no number is rounded."""
    names = each.judging.names
    texts = each.rows.select(*(nw.col(name).cast(nw.String) for name in names))
    # Rows come in order of their cells, which an unknown one would spoil.
    cells = rows(texts.select(*(nw.col(name).fill_null("") for name in names)), *names)
    frame = pl.DataFrame(cells, schema=dict.fromkeys(names, pl.String), orient="row")
    frame = frame.select(pl.when(pl.all() != "").then(pl.all()))
    typed = frame.select(value(one.column) for one in each.judging.own)
    if typed.null_count().row(0) != frame.null_count().row(0):
        raise TableError(
            f"{each.called} holds a number that cannot be read exactly (more than 18 decimals, "
            "or an exponent). Round it in a view."
        )
    return typed.lazy()


def _branches(known: Mapping[str, Conformed]) -> dict[str, str]:
    """The branches that tables name, where no table of branches does."""
    found = {
        branch
        for each in known.values()
        if "branch" in each.judging.names
        for (branch,) in rows(each.rows.select("branch").unique(), "branch")
    }
    return {branch: branch for branch in sorted(found)}


def _flags(known: Mapping[str, Conformed], names: bool) -> Iterator[str]:
    yield from unchecked({name: each.judging.names for name, each in known.items()})
    for each in known.values():
        yield from each.flags
        yield from (_fault(each, column, why, n) for (column, why), n in each.faults.items())
        if names and (more := unnamed(each)):
            yield more
    if not names and any(each.faults for each in known.values()):
        yield STAY
    yield NO_FINGERPRINT


def _fault(each: Conformed, column: str, why: str, count: int) -> str:
    many = f"{count:,} rows" if count > 1 else "1 row"
    return f"{each.called}: {many} rejected: {column} {why.rstrip('.')}."
