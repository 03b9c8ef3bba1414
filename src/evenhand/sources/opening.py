"""Opens whatever DATA is: a supplier's published layout, or a folder of tables."""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from evenhand.errors import TableError
from evenhand.figures import Period
from evenhand.sources import suppliers
from evenhand.sources.data import Data
from evenhand.sources.engine import ENGINES


def open_data(place: str, period: Period | None, engine: str = "polars") -> Data:
    """Read the data at `place`; a supplier's layout for `period`, or for its latest year.

    Raises:
        TableError: Nothing is there, or nothing that we can read.
    """
    if engine not in ENGINES:
        raise TableError(f"There is no engine {engine}. There are: {', '.join(ENGINES)}.")
    folder = Path(place)
    if not folder.exists():
        raise TableError(f"There is nothing at {place}. Give a folder of tables.")
    if not folder.is_dir():
        raise TableError(f"{place} is a file. Give the folder it is in.")
    for supplier in _suppliers():
        if supplier.recognises(folder):
            read: Data = supplier.read(folder, period, engine)
            return read
    from evenhand.sources.remembered_folder import read_remembered

    return read_remembered(folder, engine)


def _suppliers() -> Iterator[ModuleType]:
    for found in sorted(pkgutil.iter_modules(suppliers.__path__), key=lambda each: each.name):
        yield import_module(f"{suppliers.__name__}.{found.name}")
