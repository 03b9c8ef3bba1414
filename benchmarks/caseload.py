"""`make bench-caseload`: daily caseloads against a bare scan and against pandas, interleaved.

Ten million assignments over five years, made up once under `.bench/`. Each run has a process
of its own, so peak memory is its own too. Wall and CPU stand side by side: pandas works
on one thread. Nothing is shown unless both gave the same numbers.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.once import peak_megabytes
from evenhand.figures import Period

if TYPE_CHECKING:
    import pandas as pd

ROUNDS = 3
PERIOD = Period(date(2000, 1, 1), date(2005, 1, 1))
KINDS, LIMIT = ("investigation", "family"), 12
ASSIGNED = {
    "case_assignments": ("case", "worker", "from_on", "to_on"),
    "cases": ("id", "kind", "closed_on"),
}
Counts = Counter[tuple[str, int]]


def main() -> None:
    """Print the table, or, called with a contender, run that one once."""
    if len(sys.argv) > 2:
        print(json.dumps(_run(sys.argv[1], Path(sys.argv[2]))))
        return
    millions = sys.argv[1] if len(sys.argv) > 1 else "10"
    folder = Path(".bench") / f"caseload-{millions}m"
    make_up(folder, int(float(millions) * 1_000_000))
    told: dict[str, list[dict[str, float]]] = {}
    for at in range(ROUNDS):
        for name in CONTENDERS if at == 0 else [n for n in CONTENDERS if n != "pandas"]:
            print(f"round {at + 1}: {name}", file=sys.stderr)
            told.setdefault(name, []).append(_apart(name, folder))
    if told["pandas"][0]["sum"] != told["load"][0]["sum"]:
        sys.exit("pandas and the measure disagree")
    _show(millions, told)


def _apart(name: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.caseload", name, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def _run(name: str, folder: Path) -> dict[str, float]:
    """One contender once, its libraries loaded before the clock starts."""
    import time
    from importlib import import_module

    for library in LIBRARIES.get(name, ("evenhand.measures.worker_days", "polars")):
        import_module(library)
    cpu, wall = time.process_time(), time.perf_counter()
    found = CONTENDERS[name](folder)
    return {
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "megabytes": peak_megabytes(),
        # One number that differs when any count does.
        "sum": sum(days * (load + 1) ** 2 * len(branch) for (branch, load), days in found.items()),
    }


def _show(millions: str, told: dict[str, list[dict[str, float]]]) -> None:
    print(
        f"{millions}M assignments, {(PERIOD.end - PERIOD.start).days} days, median of {ROUNDS}.\n"
    )
    print("| what | wall | CPU | wall ÷ bare | pandas' CPU ÷ its CPU | peak MB |")
    print("|---|---|---|---|---|---|")
    middle = {
        name: {key: median(run[key] for run in runs) for key in runs[0]}
        for name, runs in told.items()
    }
    for name, own in middle.items():
        print(
            f"| {name} | {own['wall']:.2f} | {own['cpu']:.2f} "
            f"| {own['wall'] / middle['bare']['wall']:.1f} "
            f"| {middle['pandas']['cpu'] / own['cpu']:.1f} | {own['megabytes']:.0f} |"
        )


def make_up(folder: Path, assigned: int) -> None:
    """Cases over five years, each assigned to one worker after the other; made once."""
    import numpy as np
    import polars as pl

    if (folder / "case_assignments.parquet").exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    draw = np.random.default_rng(2000)
    cases, workers = assigned * 8 // 9, max(20, assigned // 500)
    numbers = {"k": np.arange(cases), "w": np.arange(workers)}
    names = {k: pl.Series(n).cast(pl.String).str.zfill(8) for k, n in numbers.items()}
    first = draw.integers(-200, 1826, cases)
    lasts = 5 + draw.gamma(2.0, 20.0, cases).astype(np.int64)
    closed = np.where(first + lasts < 1826, first + lasts, 99_999)
    carrier = draw.integers(0, workers, cases)
    again = draw.random(cases) < 0.125
    half = first + lasts // 2
    days = np.datetime64("2000-01-01", "D")

    def written(number: Any) -> pl.Series:
        dated = pl.Series(days + np.minimum(number, 50_000).astype("timedelta64[D]"))
        return dated.cast(pl.Date).set(pl.Series(number == 99_999), None)

    kinds = pl.Series(["investigation", "family", "child"]).gather(draw.integers(0, 3, cases))
    named = ("k" + names["k"]).alias("id")
    pl.DataFrame(
        {"id": named, "kind": kinds, "opened_on": written(first), "closed_on": written(closed)}
    ).write_parquet(folder / "cases.parquet", row_group_size=250_000)
    case = np.concatenate((np.arange(cases), np.flatnonzero(again)))
    taker = draw.integers(0, workers, int(again.sum()))
    worker = np.concatenate((carrier, taker))
    begin = np.concatenate((first, half[again]))
    end = np.concatenate((np.where(again, half, closed), closed[again]))
    order = np.argsort(begin, kind="stable")
    pl.DataFrame(
        {
            "case": named.gather(case[order]),
            "worker": ("w" + names["w"]).gather(worker[order]),
            "from_on": written(begin[order]),
            "to_on": written(end[order]),
        }
    ).write_parquet(folder / "case_assignments.parquet", row_group_size=250_000)
    branch = "b" + pl.Series(draw.integers(0, 38, workers)).cast(pl.String)
    ids = "w" + names["w"]
    pl.DataFrame({"id": ids, "branch": branch, "unit": branch + " " + pl.Series(draw.integers(0, 9, workers)).cast(pl.String)}).write_parquet(folder / "workers.parquet")  # fmt: skip  # noqa: E501
    trained, left = draw.integers(-400, 900, workers), draw.integers(600, 4000, workers)
    pl.DataFrame(
        {
            "worker": pl.concat([ids, ids]),
            "status": ["trainee"] * workers + ["case_carrying"] * workers,
            "program": ["care"] * (2 * workers),
            "from_on": written(np.concatenate((trained - 120, trained))),
            "to_on": written(np.concatenate((trained, np.maximum(trained, left)))),
        }
    ).write_parquet(folder / "worker_status.parquet")


def ours(folder: Path, limits: tuple[int, ...] = (), months: bool = False) -> Counts:
    """The measure as the product runs it, on Polars."""
    import narwhals.stable.v2 as nw
    import polars as pl

    from evenhand.measures.worker_days import worker_days
    from evenhand.sources.engine import CaseTables
    from evenhand.sources.loads import months_cut

    names = ("case_assignments", "cases", "workers", "worker_status")
    frames = {name: nw.from_native(pl.scan_parquet(folder / f"{name}.parquet")) for name in names}
    spreads = worker_days.compute(
        CaseTables(frames, PERIOD.end),
        PERIOD,
        kinds=KINDS,
        points=(1, 1),
        statuses=("case_carrying",),
        programs=("care",),
        limits=limits,
        cuts=months_cut(PERIOD) if months else (),
    )
    found: Counts = Counter()
    for spread in spreads:
        for load, days in spread.counts.items() if spread.of == "load" else ():
            found[spread.branch, load] += days
    return found


def bare(folder: Path) -> Counts:
    """A bare sum of the same columns in DuckDB: text by its length, days as numbers."""
    import duckdb

    with duckdb.connect(config={"threads": 2}) as database:
        for table, columns in ASSIGNED.items():
            path = folder / f"{table}.parquet"
            sums = [
                f"sum(CAST({column} - DATE '1970-01-01' AS BIGINT))"
                if column.endswith("_on")
                else f'sum(length("{column}"))'
                for column in columns
            ]
            database.execute(f"SELECT {', '.join(sums)} FROM '{path}'").fetchall()
    return Counter()


def by_pandas(folder: Path) -> Counts:
    """The same numbers as an analyst would get them from pandas: events, sorted, added up."""
    import pandas as pd

    def read(name: str, columns: tuple[str, ...]) -> pd.DataFrame:
        # Read by Arrow, with days as numbers: by way of Python's own texts it took a fifth more.
        days = {"date_as_object": False}
        path = folder / f"{name}.parquet"
        return pd.read_parquet(path, columns=list(columns), to_pandas_kwargs=days)

    start, end = (pd.Timestamp(day) for day in (PERIOD.start, PERIOD.end))

    def clipped(frame: pd.DataFrame) -> pd.DataFrame:
        first = frame["from_on"].clip(lower=start)
        last = frame["to_on"].fillna(end).clip(upper=end)
        frame = frame.assign(first=(first - start).dt.days, last=(last - start).dt.days)
        return frame[frame["first"] < frame["last"]]

    cases = read("cases", ASSIGNED["cases"])
    cases = cases[cases["kind"].isin(KINDS)]
    held = read("case_assignments", ASSIGNED["case_assignments"])
    held = held.merge(cases, left_on="case", right_on="id")
    held = clipped(held.assign(to_on=held[["to_on", "closed_on"]].min(axis=1)))
    status = read("worker_status", ("worker", "status", "program", "from_on", "to_on"))
    status = clipped(status[(status["status"] == "case_carrying") & (status["program"] == "care")])
    events = pd.concat(
        [
            pd.DataFrame({"worker": f["worker"], "day": f[day], "load": n * carries, "on": n * on})
            for f, carries, on in ((held, 1, 0), (status, 0, 1))
            for day, n in (("first", 1), ("last", -1))
        ]
    ).sort_values(["worker", "day"])
    so_far = events.groupby("worker", sort=False)[["load", "on"]].cumsum()
    days = events.groupby("worker", sort=False)["day"].shift(-1) - events["day"]
    spans = so_far.assign(worker=events["worker"], days=days)[so_far["on"] > 0]
    spans = spans.merge(read("workers", ("id", "branch")), left_on="worker", right_on="id")
    counted = spans.groupby(["branch", "load"])["days"].sum()
    return Counter({(b, int(load)): int(n) for (b, load), n in counted.items() if n})


CONTENDERS = {
    "bare": bare,
    "load": ours,
    "load and three limits": lambda folder: ours(folder, (LIMIT, 15, 20)),
    "load by month": lambda folder: ours(folder, (), True),
    "pandas": by_pandas,
}
LIBRARIES = {"bare": ("duckdb",), "pandas": ("pandas", "pyarrow.parquet")}

if __name__ == "__main__":
    main()
