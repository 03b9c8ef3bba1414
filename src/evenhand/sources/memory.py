"""Memory: how much this process may still take, as the machine and its control groups have it.

What the kernel can give back at once, such as pages of files once read, counts as left.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: Where nothing tells how much there is: an assumption, small enough for any machine of today.
ASSUMED = 2 * 1024**3
#: The older control groups say so where there is no limit.
NO_LIMIT = 2**60


@dataclass(frozen=True, slots=True)
class Left:
    """So many bytes are left, of so many that there could ever be."""

    left: int
    of: int


def allowed_bytes() -> int:
    """So many bytes this process may still take: what is tightest decides."""
    return memory_left().left


def memory_left(root: Path = Path("/")) -> Left:
    """What is left under the tightest limit: the machine's, or that of a control group.

    Args:
        root: Where `proc` and `sys` stand.
    """
    known = [left for left in (_machine(root), *_groups(root)) if left]
    return min(known, key=lambda each: each.left, default=Left(ASSUMED, ASSUMED))


def held_bytes() -> int:
    """So many bytes this process holds now, pages of files apart; 0 where nothing tells."""
    try:
        resident, of_files = Path("/proc/self/statm").read_text("ascii").split()[1:3]
    except (OSError, ValueError):
        return 0
    return (int(resident) - int(of_files)) * os.sysconf("SC_PAGE_SIZE")


def _machine(root: Path) -> Left | None:
    told = _numbers(root / "proc/meminfo")
    if "MemAvailable:" not in told:
        return None
    return Left(told["MemAvailable:"] * 1024, told["MemTotal:"] * 1024)


def _groups(root: Path) -> Iterator[Left | None]:
    """Every control group this process is in, with those around it: each may set a limit."""
    for line in _lines(root / "proc/self/cgroup"):
        _, kinds, path = (*line.split(":", 2), "", "")[:3]
        if kinds in ("", "memory"):
            mount = root / "sys/fs/cgroup" / kinds
            inside = Path(path.lstrip("/"))
            for folder in (inside, *inside.parents):
                yield _newer(mount / folder) if not kinds else _older(mount / folder)


def _newer(folder: Path) -> Left | None:
    return _left(folder, "memory.max", "memory.current", ("active_file", "inactive_file"))


def _older(folder: Path) -> Left | None:
    files = ("total_active_file", "total_inactive_file")
    return _left(folder, "memory.limit_in_bytes", "memory.usage_in_bytes", files)


def _left(folder: Path, limit: str, usage: str, files: tuple[str, str]) -> Left | None:
    try:
        most = int((folder / limit).read_text("ascii"))
        used = int((folder / usage).read_text("ascii"))
    except (OSError, ValueError):
        return None
    if most >= NO_LIMIT:
        return None
    told = _numbers(folder / "memory.stat")
    given_back = sum(told.get(name, 0) for name in files)
    return Left(max(0, most - used + given_back), most)


def _numbers(path: Path) -> dict[str, int]:
    """Lines of a name and a number."""
    words = (line.split() for line in _lines(path))
    return {pair[0]: int(pair[1]) for pair in words if len(pair) > 1 and pair[1].isdigit()}


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("ascii").splitlines()
    except (OSError, ValueError):
        return []
