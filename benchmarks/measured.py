"""Every measure of the catalogue on one state, each in a process of its own, under a hard limit.

    python -m benchmarks.measured FOLDER [--megabytes 1024] [--engine duckdb] [MEASURE…]

What stands in the table is the time of the work, start-up left out, and the peak of the
whole process. The kernel ends a process that goes over the limit: it is then "ended".
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from benchmarks.asked import PERIOD, asked_of, case_tables
from benchmarks.limited import limited
from benchmarks.once import peak_megabytes
from evenhand.figures import Period


@dataclass(frozen=True, slots=True)
class Ran:
    """What one measure took; `counts` differ when any number does."""

    wall: float
    cpu: float
    megabytes: int
    counts: str


def main() -> None:
    """Print a Markdown table, or, called with `--one`, run that measure here and tell it."""
    if sys.argv[1] == "--one":
        names, engine, years, folder = sys.argv[2:]
        print(json.dumps(asdict(_run(names.split(","), engine, int(years), Path(folder)))))
        return
    asked = _asked()
    print("| measure | wall | CPU | peak MB | counts |")
    print("|---|---|---|---|---|")
    lost = []
    for name in asked.measures or _catalogue():
        ran = measured(name, asked.folder, asked.engine, asked.megabytes, asked.years)
        lost += [] if ran else [name]
        print(f"| {name} | {_row(ran)} |", flush=True)
    sys.exit(f"Over the limit: {', '.join(lost)}" if lost else 0)


def measured(
    names: str, folder: Path, engine: str = "polars", megabytes: int | None = None, years: int = 1
) -> Ran | None:
    """One measure (or several, parted by commas) in a process of its own.

    None is where the kernel ended it at the limit. The period ends with 1998 and is so many
    years long.

    Raises:
        RuntimeError: It failed for another reason.
    """
    words = ["-m", "benchmarks.measured", "--one", names, engine, str(years), str(folder)]
    with limited(megabytes) as join:
        done = subprocess.run(
            [sys.executable, *words], capture_output=True, text=True, check=False, preexec_fn=join
        )
    if done.returncode == 0:
        return Ran(**json.loads(done.stdout))
    if done.returncode == -9 or "failed to allocate" in done.stderr:
        return None
    raise RuntimeError(f"{names}: {done.stderr[-2000:]}")


def _row(ran: Ran | None) -> str:
    if ran is None:
        return "ended | | | "
    return f"{ran.wall:.2f} | {ran.cpu:.2f} | {ran.megabytes} | {ran.counts}"


def _run(names: list[str], engine: str, years: int, folder: Path) -> Ran:
    from evenhand.measures import catalogue

    tables = case_tables(folder, engine)
    period = Period(PERIOD.end.replace(year=PERIOD.end.year - years), PERIOD.end)
    asked = {name: asked_of(catalogue()[name], tables) for name in names}
    cpu, wall = time.process_time(), time.perf_counter()
    counted = [catalogue()[name].compute(tables, period, **asked[name]) for name in names]
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    counts = sha256("".join(map(repr, counted)).encode()).hexdigest()[:8]
    return Ran(wall, cpu, peak_megabytes(), counts)


def _catalogue() -> list[str]:
    from evenhand.measures import catalogue

    return list(catalogue())


def _asked() -> argparse.Namespace:
    words = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    words.add_argument("folder", type=Path)
    words.add_argument("measures", nargs="*")
    words.add_argument("--engine", default="polars")
    words.add_argument("--megabytes", type=int, default=None, help="the hard limit")
    words.add_argument("--years", type=int, default=1, help="how long the period is")
    return words.parse_intermixed_args()


if __name__ == "__main__":
    main()
