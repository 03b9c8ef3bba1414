"""Runs one contender once, in a process of its own: wall and CPU seconds, peak memory."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from benchmarks.contenders import CONTENDERS


def main() -> None:
    """Print the figures of `CONTENDER NAME… FOLDER` as JSON, start-up left out."""
    contender, *names, folder = sys.argv[1:]
    run = CONTENDERS[contender]
    cpu, wall = time.process_time(), time.perf_counter()
    for name in names:
        run(name, Path(folder))
    figures = {
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
