"""Accepted rows, handed to the engine asked for.

DuckDB reads Parquet, so there the rows go through a private folder that only this
process's owner can open and that is removed when the process ends. A large table was
laid down so when it was checked, and is not written again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw

from evenhand.errors import TableError
from evenhand.sources.engine import ENGINES, CaseTables
from evenhand.sources.memory import allowed_bytes
from evenhand.sources.rows.checked import Checked
from evenhand.sources.rows.private import private_folder

#: Bytes without which DuckDB cannot begin.
LEAST = 256 * 1024**2


def case_tables(checked: Mapping[str, Checked], as_of: date, engine: str) -> CaseTables:
    """The accepted rows as case tables of the engine.

    Raises:
        TableError: There is no such engine, or it is not installed.
    """
    if engine not in ENGINES:
        raise TableError(f"There is no engine {engine}. There are: {', '.join(ENGINES)}.")
    frames = _duckdb(checked) if engine == "duckdb" else _polars(checked)
    return CaseTables(frames, as_of, engine)


def _polars(checked: Mapping[str, Checked]) -> dict[str, nw.LazyFrame[Any]]:
    return {name: nw.from_native(each.rows.drop("line")) for name, each in checked.items()}


def _duckdb(checked: Mapping[str, Checked]) -> dict[str, nw.LazyFrame[Any]]:
    try:
        import duckdb
    except ImportError:
        raise TableError(
            "DuckDB is not installed. Install evenhand[duckdb], or leave --engine away."
        ) from None
    folder = private_folder()
    # What does not fit it lays down, and only where nobody else can read it.
    most = max(LEAST, allowed_bytes() * 3 // 5)
    config: dict[str, Any] = {
        "temp_directory": str(folder / "laid down"),
        "memory_limit": f"{most}B",
    }
    connection = duckdb.connect(config=config)
    return {
        name: nw.from_native(_rows(connection, each, folder / name))
        for name, each in checked.items()
    }


def _rows(connection: Any, checked: Checked, folder: Path) -> Any:
    """The table's rows without `line`, from the files laid down or a file made now."""
    folder.mkdir()
    files = list(map(str, checked.laid_down))
    if not files:
        files = [str(folder / "rows.parquet")]
        checked.rows.collect().write_parquet(files[0])
    rows = connection.read_parquet(files)
    if checked.laid_down and checked.gone is not None and len(checked.gone):
        checked.gone.to_frame("gone").write_parquet(folder / "gone.parquet")
        gone = connection.read_parquet(str(folder / "gone.parquet"))
        rows = rows.join(gone, condition="line = gone", how="anti")
    return rows.project("* EXCLUDE (line)")
