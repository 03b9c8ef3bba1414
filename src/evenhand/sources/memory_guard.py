"""The memory guard: ends the process with a sentence before the machine swaps or the kernel acts.

An engine at work cannot be interrupted, so the guard is a thread of its own that looks many
times a second; private folders are removed before it ends the process.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from evenhand.sources.memory import Left, held_bytes, memory_left

MEGABYTE = 1024**2
#: Less than one part in so many, or than so many bytes, is too little to go on with …
PART, LEAST = 20, 100 * MEGABYTE
#: … but under a small limit no more than one part in so many is kept free.
MOST_PART = 4
#: Seconds between two looks: an engine takes a few dozen megabytes in that time.
PAUSE = 0.02

_private: set[Path] = set()
_doing = ["reading the tables"]


def remove_at_the_end(folder: Path) -> None:
    """Remove a private folder when the process ends, also where the guard ends it."""
    _private.add(folder)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)


@contextmanager
def doing(what: str) -> Iterator[None]:
    """Say what goes on inside the block, for the guard's sentence."""
    _doing.append(what)
    try:
        yield
    finally:
        _doing.pop()


@contextmanager
def guarded(
    meter: Callable[[], Left] = memory_left,
    held: Callable[[], int] = held_bytes,
    end: Callable[[str], None] | None = None,
) -> Iterator[None]:
    """Look after memory inside the block; what is too little ends the process with exit code 1."""
    over = Event()
    looking = Thread(
        target=_look, args=(meter, held, end or _end, over), name="memory guard", daemon=True
    )
    looking.start()
    try:
        yield
    finally:
        over.set()
        looking.join()


def floor(of: int) -> int:
    """So many bytes must stay free, of so many that there could be."""
    return min(max(of // PART, LEAST), of // MOST_PART)


def sentence(left: Left, held: int, what: str) -> str:
    """What was going on, how much there was, and what would work."""
    return (
        f"Memory is running out: {left.left // MEGABYTE} MB are left of {left.of // MEGABYTE} MB, "
        f"and {held // MEGABYTE} MB are in use here, while {what}. "
        "What would work: --engine duckdb, the tables in a database (DATA as a URL), or a machine "
        "with more memory."
    )


def _look(
    meter: Callable[[], Left],
    held: Callable[[], int],
    end: Callable[[str], None],
    over: Event,
) -> None:
    while not over.wait(PAUSE):
        left = meter()
        # Where others hold the memory, ending this process would free too little to help.
        if left.left < floor(left.of) and held() > left.left:
            end(sentence(left, held(), _doing[-1]))
            return


def _end(told: str) -> None:
    for folder in list(_private):
        shutil.rmtree(folder, ignore_errors=True)
    sys.stderr.write(f"evenhand: {told}\n")
    sys.stderr.flush()
    os._exit(1)
