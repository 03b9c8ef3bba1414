"""A folder's data, as remembered if not a byte has changed; else read, checked and remembered.

What is remembered holds no row of a case: the case tables are opened only when something
is asked that was never counted. Rejected rows stand in `rejects.csv` and nowhere else, so
a folder whose `rejects.csv` is not as it was left is read again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw

from evenhand.errors import TableError
from evenhand.figures import Tally
from evenhand.figures.plain import from_plain, to_plain
from evenhand.sources.data import Data
from evenhand.sources.engine import CaseTables
from evenhand.sources.file_hash import file_hash
from evenhand.sources.folder import fingerprint, read_folder
from evenhand.sources.rejects import REJECTS, write_rejects
from evenhand.sources.remembered import DAMAGE, Memory, memory_of
from evenhand.sources.runs import data_of, data_plain
from evenhand.sources.when_asked import WhenAsked

ASKED = "the folder"
Frames = Mapping[str, nw.LazyFrame[Any]]


def read_remembered(folder: Path, engine: str) -> Data:
    """The data of a folder of tables.

    Raises:
        TableError: It cannot be read.
    """
    before = fingerprint(folder)
    memory = memory_of(before, engine)
    if memory is None:
        return read_folder(folder, engine=engine)
    with suppress(*DAMAGE):
        if told := memory.recall(ASKED):
            return _recalled(told, folder, engine, memory)
    data = read_folder(folder, engine=engine)
    if before["files"] != data.hashes:
        return data  # Written to after it was looked for: that was another state.
    memory.keep(ASKED, _plain(data))
    return replace(data, tables=_with(data.tables, memory), memory=memory)


def keep_rejects(data: Data, folder: str) -> Path | None:
    """Write `rejects.csv` beside the data if any row was rejected; take an old one away.

    Raises:
        TableError: The folder cannot be written.
    """
    if data.rejects_stand:
        return Path(folder) / REJECTS
    path = write_rejects(data.rejects, folder)
    if data.memory and path:
        data.memory.keep(REJECTS, file_hash(path))
    return path


def _plain(data: Data) -> Any:
    return data_plain(data) | {
        "columns": {name: list(columns) for name, columns in data.columns.items()},
        "counts": {name: to_plain(tallies) for name, tallies in data.counts.items()},
        "tables given": list(data.tables.frames) if data.tables else None,
        "rejected": bool(data.rejects),
    }


def _recalled(told: Any, folder: Path, engine: str, memory: Memory) -> Data:
    """The data as told.

    Raises:
        KeyError, ValueError, TypeError: What is told is damaged, or `rejects.csv` is gone.
    """
    if told["rejected"] and memory.recall(REJECTS) != _hash(folder / REJECTS):
        raise ValueError
    data = replace(
        data_of(told),
        columns={name: tuple(columns) for name, columns in told["columns"].items()},
        counts={
            name: from_plain(tuple[Tally, ...], tallies) for name, tallies in told["counts"].items()
        },
        rejects_stand=told["rejected"],
        memory=memory,
    )
    if told["tables given"] is None:
        return data
    opened = cache(partial(_opened, data, folder, engine))
    frames = WhenAsked({name: partial(_one, opened, name) for name in told["tables given"]})
    return replace(data, tables=CaseTables(frames, data.as_of, engine, memory))


def _one(opened: Callable[[], Frames], name: str) -> nw.LazyFrame[Any]:
    return opened()[name]


def _opened(known: Data, folder: Path, engine: str) -> Frames:
    """The case tables of a folder whose data are known.

    Raises:
        TableError: The folder was written to since.
    """
    data = read_folder(folder, engine=engine)
    if data.hashes != known.hashes or data.tables is None:
        raise TableError(f"{folder} was written to while it was being read. Run this again.")
    return data.tables.frames


def _with(tables: CaseTables | None, memory: Memory) -> CaseTables | None:
    return replace(tables, memory=memory) if tables else None


def _hash(path: Path) -> str:
    return file_hash(path) if path.is_file() else ""
