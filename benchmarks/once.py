"""Runs one contender once, in a process of its own: wall and CPU seconds, peak memory."""

from __future__ import annotations

import json
import resource
import sys
import time
from importlib import import_module
from pathlib import Path

from benchmarks.contenders import CONTENDERS, LIBRARIES


def main() -> None:
    """Print the figures of `CONTENDER NAME… FOLDER` as JSON, start-up left out."""
    contender, *names, folder = sys.argv[1:]
    run = CONTENDERS[contender]
    for library in LIBRARIES[contender]:
        import_module(library)
    cpu, wall = time.process_time(), time.perf_counter()
    for name in names:
        run(name, Path(folder))
    figures = {
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "megabytes": peak_megabytes(),
    }
    print(json.dumps(figures))


def peak_megabytes() -> int:
    """The most memory this process had; what it got from its parent at the start apart."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    lines = status.read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024


if __name__ == "__main__":
    main()
