"""Checks a large CSV file with one bad row in a thousand, against a plain parse of the same file.

Run as `python -m benchmarks.checking MILLIONS [ROUNDS]`. Each run has a process of its own; the
two kinds are interleaved, and the ratio of their CPU seconds is what counts. A check that
leaves out one bad line, or names a good one, ends the benchmark.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from benchmarks.once import peak_megabytes

BRANCHES = 38
FOLDER = Path(".bench") / "checking"
TABLES = ("branches", "children", "referrals")

#: How a good row is spoilt: each kind of bad row by name, with the bytes that stand there instead.
SPOILT: dict[str, Callable[[list[bytes]], bytes]] = {
    "wrong width": lambda cells: b",".join([*cells, b"x"]),
    "open quote": lambda cells: b",".join([cells[0], b'"' + cells[1], *cells[2:]]),
    "broken quotes": lambda cells: b",".join([cells[0], cells[1] + b'"x"', *cells[2:]]),
    "NUL byte": lambda cells: b",".join([cells[0], b"b\0", *cells[2:]]),
    "carriage return": lambda cells: b",".join([cells[0], b"b\r1", *cells[2:]]),
    "not UTF-8": lambda cells: b",".join([cells[0], b"b\xff", *cells[2:]]),
    "blank line": lambda _: b"",
    "no day of the calendar": lambda cells: b",".join([*cells[:3], b"1998-02-30", cells[4]]),
    "unknown word": lambda cells: b",".join([*cells[:4], b"perhaps"]),
    "needed cell empty": lambda cells: b",".join([cells[0], b"", *cells[2:]]),
    "reference not there": lambda cells: b",".join([*cells[:2], b"nobody", *cells[3:]]),
    "key stands twice": lambda cells: b",".join([b"r000000000", *cells[1:]]),
}


def main() -> None:
    """Write the files, run plain parse and check in turn, and print a Markdown table."""
    if sys.argv[1] in ("plain", "check", "parquet"):
        print(json.dumps(_figures(sys.argv[1])))
        return
    rows = round(float(sys.argv[1]) * 1_000_000)
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    bad = _write(rows)
    found: dict[str, list[dict[str, float]]] = {"plain": [], "check": [], "parquet": []}
    for _ in range(rounds):
        for kind, figures in found.items():
            command = [sys.executable, "-m", "benchmarks.checking", kind]
            done = subprocess.run(command, capture_output=True, text=True, check=True)
            figures.append(json.loads(done.stdout))
    _compare(rows, bad, found["check"])
    print(f"{rows:,} referrals, {bad:,} of them bad in {len(SPOILT)} ways; median of {rounds}.\n")
    print("| run | CPU s | ÷ plain parse | wall s | peak MB |\n|---|---|---|---|---|")
    plain = median(each["cpu"] for each in found["plain"])
    for kind, figures in found.items():
        cpu, wall, peak = (
            median(f[name] for f in figures) for name in ("cpu", "wall", "megabytes")
        )
        print(f"| {kind} | {cpu:.2f} | {cpu / plain:.2f} | {wall:.2f} | {peak:.0f} |")


def _compare(rows: int, bad: int, runs: list[dict[str, float]]) -> None:
    for each in runs:
        if (each["read"], each["accepted"], each["named"]) != (rows, rows - bad, bad):
            sys.exit(f"the check is wrong: {each}, and {bad} of {rows} rows are bad")
        if each["wrongly"]:
            sys.exit(f"{each['wrongly']} lines are named that are good, or bad and not named")


def _write(rows: int) -> int:
    """Write the three tables, and beside them the lines that are bad; how many these are."""
    import polars as pl

    FOLDER.mkdir(parents=True, exist_ok=True)
    children, chance = max(1, rows), random.Random(6)
    branches = "".join(f"b{at:02},Branch {at}\n" for at in range(BRANCHES))
    (FOLDER / "branches.csv").write_text(f"id,name\n{branches}", encoding="utf-8")
    with (FOLDER / "children.csv").open("wb") as file:
        file.write(b"id,family,born_on\n")
        for at in range(children):
            file.write(
                b"c%09d,f%09d,19%02d-0%d-1%d\n" % (at, at // 2, 80 + at % 19, 1 + at % 9, at % 9)
            )
    lines = []
    with (FOLDER / "referrals.csv").open("wb") as file:
        file.write(b"id,branch,child,received_on,decision\n")
        for at, cells in enumerate(_rows(rows, children, chance)):
            if at % 1000 == 999:
                lines.append(at + 2)
                spoil = list(SPOILT.values())[len(lines) % len(SPOILT)]
                file.write(spoil(cells) + b"\n")
            else:
                file.write(b",".join(cells) + b"\n")
    (FOLDER / "bad.json").write_text(json.dumps(lines), encoding="utf-8")
    schema = dict.fromkeys(("id", "branch", "child", "received_on", "decision"), pl.String)
    good = pl.scan_csv(
        FOLDER / "referrals.csv", schema=schema, quote_char=None, encoding="utf8-lossy",
        extra_columns="ignore", missing_columns="insert",
    )  # fmt: skip
    day = pl.col("received_on").str.to_date(strict=False)
    good.with_columns(day).sink_parquet(FOLDER / "referrals.parquet")
    return len(lines)


def _rows(rows: int, children: int, chance: random.Random) -> Iterator[list[bytes]]:
    for at in range(rows):
        branch, child = b"b%02d" % chance.randrange(BRANCHES), b"c%09d" % chance.randrange(children)
        day = b"199%d-%02d-%02d" % (5 + 4 * at // rows, 1 + at % 12, 1 + at % 28)
        yield [b"r%09d" % at, branch, child, day, (b"assess", b"refer")[at % 3 == 0]]


def _figures(kind: str) -> dict[str, float]:
    """The figures of one run: of the parse, or of the check of the last table alone."""
    import polars as pl

    from evenhand.sources.checking import check_table
    from evenhand.sources.rows.checked import Checked
    from evenhand.sources.tables import TABLES as ASKED

    if kind == "plain":
        cpu, wall = time.process_time(), time.perf_counter()
        pl.scan_csv(
            FOLDER / "referrals.csv", quote_char=None, encoding="utf8-lossy",
            extra_columns="ignore", missing_columns="insert",
        ).collect(engine="streaming")  # fmt: skip
        return _spent(cpu, wall)
    known: dict[str, Checked] = {}
    for name in TABLES:
        end = "parquet" if kind == "parquet" and name == "referrals" else "csv"
        cpu, wall = time.process_time(), time.perf_counter()
        known[name] = check_table(FOLDER / f"{name}.{end}", ASKED[name], {}, known)
    told = known["referrals"]
    named = set(told.faults["line"])
    planted = set(json.loads((FOLDER / "bad.json").read_text(encoding="utf-8")))
    return _spent(cpu, wall) | {
        "read": told.read,
        "accepted": told.accepted,
        "named": len(named),
        "wrongly": len(named ^ planted),
    }


def _spent(cpu: float, wall: float) -> dict[str, float]:
    return {
        "cpu": time.process_time() - cpu,
        "wall": time.perf_counter() - wall,
        "megabytes": peak_megabytes(),
    }


if __name__ == "__main__":
    main()
