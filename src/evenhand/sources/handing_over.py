"""Accepted rows, handed to the engine asked for.

DuckDB reads Parquet, so there the rows go through a private folder that only this
process's owner can open and that is removed when the process ends.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl

from evenhand.errors import TableError
from evenhand.sources.engine import ENGINES, CaseTables


def case_tables(rows: Mapping[str, pl.DataFrame], as_of: date, engine: str) -> CaseTables:
    """The rows as case tables of the engine.

    Raises:
        TableError: There is no such engine, or it is not installed.
    """
    if engine not in ENGINES:
        raise TableError(f"There is no engine {engine}. There are: {', '.join(ENGINES)}.")
    frames = _duckdb(rows) if engine == "duckdb" else _polars(rows)
    return CaseTables(frames, as_of, engine)


def _polars(rows: Mapping[str, pl.DataFrame]) -> dict[str, nw.LazyFrame[Any]]:
    return {name: nw.from_native(frame.lazy()) for name, frame in rows.items()}


def _duckdb(rows: Mapping[str, pl.DataFrame]) -> dict[str, nw.LazyFrame[Any]]:
    try:
        import duckdb
    except ImportError:
        raise TableError(
            "DuckDB is not installed. Install evenhand[duckdb], or leave --engine away."
        ) from None
    folder = Path(tempfile.mkdtemp(prefix="evenhand-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    connection, frames = duckdb.connect(), {}
    for name, frame in rows.items():
        frame.write_parquet(folder / f"{name}.parquet")
        frames[name] = nw.from_native(connection.read_parquet(str(folder / f"{name}.parquet")))
    return frames
