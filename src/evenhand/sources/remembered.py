"""Remembered: what the same code counted on the same data, so that it need not be counted again.

What is kept are tallies, never a row. An entry is found by a fingerprint of all that could
change it: the bytes of the data, the code that reads and counts, the engine, and what was
asked. Whatever cannot be read back is counted again; nothing is remembered about a database,
whose contents have no fingerprint.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import evenhand
from evenhand.figures.plain import from_plain, to_plain

T = TypeVar("T")

#: In which folder ours is kept, if the environment says so; else where programs keep such things.
PLACE, OURS = "EVENHAND_CACHE", "evenhand"
#: What a state of data is kept under; nothing of another name is ever touched.
STATE = re.compile("[0-9a-f]{32}")
#: So many states of data are remembered; the one longest unused goes first.
MOST = 30
#: What reads and counts: the folders whose code, and the libraries whose version, count.
CODE = ("figures", "measures", "sources")
LIBRARIES = ("duckdb", "narwhals", "polars")
#: What an entry that was damaged can come to.
DAMAGE = (KeyError, ValueError, TypeError, AttributeError)

_off: ContextVar[bool] = ContextVar("off", default=False)


@dataclass(frozen=True, slots=True)
class Memory:
    """What one state of the data gave: a private folder with one file an answer."""

    folder: Path

    def recalled(self, asked: Any, kind: Any, make: Callable[[], T]) -> T:
        """The answer of that kind, as remembered; else made, and remembered from now on."""
        told = self.recall(asked)
        if told is not None:
            with suppress(*DAMAGE):
                known: T = from_plain(kind, told)
                return known
        made = make()
        self.keep(asked, made)
        return made

    def recall(self, asked: Any) -> Any | None:
        """What was kept under `asked`, as plain JSON; None if nothing was, or it is damaged."""
        path = self._path(asked)
        with suppress(OSError, *DAMAGE):
            entry = json.loads(path.read_text("utf-8"))
            if entry["asked"] == to_plain(asked):
                os.utime(self.folder)
                return entry["answer"]
        return None

    def keep(self, asked: Any, answer: Any) -> None:
        """Keep an answer, readable by its owner only; a place that cannot be written keeps none."""
        path, entry = self._path(asked), {"asked": to_plain(asked), "answer": to_plain(answer)}
        half = path.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            if not self.folder.is_dir():
                self.folder.mkdir(mode=0o700, parents=True)
                _forget_oldest(self.folder.parent)
            made = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(made, "w", encoding="utf-8") as file:
                json.dump(entry, file, ensure_ascii=False)
            half.replace(path)

    def _path(self, asked: Any) -> Path:
        return self.folder / f"{_digest(to_plain(asked))[:32]}.json"


def memory_of(fingerprint: Any, engine: str) -> Memory | None:
    """What is remembered of data with that fingerprint, counted by that engine; None if off."""
    if _off.get():
        return None
    named = os.environ.get(PLACE) or os.environ.get("XDG_CACHE_HOME")
    place = Path(named).expanduser() if named else Path.home() / ".cache"
    return Memory(place / OURS / _digest([to_plain(fingerprint), engine, _code()])[:32])


@contextmanager
def nothing_remembered() -> Iterator[None]:
    """Inside the block nothing is recalled and nothing kept: everything is read and counted."""
    token = _off.set(True)
    try:
        yield
    finally:
        _off.reset(token)


@cache
def _code() -> str:
    """A fingerprint of the code that reads and counts."""
    package = Path(evenhand.__file__).parent
    files = sorted(path for room in CODE for path in (package / room).rglob("*.py"))
    code = sha256()
    for path in files:
        code.update(f"{path.relative_to(package)}\n".encode() + path.read_bytes())
    return code.hexdigest() + json.dumps({name: _version(name) for name in LIBRARIES})


def _version(library: str) -> str:
    try:
        return version(library)
    except ModuleNotFoundError:
        return ""


def _digest(value: Any) -> str:
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def _forget_oldest(place: Path) -> None:
    ours = (each for each in place.iterdir() if STATE.fullmatch(each.name))
    kept = sorted(ours, key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in kept[MOST:]:
        shutil.rmtree(folder, ignore_errors=True)
