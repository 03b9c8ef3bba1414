"""Opens whatever DATA is: a supplier's published layout, a folder, a database, or Spark's folder.

A folder is read by the engine asked for; a database and Spark are engines themselves.
"""

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
from evenhand.sources.layout import LAYOUT, read_layout
from evenhand.sources.warehouse.place import Cluster, placed, shown

#: How files of databases end, and the engines that open them.
DATABASES = {".duckdb": "duckdb", ".db": "duckdb", ".sqlite": "sqlite", ".sqlite3": "sqlite"}


def open_data(place: str, period: Period | None, engine: str = "") -> Data:
    """Read the data at `place`; a supplier's layout for `period`, or for its latest year.

    Without an engine, a folder is read by Polars, and a database by itself.

    Raises:
        TableError: Nothing is there, or nothing that we can read.
    """
    if engine and engine not in ENGINES:
        raise TableError(f"There is no engine {engine}. There are: {', '.join(ENGINES)}.")
    found = placed(place)
    if isinstance(found, Path):
        return _open_folder(found, period, engine)
    from evenhand.sources.warehouse import reading

    if isinstance(found, Cluster):
        _refuse_other(engine, "spark")
        return reading.read_cluster(found)
    _refuse_other(engine, found.scheme)
    return reading.read_database(found)


def _open_folder(folder: Path, period: Period | None, engine: str) -> Data:
    if not folder.exists():
        raise TableError(
            f"There is nothing at {shown(str(folder))}. Give a folder of tables, or the URL of a "
            "database, such as postgresql://HOST/DATABASE?as_of=YYYY-MM-DD."
        )
    if not folder.is_dir():
        raise TableError(f"{folder} is a file. {_instead(folder)}")
    for supplier in _suppliers():
        if supplier.recognises(folder):
            read: Data = supplier.read(folder, period, engine or ENGINES[0])
            return read
    if (folder / LAYOUT).is_file() and (layout := read_layout(folder)).at:
        from evenhand.sources.warehouse import reading

        _refuse_other(engine, layout.at.partition(":")[0])
        return reading.read_named_database(folder, layout)
    from evenhand.sources.remembered_folder import read_remembered

    return read_remembered(folder, engine or ENGINES[0])


def _instead(file: Path) -> str:
    """What to give instead of a file: its URL where it may be a database, else its folder."""
    if scheme := DATABASES.get(file.suffix.lower()):
        return f"If it is a database, give {scheme}://{file}?as_of=YYYY-MM-DD."
    return "Give the folder it is in."


def _refuse_other(engine: str, own: str) -> None:
    if engine not in ("", own):
        raise TableError(
            f"--engine {engine} is for a folder; here the tables are read by {own} itself. "
            "Leave --engine away."
        )


def _suppliers() -> Iterator[ModuleType]:
    for found in sorted(pkgutil.iter_modules(suppliers.__path__), key=lambda each: each.name):
        yield import_module(f"{suppliers.__name__}.{found.name}")
