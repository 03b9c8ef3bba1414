"""PySpark: the distributed engine; a measure is one job, and no row is collected but a tally's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from typing import Any

from evenhand.sources.engines import told_by


def fetched(native: Any) -> list[tuple[Any, ...]]:
    with told_by("Spark"):
        return [tuple(row) for row in native.collect()]


def plan(native: Any) -> str:
    # Spark shows a plan only by printing it.
    with redirect_stdout(StringIO()) as printed:
        native.explain(mode="formatted")
    return printed.getvalue().strip()


def numbers(beside: Any, name: str, numbers: Sequence[int]) -> Any:
    # In SQL, for rows handed over from Python would need a Python beside each worker.
    cells = ", ".join(f"{number}L" for number in numbers)
    return beside.sparkSession.sql(f"SELECT explode(array({cells})) AS `{name}`")


@contextmanager
def kept(native: Any) -> Iterator[Any]:
    from pyspark import StorageLevel

    # What does not fit into a worker's memory goes to its disk, and is not worked out again.
    held = native.persist(StorageLevel.MEMORY_AND_DISK)
    try:
        yield held
    finally:
        held.unpersist()
