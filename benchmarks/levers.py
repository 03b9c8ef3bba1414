"""`make bench-levers`: what a scenario and a sweep cost, once a run's measures are kept.

A made-up state is measured and written as a RUN first; that is not in the figures. Wall
and CPU seconds, start-up and imports left out.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from evenhand.figures import Scenario
from evenhand.policy import read_policy
from evenhand.policy.reading import policy_text
from evenhand.reports.keeping import keep
from evenhand.run import measure
from evenhand.scenarios.complete import complete
from evenhand.scenarios.making import Making
from evenhand.scenarios.what_if.scenario import compared, ground_of
from evenhand.scenarios.what_if.sweep import swept
from evenhand.sources.made_up_state import write_made_up_state
from evenhand.sources.opening import open_data
from evenhand.sources.runs import read_run

T = TypeVar("T")
POLICY, INFLUENCE = "oregon-2000", "out_of_home.return_home"
#: Branches, and the size of the made-up state that has them; the goals in wall seconds.
SIZES = {38: Fraction(1), 3_000: Fraction(8)}


def main() -> None:
    """Print a Markdown table; name a folder to keep the RUNs for the next time."""
    if len(sys.argv) > 1:
        _all(Path(sys.argv[1]))
        return
    with TemporaryDirectory() as folder:
        _all(Path(folder))


def _all(folder: Path) -> None:
    print("| what | branches | wall s | CPU s |")
    print("|---|---|---|---|")
    for branches, size in SIZES.items():
        _levers(_run(folder / f"run-{branches}", branches, size), branches)


def _levers(folder: Path, branches: int) -> None:
    scenario = Scenario("bench", (f"{INFLUENCE}=0.5",))
    run = _clocked("read the RUN", branches, lambda: read_run(folder))
    compared(ground_of(run, folder), scenario)  # loads what is loaded late
    _clocked("scenario", branches, lambda: compared(ground_of(run, folder), scenario))
    if branches < 1_000:
        drawn = {"seed": 2000, "draws": 1_000}
        _clocked(
            "with 1,000 draws both ways",
            branches,
            lambda: compared(ground_of(run, folder), scenario, **drawn),
        )
        sweep = f"{INFLUENCE}=0..1:0.005"
        _clocked("sweep of 201 points", branches, lambda: swept(ground_of(run, folder), sweep))


def _clocked(what: str, branches: int, do: Callable[[], T]) -> T:
    wall, cpu = time.perf_counter(), time.process_time()
    made = do()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"| {what} | {branches:,} | {wall:.2f} | {cpu:.2f} |", flush=True)
    return made


def _run(folder: Path, branches: int, size: Fraction) -> Path:
    """The RUN of a made-up state, written unless it is there."""
    if not folder.exists():
        with TemporaryDirectory() as tables:
            write_made_up_state(Path(tables), size=size, branches=branches)
            policy = read_policy(POLICY)
            data = open_data(tables, policy.period, "polars")
            tallies = measure(policy, data)
            result = complete(policy, data, "current", tallies, draws=0)
            keep(result, folder, Making(*policy_text(POLICY), "current"), data, tallies)
    return folder


if __name__ == "__main__":
    main()
