"""Spark: a folder of Parquet tables, read by its workers wherever they are.

No row of a case passes through this process: of all tables it hands round the branches alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw

from evenhand.errors import TableError
from evenhand.sources.warehouse.spark_session import first_line, spark_module, spark_session

#: Every table refers to it and it holds no one's case, so each worker gets all of it.
HANDED_ROUND = "branches"


def spark_tables(master: str, files: Mapping[str, Path]) -> dict[str, nw.LazyFrame[Any]]:
    """The tables as Spark reads them: each a Parquet file, or a folder of parts.

    `master` is `local[n]`, `local[*]` or `spark://HOST:PORT`; every worker must find the
    files where they are found here. Parts may stand in folders such as `year=1998`, whose
    names are no columns: each file must have all its own.

    Raises:
        TableError: PySpark or Java is not there, the master does not answer, or a table
            cannot be read.
    """
    session = spark_session(master)
    return {name: nw.from_native(_table(session, name, path)) for name, path in files.items()}


def _table(session: Any, name: str, path: Path) -> Any:
    if path.is_dir() and not next(path.rglob("*.parquet"), None):
        raise TableError(f"{path} holds no Parquet file. Its parts are named *.parquet.")
    reader = session.read
    if path.is_dir():
        # Unmerged, the columns would be those of whichever part Spark looks at first.
        reader = reader.options(mergeSchema=True, recursiveFileLookup=True)
        reader = reader.option("pathGlobFilter", "*.parquet")
    try:
        frame = reader.parquet(_address(path))
    except Exception as fault:
        raise TableError(f"Spark cannot read {path}: {first_line(fault)}") from None
    return spark_module("pyspark.sql.functions").broadcast(frame) if name == HANDED_ROUND else frame


def _address(path: Path) -> str:
    """The path as Spark means it: on the file system, its brackets no pattern."""
    return "file://" + re.sub(r"([][{}*?\\])", r"\\\1", str(path.resolve()))
