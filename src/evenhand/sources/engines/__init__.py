"""Engines: each file runs a frame of one engine and knows that engine's ways; no measure does.

To add an engine that narwhals speaks, add a file named after its implementation, with
the four functions of `Engine`.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from importlib import import_module
from typing import Any, Protocol, cast

import narwhals.stable.v2 as nw


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
    """The engine whose frame it is."""
    name = frame.implementation.name.lower()
    return cast(Engine, import_module(f"{__name__}.{name}"))
