"""The one door to the engines, through narwhals: Polars, DuckDB, PySpark, and SQL through Ibis.

A measure is written once against narwhals and runs on any engine. What comes out
are whole numbers: `rows` refuses anything else, since a sum that arrives as a
fraction would no longer be a count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import narwhals.stable.v2 as nw

from evenhand.errors import TableError
from evenhand.sources.engines import engine_of
from evenhand.sources.remembered import Memory

ENGINES = ("polars", "duckdb")

T = TypeVar("T")

_asked_for: ContextVar[list[str] | None] = ContextVar("plans", default=None)


@dataclass(frozen=True)
class CaseTables:
    """Case tables by name, lazily read, the day they stand for, and what is remembered of them."""

    frames: Mapping[str, nw.LazyFrame[Any]]
    as_of: date
    engine: str = "polars"
    memory: Memory | None = None

    def __getitem__(self, name: str) -> nw.LazyFrame[Any]:
        try:
            return self.frames[name]
        except KeyError:
            have = ", ".join(sorted(self.frames)) or "none"
            raise TableError(f"There is no table {name}. The tables given are: {have}.") from None

    def __contains__(self, name: str) -> bool:
        return name in self.frames

    def columns(self, name: str) -> list[str]:
        """The names of a table's columns."""
        return self[name].collect_schema().names()

    def recalled(self, asked: Any, kind: Any, make: Callable[[], T]) -> T:
        """What was counted before, if it is remembered and no plan is asked for; else `make()`."""
        if self.memory is None or _asked_for.get() is not None:
            return make()
        return self.memory.recalled(asked, kind, make)


def flag(condition: nw.Expr) -> nw.Expr:
    """A condition as 1 or 0, to be summed; unknown counts as 0.

    The only way from yes_no to number: summing a truth value fails on some engines.
    """
    return nw.when(condition).then(nw.lit(1, dtype=nw.Int64)).otherwise(nw.lit(0, dtype=nw.Int64))


def rows(frame: nw.LazyFrame[Any], *columns: str) -> list[tuple[Any, ...]]:
    """The frame's rows, in order of its columns, each number a whole one.

    Raises:
        TableError: A number is a fraction.
    """
    chosen = frame.select(*columns)
    _note(chosen)
    found = engine_of(chosen).fetched(chosen.to_native())
    return sorted(tuple(_whole(cell) for cell in row) for row in found)


def listed(tables: CaseTables, name: str, numbers: Sequence[int]) -> nw.LazyFrame[Any]:
    """Whole numbers as a column of that name, beside the tables, to be joined with them."""
    beside = next(iter(tables.frames.values()))
    made: Any = engine_of(beside).numbers(beside.to_native(), name, numbers)
    told: nw.LazyFrame[Any] = nw.from_native(made)
    return told


@contextmanager
def kept(frame: nw.LazyFrame[Any]) -> Iterator[nw.LazyFrame[Any]]:
    """The frame worked out once, to be asked several times inside the block."""
    _note(frame)
    with engine_of(frame).kept(frame.to_native()) as native:
        yield nw.from_native(native)


@contextmanager
def plans() -> Iterator[list[str]]:
    """Note the plan of everything that `rows` runs inside the block, for an auditor to read."""
    noted: list[str] = []
    token = _asked_for.set(noted)
    try:
        yield noted
    finally:
        _asked_for.reset(token)


def explain(frame: nw.LazyFrame[Any]) -> str:
    """What the engine is told to do: SQL, or a query plan."""
    return engine_of(frame).plan(frame.to_native())


def _note(frame: nw.LazyFrame[Any]) -> None:
    asked = _asked_for.get()
    if asked is not None:
        asked.append(explain(frame))


def _whole(cell: Any) -> Any:
    if type(cell) in (int, str):  # Nearly every cell: a large answer has millions.
        return cell
    if isinstance(cell, bool) or not isinstance(cell, int | float | Decimal):
        return cell
    if cell != int(cell):
        raise TableError(f"An engine gave {cell} where only a whole number can be counted.")
    return int(cell)
