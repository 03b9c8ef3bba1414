"""Polars: the embedded engine; reads in a stream, and needs nothing installed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import polars as pl


def fetched(native: pl.LazyFrame) -> list[tuple[Any, ...]]:
    return native.collect(engine="streaming").rows()


def plan(native: pl.LazyFrame) -> str:
    return native.explain(engine="streaming")


def numbers(_beside: pl.LazyFrame, name: str, numbers: Sequence[int]) -> pl.LazyFrame:
    return pl.LazyFrame({name: list(numbers)}, schema={name: pl.Int64})


@contextmanager
def kept(native: pl.LazyFrame) -> Iterator[pl.LazyFrame]:
    yield native.collect(engine="streaming").lazy()
