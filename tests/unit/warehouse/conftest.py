"""Tables put into a database by a test: DuckDB in a file, or PostgreSQL in a schema of its own."""

from __future__ import annotations

from itertools import count

import polars as pl
import pytest

from evenhand.sources.warehouse.connecting import database_tables
from evenhand.sources.warehouse.place import placed

TYPES = {
    pl.String: "text",
    pl.Int64: "bigint",
    pl.Float64: "double precision",
    pl.Date: "date",
    pl.Datetime: "timestamp",
    pl.Boolean: "boolean",
    pl.Decimal: "numeric(12,3)",
}
_numbers = count()


@pytest.fixture(scope="module", params=["duckdb", "postgresql"])
def stored(request, tmp_path_factory):
    """`stored({"referrals": frame})` stores frames and gives the URL at which they stand."""
    if request.param == "duckdb":
        pytest.importorskip("duckdb", reason="DuckDB is missing: install evenhand[duckdb]")
        return lambda frames: _in_duckdb(frames, tmp_path_factory.mktemp("stored"))
    address = request.getfixturevalue("postgresql")
    return lambda frames: _in_postgresql(frames, address)


@pytest.fixture
def opened():
    """The tables at a URL, by name."""
    return lambda url: database_tables(placed(url), {}).frames


def _in_duckdb(frames, folder):
    import duckdb

    path = folder / "records.duckdb"
    with duckdb.connect(path) as connection:
        for name, frame in frames.items():
            frame.write_parquet(folder / "given.parquet")
            given = connection.read_parquet(str(folder / "given.parquet"))
            given.create(name)
    return f"duckdb://{path}"


def _in_postgresql(frames, address):
    import psycopg

    schema = f"stored_{next(_numbers)}"
    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {schema}")
        for name, frame in frames.items():
            kinds = ", ".join(f'"{own}" {TYPES[type(t)]}' for own, t in frame.schema.items())
            cursor.execute(f'CREATE TABLE {schema}."{name}" ({kinds})')
            with cursor.copy(f'COPY {schema}."{name}" FROM STDIN (FORMAT csv)') as copy:
                copy.write(frame.write_csv(include_header=False))
    return f"{address}{'&' if '?' in address else '?'}schema={schema}"
