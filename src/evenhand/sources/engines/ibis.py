"""Ibis: any SQL warehouse it speaks to, PostgreSQL among them; what is asked of it is SQL."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from evenhand.sources.engines import told_by

#: Where every measure is known to be worked out.
ELSEWHERE = " A folder of the same tables, DuckDB or PostgreSQL works out all that is asked."


def fetched(native: Any) -> list[tuple[Any, ...]]:
    name = native.get_backend().name
    with told_by(name, "" if name == "postgres" else ELSEWHERE):
        table = native.to_pyarrow()
    return list(zip(*(column.to_pylist() for column in table.columns), strict=True))


def plan(native: Any) -> str:
    import ibis

    return str(ibis.to_sql(native, dialect=native.get_backend().name))


def numbers(_beside: Any, name: str, numbers: Sequence[int]) -> Any:
    import ibis

    # A select for each: not every server has arrays, and a table would have to be written.
    cells = (ibis.literal(number, type="int64") for number in numbers)
    return ibis.union(*(cell.name(name).as_table() for cell in cells))


@contextmanager
def kept(native: Any) -> Iterator[Any]:
    with ExitStack() as stack:
        yield _temporary(native, stack)


def _temporary(native: Any, stack: ExitStack) -> Any:
    """The frame as a temporary table, gone with the stack; as it is where none may be made.

    What is wrong with the frame itself shows when it is asked.
    """
    try:
        return stack.enter_context(native.cache())
    except Exception:  # Each driver has errors of its own.
        return native
