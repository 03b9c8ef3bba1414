"""How measures grow with size, and what uneven states do to them; prints two Markdown tables.

    python -m benchmarks.growth [--quick]

States are made up once under `.bench/`. CPU seconds are told beside wall seconds, since they
hold on a machine that others use too. `--quick` leaves 50 million out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from statistics import median

from benchmarks.contenders import SCANS
from benchmarks.measured import Ran, measured
from benchmarks.tiled import Shape, made

SIZES = (1, 10, 50)
ROUNDS = 3
#: Scan measures together; joins; and the daily caseload.
ASKED = {
    # Asked by age and factors, the last one joins.
    "scan measures together": ",".join(n for n in SCANS if n != "removals_by_pattern"),
    "re-abuse after return": "reabuse_after_return",
    "family factors": "family_factors",
    "worker-days by load": "worker_days",
}
#: At 10 million: more branches, one that holds half of all, children with 500 calls, ten years.
UNEVEN = {
    "38 branches": Shape(10),
    "3,000 branches": Shape(10, branches=3_000),
    "5,000 branches": Shape(10, branches=5_000),
    "one branch holds half": Shape(10, skew=True),
    "children with 500 calls": Shape(10, hot=True),
    "ten years of days": Shape(10, years=10),
}


def main() -> None:
    """Print growth with size, then what is uneven, each beside the even state."""
    sizes = SIZES[:2] if "--quick" in sys.argv else SIZES
    _growth(sizes)
    _uneven()


def _growth(sizes: Iterable[int]) -> None:
    shapes = {millions: Shape(millions) for millions in sizes}
    print("| what | " + " | ".join(f"{m}M wall, CPU, MB" for m in shapes), end="")
    print(" | wall, CPU: last ÷ the one before |\n|---|" + "---|" * (len(shapes) + 1))
    for what, names in ASKED.items():
        found = _interleaved(names, shapes.values())
        *_, before, last = found
        grown = f"{last.wall / before.wall:.1f}, {last.cpu / before.cpu:.1f}"
        print(f"| {what} | " + " | ".join(map(_cell, found)) + f" | {grown} |", flush=True)


def _uneven() -> None:
    print("\n| 10M | " + " | ".join(f"{what}: wall, CPU, MB" for what in ASKED) + " |")
    print("|---|" + "---|" * len(ASKED))
    for title, shape in UNEVEN.items():
        found = [_interleaved(names, [shape])[0] for names in ASKED.values()]
        print(f"| {title} | " + " | ".join(map(_cell, found)) + " |", flush=True)


def _interleaved(names: str, shapes: Iterable[Shape]) -> list[Ran]:
    """Each state in turn, several times; the median of each figure."""
    folders = {shape: made(shape) for shape in shapes}
    runs: dict[Shape, list[Ran]] = {shape: [] for shape in folders}
    for at in range(ROUNDS):
        for shape, folder in folders.items():
            print(f"round {at + 1}: {names}, {folder.name}", file=sys.stderr)
            ran = measured(names, folder, years=shape.years)
            if ran is None:
                sys.exit(f"{names}: the kernel ended it; this takes a machine with more memory")
            runs[shape].append(ran)
    return [_middle(ran) for ran in runs.values()]


def _middle(runs: list[Ran]) -> Ran:
    return Ran(
        median(each.wall for each in runs),
        median(each.cpu for each in runs),
        round(median(each.megabytes for each in runs)),
        runs[0].counts,
    )


def _cell(ran: Ran) -> str:
    return f"{ran.wall:.2f}, {ran.cpu:.2f}, {ran.megabytes}"


if __name__ == "__main__":
    main()
