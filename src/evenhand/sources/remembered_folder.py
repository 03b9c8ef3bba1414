"""A folder's data, as remembered if not a byte has changed; else read, checked and remembered.

What is remembered holds no row of a case: the case tables are opened only when something
is asked that was never counted. Rejected rows stand in `rejects.csv` and nowhere else, so
a folder whose `rejects.csv` is not as it was left is read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import narwhals.stable.v2 as nw

from evenhand.errors import TableError
from evenhand.figures import Tally
from evenhand.figures.plain import from_plain, to_plain
from evenhand.sources.data import Data
from evenhand.sources.engine import CaseTables
from evenhand.sources.folder import fingerprint, read_folder
from evenhand.sources.rejects import REJECTS, write_rejects
from evenhand.sources.remembered import DAMAGE, Memory, memory_of
from evenhand.sources.runs import data_of, data_plain

ASKED = "the folder"
Frames = Mapping[str, nw.LazyFrame[Any]]


@dataclass(frozen=True)
class Unopened(Frames):
    """Case tables known by name, opened when the first of them is asked for."""

    names: tuple[str, ...]
    open_all: Callable[[], Frames]
    opened: dict[str, nw.LazyFrame[Any]] = field(default_factory=dict)

    def __getitem__(self, name: str) -> nw.LazyFrame[Any]:
        if not self.opened and name in self.names:
            self.opened.update(self.open_all())
        return self.opened[name]

    def __contains__(self, name: object) -> bool:
        return name in self.names

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)


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
        return data  # It was written to meanwhile: what was read is of neither state.
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
        data.memory.keep(REJECTS, _sha256(path))
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
    if told["rejected"] and memory.recall(REJECTS) != _sha256(folder / REJECTS):
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
    frames = Unopened(tuple(told["tables given"]), lambda: _opened(data, folder, engine))
    return replace(data, tables=CaseTables(frames, data.as_of, engine, memory))


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


def _sha256(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
