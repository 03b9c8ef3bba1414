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
from typing import TYPE_CHECKING

from benchmarks.coverage import POLICY

if TYPE_CHECKING:
    import polars as pl

    from evenhand.estimation.cells import Cells

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
        print(
            f"| 10,000 draws to positions, {size} | {told['cpu']:.2f} | {told['megabytes']:.0f} |"
        )
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


def fit_small() -> dict[str, float]:
    """The random-intercept fit of 20,000 cases in 38 branches, best of five."""
    from evenhand.estimation.random_intercept import random_intercept

    made = _cells_of(_grouped(_cases(38, 20_000).lazy()), 38)
    spent = []
    for _ in range(5):
        start = time.process_time()
        random_intercept("bench", made, 0.0)
        spent.append(time.process_time() - start)
    return {"cpu": min(spent), "megabytes": _megabytes()}


def group_by() -> dict[str, float]:
    """The plain group-by of five million cases, from the file to counts by pattern and branch."""
    import polars as pl

    path = _large()
    start = time.process_time()
    _grouped(pl.scan_parquet(path))
    return {"cpu": time.process_time() - start, "megabytes": _megabytes()}


def fit_large() -> dict[str, float]:
    """The fit of what the group-by gives; the group-by's own time is left out."""
    import polars as pl

    from evenhand.estimation.random_intercept import random_intercept

    made = _cells_of(_grouped(pl.scan_parquet(_large())), 3_000)
    start = time.process_time()
    random_intercept("bench", made, 0.0)
    return {"cpu": time.process_time() - start, "megabytes": _megabytes()}


def _large() -> Path:
    """Five million cases of 3,000 branches, made once."""
    path = Path(".bench") / "cases-5m.parquet"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        _cases(3_000, 5_000_000).write_parquet(path)
    return path


def _cases(branches: int, children: int) -> pl.DataFrame:
    """One row a case: its branch, eleven things known at removal, and whether it went home."""
    import numpy as np
    import polars as pl

    draw = np.random.default_rng(2000)
    weights = draw.lognormal(0, 1, branches)
    branch = draw.choice(branches, children, p=weights / weights.sum())
    known = {"age": draw.choice(4, children, p=(0.3, 0.25, 0.25, 0.2))}
    known["level"] = draw.choice(7, children, p=(0.08, 0.14, 0.18, 0.18, 0.16, 0.14, 0.12))
    odds = draw.normal(-1.0, 0.35, branches)[branch]
    odds = odds + 0.25 * known["level"] - 0.1 * known["age"]
    for number in range(9):
        known[f"factor{number}"] = draw.random(children) < 0.08 * (number + 1)
        odds = odds + (0.1 * number - 0.4) * known[f"factor{number}"]
    home = draw.random(children) < 1 / (1 + np.exp(-odds))
    columns = {name: values.astype(np.int8) for name, values in known.items()}
    return pl.DataFrame({"branch": branch.astype(np.int16), **columns, "home": home})


def _grouped(cases: pl.LazyFrame) -> pl.DataFrame:
    import polars as pl

    known = ["age", "level", *(f"factor{number}" for number in range(9))]
    counted = cases.group_by("branch", *known).agg(pl.len(), pl.col("home").sum())
    return counted.collect(engine="streaming")


def _cells_of(grouped: pl.DataFrame, branches: int) -> Cells:
    import numpy as np

    from evenhand.estimation.cells import cells

    known = [name for name in grouped.columns if name not in ("branch", "len", "home")]
    patterns = grouped.select(known).unique(maintain_order=True).with_row_index("pattern")
    columns, words = [np.ones(len(patterns))], ["always"]
    for name in known:
        for level in range(1, int(patterns[name].max()) + 1):
            columns.append((patterns[name] == level).to_numpy().astype(float))
            words.append(f"{name}={level}")
    placed = grouped.join(patterns, on=known).select("branch", "pattern", "home", "len")
    return cells(
        words,
        np.column_stack(columns),
        placed["pattern"].to_numpy().astype(np.int64),
        placed["branch"].to_numpy().astype(np.int64),
        branches,
        placed["home"].to_numpy().astype(float),
        placed["len"].to_numpy().astype(float),
    )


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


CONTENDERS = {
    "draws": draws,
    "fit_small": fit_small,
    "group_by": group_by,
    "fit_large": fit_large,
}

if __name__ == "__main__":
    main()
