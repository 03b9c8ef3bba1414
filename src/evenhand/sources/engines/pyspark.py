"""PySpark: the distributed engine; a measure is one job, and no row is collected but a tally's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any


def fetched(native: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in native.collect()]


def plan(native: Any) -> str:
    return str(native._jdf.queryExecution().toString())


def numbers(beside: Any, name: str, numbers: Sequence[int]) -> Any:
    cells = [(number,) for number in numbers]
    return beside.sparkSession.createDataFrame(cells, f"{name} BIGINT")


@contextmanager
def kept(native: Any) -> Iterator[Any]:
    held = native.persist()
    try:
        yield held
    finally:
        held.unpersist()
