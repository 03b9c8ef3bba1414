"""Ibis: any SQL warehouse it speaks to, PostgreSQL among them; what is asked of it is SQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any


def fetched(native: Any) -> list[tuple[Any, ...]]:
    table = native.to_pyarrow()
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


def plan(native: Any) -> str:
    import ibis

    return str(ibis.to_sql(native, dialect=native.get_backend().name))


def numbers(_beside: Any, name: str, numbers: Sequence[int]) -> Any:
    import ibis

    cells = ibis.literal(list(numbers), type="array<int64>")
    return cells.unnest().name(name).as_table()


@contextmanager
def kept(native: Any) -> Iterator[Any]:
    yield native
