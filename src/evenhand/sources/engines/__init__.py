"""Engines: each file runs a frame of one engine and knows that engine's ways; no measure does.

To add an engine that narwhals speaks, add a file named after its implementation, with
the four functions of `Engine`. What an engine cannot do is an error that names the engine;
nothing is counted another way instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from typing import Any, Protocol, cast

import narwhals.stable.v2 as nw

from evenhand.errors import TableError


class Engine(Protocol):
    """What an engine's file gives: its own frames in, rows or frames of its own out."""

    def fetched(self, native: Any) -> list[tuple[Any, ...]]:
        """The frame worked out: its rows, in any order."""

    def plan(self, native: Any) -> str:
        """What the engine is told to do, for an auditor to read."""

    def numbers(self, beside: Any, name: str, numbers: Sequence[int]) -> Any:
        """A frame of one column of whole numbers, where the frame `beside` is."""

    def kept(self, native: Any) -> AbstractContextManager[Any]:
        """The frame worked out once, to be asked several times inside the block."""


def engine_of(frame: nw.LazyFrame[Any]) -> Engine:
    """The engine whose frame it is.

    Raises:
        TableError: It is an engine whose ways are not known here.
    """
    name = f"{__name__}.{frame.implementation.name.lower()}"
    try:
        return cast(Engine, import_module(name))
    except ModuleNotFoundError as missing:
        if missing.name != name:
            raise
        engine = frame.implementation.name
        raise TableError(f"No measure has been tried on {engine}, so none is run there.") from None


@contextmanager
def told_by(engine: str, elsewhere: str = "") -> Iterator[None]:
    """Tell a fault of the engine's own in its first line: the rest is about its inside.

    `elsewhere` says where the same would work.

    Raises:
        TableError: The engine failed.
    """
    try:
        yield
    except TableError:
        raise
    except Exception as fault:  # Each driver has errors of its own.
        lines = (line.strip() for line in str(fault).splitlines())
        said = next(filter(None, lines), type(fault).__name__).rstrip(".")
        raise TableError(f"{engine} cannot work this out: {said}.{elsewhere}") from fault
