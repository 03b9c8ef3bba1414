"""Tables of a database, found by our names and opened to be read: nothing is read yet.

DuckDB is opened by itself and read-only; every other database through Ibis. PostgreSQL
is read in one snapshot, so that what others write meanwhile is in none of the tallies.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import entry_points
from typing import Any
from weakref import finalize

import narwhals.stable.v2 as nw

from evenhand.errors import TableError
from evenhand.sources.layout import ALL_TABLES, LAYOUT
from evenhand.sources.nearest import meant
from evenhand.sources.warehouse.place import Database, shown
from evenhand.sources.warehouse.sqlite import well_typed

#: Seconds in which a server must answer, where the URL says nothing else.
PATIENCE = 10
SNAPSHOT = "BEGIN ISOLATION LEVEL REPEATABLE READ"
IN_SCHEMA = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
#: Schemes that Ibis knows and that are not places of tables, or are opened otherwise here.
NOT_OPENED = {"duckdb", "polars", "datafusion", "pyspark", "flink"}

Frame = nw.LazyFrame[Any]


@dataclass(frozen=True, slots=True)
class Opened:
    """Tables by our name: what each is called there, and its rows, unread."""

    called: Mapping[str, str]
    frames: Mapping[str, Frame]
    flags: tuple[str, ...] = ()


def database_tables(database: Database, named: Mapping[str, str]) -> Opened:
    """The tables of a database; `named` gives those that are called otherwise there.

    Raises:
        TableError: It cannot be opened, or lacks a table named, or has none that we know.
    """
    there, open_table = _duckdb(database) if database.scheme == "duckdb" else _ibis(database)
    called = {name: named.get(name, name) for name in ALL_TABLES if name in {*named, *there}}
    if not called:
        near = sorted(filter(None, (meant(each, ALL_TABLES) for each in there)))
        raise TableError(
            f"{database.shown} holds no table known here: {', '.join(ALL_TABLES)}."
            f"{near[0] if near else ''} Views of these names will do; tables of other names "
            f"are named in {LAYOUT}."
        )
    frames = {name: _opened(database, open_table, own, there) for name, own in called.items()}
    return Opened(called, frames, tuple(_near(there, called)))


def _opened(
    database: Database, open_table: Callable[[Sequence[str]], Any], own: str, there: Sequence[str]
) -> Frame:
    try:
        frame: Frame = nw.from_native(open_table(own.split(".")))
    except Exception as fault:  # Each driver has errors of its own.
        what = f"{database.shown}: the table {own} cannot be opened: {_first(fault, database)}"
        raise TableError(what if own in there else what + meant(own, there)) from None
    return frame


def _near(there: Sequence[str], called: Mapping[str, str]) -> list[str]:
    """A sentence on each table there that may have been meant for one that is lacking."""
    lacking = [name for name in ALL_TABLES if name not in called]
    return [
        f"{name} is no table known here and was not read.{near}"
        for name in sorted(set(there) - set(called.values()))
        if (near := meant(name, lacking))
    ]


def _duckdb(database: Database) -> tuple[list[str], Callable[[Sequence[str]], Any]]:
    try:
        import duckdb
    except ImportError:
        raise TableError("DuckDB is not installed. Install evenhand[duckdb].") from None
    if not database.file.is_file():
        raise TableError(f"There is no file {database.file}. Give duckdb://FILE of a database.")
    try:
        connection = duckdb.connect(database.file, read_only=True)
        there = [name for (name,) in connection.execute(IN_SCHEMA).fetchall()]
    except duckdb.Error as fault:
        raise TableError(_cannot(database, fault)) from None
    return there, lambda parts: connection.sql(f"SELECT * FROM {_quoted(parts)}")


def _ibis(database: Database) -> tuple[list[str], Callable[[Sequence[str]], Any]]:
    try:
        import ibis
    except ImportError:
        raise TableError("Ibis is not installed. Install evenhand[warehouse].") from None
    _refuse_unknown(database)
    timely = database.scheme == "postgresql" and "connect_timeout" not in database.url
    try:
        connection: Any = ibis.connect(
            database.url, **({"connect_timeout": PATIENCE} if timely else {})
        )
        if database.scheme == "postgresql":
            # Closed with the last frame that asks it, or when the process ends.
            finalize(connection, connection.con.close)
            connection.con.execute(SNAPSHOT)
        there = list(connection.list_tables())
    except ImportError:
        raise TableError(_driver(database)) from None
    except Exception as fault:  # Each driver has errors of its own.
        raise TableError(_cannot(database, fault)) from None
    if database.scheme == "sqlite":
        return there, partial(well_typed, connection)
    return there, lambda parts: connection.table(parts[-1], database=tuple(parts[:-1]) or None)


def _refuse_unknown(database: Database) -> None:
    known = {each.name for each in entry_points(group="ibis.backends")} - NOT_OPENED
    if database.scheme not in known | {"postgresql"}:
        names = ", ".join(sorted(known - {"postgres"}))
        raise TableError(
            f"No engine opens {database.scheme}://. What can be opened: a folder, duckdb://FILE, "
            f"postgresql://…, spark://HOST:PORT/FOLDER, local[n]:FOLDER; and, with its driver "
            f"installed, {names}."
        )


def _driver(database: Database) -> str:
    if database.scheme == "postgresql":
        return "The driver of PostgreSQL is not installed. Install evenhand[warehouse]."
    extra = f"ibis-framework[{database.scheme}]"
    return f"The driver of {database.scheme}:// is not installed. Install {extra}."


def _cannot(database: Database, fault: Exception) -> str:
    return f"{database.shown} cannot be opened: {_first(fault, database)}"


def _first(fault: Exception, database: Database) -> str:
    """The first line of what the driver says, without the URL's secrets."""
    text = str(fault).strip().partition("\n")[0] or type(fault).__name__
    text = re.sub(r"\S+://\S+", lambda url: shown(url[0]), text)
    secret = re.search("://[^/@:]*:([^/@]+)@", database.url)
    return (text.replace(secret[1], "***") if secret else text).rstrip(".") + "."


def _quoted(parts: Sequence[str]) -> str:
    return ".".join('"' + part.replace('"', '""') + '"' for part in parts)
