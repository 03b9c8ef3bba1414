"""Tables handed to an engine by a test: the same rows in each, of the same types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl
import pytest

Frames = dict[str, nw.LazyFrame[Any]]
Hand = Callable[[Mapping[str, pl.DataFrame]], Frames]

#: What each type is called by a database and by Spark.
NAMES: dict[Any, tuple[str, str]] = {
    pl.String: ("text", "string"),
    pl.Int64: ("bigint", "bigint"),
    pl.Float64: ("double precision", "double"),
    pl.Date: ("date", "date"),
    pl.Datetime("us"): ("timestamp", "timestamp_ntz"),
    pl.Boolean: ("boolean", "boolean"),
}
#: Other servers that Ibis opens and that need no starting, by the name a test gives them.
BESIDE = {"sqlite": "sqlite", "duckdb_through_ibis": "duckdb"}
_numbers = count()


@pytest.fixture
def handed_to(request, tmp_path):
    """`handed_to("postgresql")` gives the way to hand frames of Polars to that engine."""

    def way(engine: str) -> Hand:
        if engine == "polars":
            return _to_polars
        if engine == "duckdb":
            return _to_duckdb(tmp_path)
        if engine == "spark":
            return _to_spark(request.getfixturevalue("spark"), tmp_path)
        if engine in BESIDE:
            return _through_ibis(BESIDE[engine])
        return request.getfixturevalue("schemas")

    return way


@pytest.fixture
def schemas(postgresql):
    """A way to hand tables to PostgreSQL, each time in a new schema, dropped at the end."""
    import ibis

    connection = ibis.connect(postgresql)
    made: list[str] = []

    def hand(frames: Mapping[str, pl.DataFrame]) -> Frames:
        made.append(f"tables_{next(_numbers)}")
        return _to_schema(connection, made[-1], frames)

    yield hand
    for schema in made:
        connection.con.execute(f"DROP SCHEMA {schema} CASCADE")
    connection.disconnect()


def _to_polars(frames: Mapping[str, pl.DataFrame]) -> Frames:
    return {name: nw.from_native(frame.lazy()) for name, frame in frames.items()}


def _to_duckdb(folder) -> Hand:
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is missing: install evenhand[duckdb]")
    return _from_parquet(folder, lambda path, _: duckdb.read_parquet(path))


def _to_spark(session, folder) -> Hand:
    def read(path: str, frame: pl.DataFrame) -> Any:
        kinds = ", ".join(f"`{name}` {NAMES[kind][1]}" for name, kind in frame.schema.items())
        return session.read.schema(kinds).parquet(path)

    return _from_parquet(folder, read)


def _from_parquet(folder, read: Callable[[str, pl.DataFrame], Any]) -> Hand:
    def hand(frames: Mapping[str, pl.DataFrame]) -> Frames:
        found = {}
        for name, frame in frames.items():
            path = folder / f"{next(_numbers)}_{name}.parquet"
            frame.write_parquet(path)
            found[name] = nw.from_native(read(str(path), frame))
        return found

    return hand


def _through_ibis(backend: str) -> Hand:
    ibis = pytest.importorskip("ibis", reason="Ibis is missing: install evenhand[warehouse]")
    connection = getattr(ibis, backend).connect()

    def hand(frames: Mapping[str, pl.DataFrame]) -> Frames:
        found = {}
        for name, frame in frames.items():
            plain = ibis.Schema.from_polars(frame.schema).to_pyarrow()
            table = connection.create_table(name, frame.to_arrow().cast(plain), overwrite=True)
            found[name] = nw.from_native(table)
        return found

    return hand


def store(connection: Any, schema: str, frames: Mapping[str, pl.DataFrame]) -> None:
    """Write the frames as tables of a new schema, through a connection of psycopg."""
    connection.execute(f"CREATE SCHEMA {schema}")
    for name, frame in frames.items():
        kinds = ", ".join(f'"{column}" {NAMES[kind][0]}' for column, kind in frame.schema.items())
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE TABLE {schema}.{name} ({kinds})")
            with cursor.copy(f"COPY {schema}.{name} FROM STDIN (FORMAT csv)") as copy:
                # A cell that is empty stands bare, and a text of no letters in quotes.
                copy.write(frame.write_csv(include_header=False))


def _to_schema(connection: Any, schema: str, frames: Mapping[str, pl.DataFrame]) -> Frames:
    store(connection.con, schema, frames)
    return {name: nw.from_native(connection.table(name, database=schema)) for name in frames}
