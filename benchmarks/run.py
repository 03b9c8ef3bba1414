"""`make bench`: every scan measure against a bare sum, Polars and pandas, interleaved.

Each figure is the median of the rounds; each run has a process of its own, so peak
memory is its own too. Ratios are what counts: they hold when a machine is slow.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from statistics import median

from benchmarks.contenders import CONTENDERS, SCANS, by_pandas, by_polars, ours
from evenhand.sources.made_up_state import write_made_up_state

ROUNDS = 5
REFERRALS_AT_SIZE_1 = 20_000


def main() -> None:
    """Make the tables once, compare the numbers, then time; print a Markdown table."""
    millions = Fraction(sys.argv[1] if len(sys.argv) > 1 else "10")
    folder = Path(".bench") / f"state-{millions}m"
    if not (folder / "tables.yaml").exists():
        print(f"Making up {millions}M referrals in {folder} (some minutes) …", file=sys.stderr)
        folder.mkdir(parents=True, exist_ok=True)
        write_made_up_state(folder, size=millions * 1_000_000 / REFERRALS_AT_SIZE_1)
    for name in SCANS:
        counted = sorted(ours(name, folder))
        if counted != by_pandas(name, folder) or counted != by_polars(name, folder):
            sys.exit(f"{name}: the measure disagrees with what was written by hand")
    jobs = {name: [name] for name in SCANS} | {"all together": list(SCANS)}
    figures: dict[tuple[str, str], list[dict[str, float]]] = {}
    for at in range(ROUNDS):
        for title, names in jobs.items():
            for contender in CONTENDERS:
                print(f"round {at + 1}: {title}, {contender}", file=sys.stderr)
                figures.setdefault((title, contender), []).append(_once(contender, names, folder))
    _show(millions, list(jobs), figures)


def _once(contender: str, names: list[str], folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.once", contender, *names, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _show(
    millions: Fraction, titles: list[str], figures: dict[tuple[str, str], list[dict[str, float]]]
) -> None:
    today = datetime.now(tz=UTC).date()
    print(f"{millions}M referrals, {os.cpu_count()} cores, {platform.machine()}, {today}, ")
    print(f"median of {ROUNDS} interleaved rounds; wall seconds, pandas on one thread.\n")
    print(
        "| measure | ours | ÷ bare | bare | Polars by hand | ours ÷ it | pandas | ÷ ours |", end=""
    )
    print(" ours, peak MB |\n|---|---|---|---|---|---|---|---|---|")
    for title in titles:
        mine, least, raw, pandas = (
            median(f["wall"] for f in figures[title, contender]) for contender in CONTENDERS
        )
        peak = median(f["megabytes"] for f in figures[title, "ours"])
        print(
            f"| {title} | {mine:.2f} | {mine / least:.2f} | {least:.2f} | {raw:.2f} "
            f"| {mine / raw:.2f} | {pandas:.2f} | {pandas / mine:.1f} | {peak:.0f} |"
        )
    print("\nCPU seconds, all together: ", end="")
    for contender in CONTENDERS:
        cpu = median(f["cpu"] for f in figures["all together", contender])
        print(f"{contender} {cpu:.2f}", end="; ")
    print()


if __name__ == "__main__":
    main()
