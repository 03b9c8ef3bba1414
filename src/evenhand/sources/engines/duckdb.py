"""DuckDB: an embedded database; what is asked of it is SQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any

_numbers = count()


def fetched(native: Any) -> list[tuple[Any, ...]]:
    return list(native.fetchall())


def plan(native: Any) -> str:
    return str(native.sql_query())


def numbers(beside: Any, name: str, numbers: Sequence[int]) -> Any:
    cells = ", ".join(map(str, numbers))
    return beside.query("listed", f"SELECT unnest([{cells}]::BIGINT[]) AS {name}")


@contextmanager
def kept(native: Any) -> Iterator[Any]:
    name = f"kept_{next(_numbers)}"
    native.query("worked_out", f"CREATE TEMP TABLE {name} AS SELECT * FROM worked_out")
    try:
        yield native.query("worked_out", f"SELECT * FROM {name}")
    finally:
        native.query("worked_out", f"DROP TABLE {name}")
