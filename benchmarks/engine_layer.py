"""What writing a measure once costs: the measure on Polars beside the same question by hand.

`python -m benchmarks.engine_layer [FOLDER]`, by itself on the machine. Each run has a process
of its own, its libraries loaded and one small question asked before the clock starts; rounds
are interleaved, and each figure is the median. The goal: at most 1.2 times by hand, and 0.3 s.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

import narwhals.stable.v2 as nw
import polars as pl

from benchmarks.contenders import AS_OF, PERIOD
from evenhand.measures import catalogue
from evenhand.sources.engine import CaseTables

ROUNDS = 5
TIMES, MORE = 1.2, 0.3
FACTORS = ("factor_drug_alcohol", "factor_mental_health")
TABLES = ("referrals", "removals", "children", "families", "cases")
PARAMETERS: dict[str, dict[str, Any]] = {
    "calls_received": {},
    "removals_by_pattern": {"days": 365, "most_level": 5, "ages": (5, 10), "factors": FACTORS},
    "family_factors": {},
}
Tables = dict[str, pl.LazyFrame]
Counts = list[tuple[Any, ...]]


def _calls(tables: Tables) -> Counts:
    day = pl.col("received_on")
    calls = tables["referrals"].filter(day >= PERIOD.start, day < PERIOD.end)
    return _collected(calls.group_by("branch").agg(calls=pl.len()))


def _removals(tables: Tables) -> Counts:
    day, level = pl.col("removed_on"), pl.col("level_at_removal")
    removed = tables["removals"].filter(day >= PERIOD.start, day < PERIOD.end, level <= 5)
    births = tables["children"].select("id", "born_on")
    families = tables["families"].select("id", *FACTORS)
    bands = ((day >= pl.col("born_on").dt.offset_by(f"{n}y")).cast(pl.Int64) for n in (5, 10))
    known = (
        removed.join(births, left_on="child", right_on="id")
        .join(families, left_on="family", right_on="id")
        .with_columns(band=pl.sum_horizontal(*bands))
        .with_columns(home=pl.col("returned_on") <= day + timedelta(days=365))
    )
    by = ("branch", "band", "level_at_removal", *FACTORS)
    return _collected(known.group_by(*by).agg(home=pl.col("home").sum(), removed=pl.len()))


def _factors(tables: Tables) -> Counts:
    closed = pl.col("closed_on")
    served = tables["cases"].filter(
        pl.col("opened_on") < PERIOD.end, closed.is_null() | (closed > PERIOD.start)
    )
    families = tables["families"].join(served, left_on="id", right_on="family", how="semi")
    factor = pl.selectors.starts_with("factor_")
    return _collected(families.group_by("branch", "group").agg(factor.sum(), families=pl.len()))


def _collected(frame: pl.LazyFrame) -> Counts:
    return frame.collect(engine="streaming").rows()


BY_HAND: dict[str, Callable[[Tables], Counts]] = {
    "calls_received": _calls,
    "removals_by_pattern": _removals,
    "family_factors": _factors,
}


def main() -> None:
    """Time each measure both ways and print a Markdown table; or, named, run one once."""
    if len(sys.argv) == 4:
        _once(*sys.argv[1:])
        return
    folder = sys.argv[1] if len(sys.argv) > 1 else ".bench/state-10m"
    found: dict[tuple[str, str], list[dict[str, float]]] = {}
    for _ in range(ROUNDS):
        for name in BY_HAND:
            for way in ("hand", "measure"):
                command = [sys.executable, "-m", "benchmarks.engine_layer", way, name, folder]
                told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
                found.setdefault((name, way), []).append(json.loads(told))
    for name in BY_HAND:
        if len({each["counted"] for way in ("hand", "measure") for each in found[name, way]}) > 1:
            sys.exit(f"{name}: by hand and the measure disagree")
    print("| measure | by hand, wall | measure, wall | by hand, CPU | measure, CPU | within goal |")
    print("|---|---|---|---|---|---|")
    for name in BY_HAND:
        wall, cpu = ([_median(found, name, w, of) for w in ("hand", "measure")] for of in _OF)
        goal = "yes" if wall[1] <= TIMES * wall[0] + MORE else "no"
        cells = " | ".join(f"{seconds:.2f}" for seconds in (*wall, *cpu))
        print(f"| {name} | {cells} | {goal} |")


_OF = ("wall", "cpu")


def _median(found: dict[Any, list[dict[str, float]]], name: str, way: str, of: str) -> float:
    return median(each[of] for each in found[name, way])


def _once(way: str, name: str, folder: str) -> None:
    tables = {each: pl.scan_parquet(Path(folder) / f"{each}.parquet") for each in TABLES}
    told = CaseTables({each: nw.from_native(frame) for each, frame in tables.items()}, AS_OF)
    tables["referrals"].head(1).collect(engine="streaming")
    measure = catalogue()[name]
    cpu, wall = time.process_time(), time.perf_counter()
    if way == "hand":
        counts = BY_HAND[name](tables)
    else:
        tallies = measure.compute(told, PERIOD, **PARAMETERS[name])
    took = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    if way == "hand":
        counted = sum(row[-1] for row in counts)
    else:
        # Of factors, each counts the same families: they are counted once.
        bases = {(tally.branch, tally.of.partition(":")[0]): tally.base for tally in tallies}
        counted = sum(bases.values())
    print(json.dumps(took | {"counted": counted}))


if __name__ == "__main__":
    main()
