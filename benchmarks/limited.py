"""A hard limit on memory, set by the kernel: what takes more is ended, not slowed down.

It is a control group of its own (cgroup v1 or v2), which takes the rights to make one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path("/sys/fs/cgroup")
FIRST = ROOT / "memory"


@contextmanager
def limited(megabytes: int | None) -> Iterator[Callable[[], None]]:
    """A function that puts the process calling it under the limit; None sets none."""
    if megabytes is None:
        yield lambda: None
        return
    old = FIRST.is_dir()
    group = (FIRST if old else ROOT) / f"evenhand-{os.getpid()}-{megabytes}"
    group.mkdir()
    try:
        names = ("memory.limit_in_bytes", "memory.memsw.limit_in_bytes")
        for name in names if old else ("memory.max", "memory.swap.max"):
            if (group / name).exists():
                swap = 0 if "swap" in name and not old else megabytes << 20
                (group / name).write_text(str(swap), "utf-8")
        yield lambda: _join(group / "cgroup.procs")
    finally:
        group.rmdir()


def _join(processes: Path) -> None:
    processes.write_text("0", "utf-8")
