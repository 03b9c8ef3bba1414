"""`make bench-uncertainty`: what the fit and the draws cost, as ratios in one run.

The fit stands beside the plain group-by of the same file; the draws beside nothing, in
CPU seconds and megabytes. Each runs in a process of its own.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.coverage import POLICY

SIZES = {"38 branches": (38, 20_000, 336), "3,000 branches": (3_000, 1_500_000, 60_000)}


def main() -> None:
    """Run each contender in its own process; print a Markdown table."""
    if len(sys.argv) > 1:
        print(json.dumps(CONTENDERS[sys.argv[1]](*sys.argv[2:])))
        return
    print("| what | CPU seconds | peak MB |")
    print("|---|---|---|")
    for size in SIZES:
        told = _apart("draws", size)
        print(f"| 10,000 draws to positions, {size} | {told['cpu']:.2f} | {told['megabytes']:.0f} |")
    small = _apart("fit_small")
    print(f"| fit, 20,000 cases, 38 branches | {small['cpu']:.3f} | {small['megabytes']:.0f} |")
    group, fit = _apart("group_by"), _apart("fit_large")
    ratio = fit["cpu"] / group["cpu"]
    print(f"| group-by, 5M cases, 3,000 branches | {group['cpu']:.2f} | {group['megabytes']:.0f} |")
    print(
        f"| fit of the same, {ratio:.1f} × the group-by | {fit['cpu']:.2f} "
        f"| {fit['megabytes']:.0f} |"
    )


def _apart(*words: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.uncertainty", *words]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def draws(size: str) -> dict[str, float]:
    """10,000 draws of every branch's positions, from tallies to whole positions."""
    from datetime import date

    from benchmarks.simulated import sample_of, simulated_state, tallies_of
    from evenhand.estimation import Chance
    from evenhand.policy import read_policy
    from evenhand.run import allocate, told_of
    from evenhand.scenarios.masking import coefficients
    from evenhand.sources.data import Data
    from evenhand.steps.drawing import Drawing

    branches, children, positions = SIZES[size]
    state = simulated_state(branches, children, 2000)
    tallies = tallies_of(state, sample_of(state, 0.1, 20, 2000))
    policy = read_policy(str(POLICY))
    data = Data(branches={b: b for b in state.branches}, as_of=date(2000, 6, 1), counts=tallies)
    result = allocate(policy, data, str(positions), tallies, working=False)
    told = told_of(policy, data, tallies, frozen=coefficients(result), working=False)
    drawing = Drawing(told, result.programs[0])
    before, start = _megabytes(), time.process_time()
    drawing.draw(Chance(2000), 10_000)
    return {"cpu": time.process_time() - start, "megabytes": _megabytes(), "before": before}


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


CONTENDERS = {"draws": draws}

if __name__ == "__main__":
    main()
