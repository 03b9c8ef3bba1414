"""Makes `examples/counts`: counts of the made-up state, one row a branch and reading.

The tables it counts are made up and about nobody, so anyone may publish them and no
count is masked. The same code writes the same files, and a test compares them with
those that are kept. `policy.yaml` in the same folder is written by hand.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from evenhand.figures import Tally
from evenhand.policy import read_policy
from evenhand.run import measure
from evenhand.sources.data import Data
from evenhand.sources.made_up_state import write_made_up_state
from evenhand.sources.opening import open_data

PROGRAMS = ("protective_services", "out_of_home")
#: Our reading, the reading of `oregon-2000` it is counted from, and what is left out of its hits.
READINGS = (
    ("calls_received", "calls_received", ()),
    ("calls_warranted", "warranted_calls", ("refer",)),
    ("children_in_care", "difficult_out_of_home", ()),
    ("home_in_a_year", "removals", ()),
    ("abused_again", "returns", ()),
)
#: The last two stay empty: they are for a count that is masked and so a range.
COUNTED = ("measure", "branch", "hits", "base", "hits_most", "base_most")
Rows = Iterable[Sequence[object]]


def write_counts(folder: Path) -> None:
    """Write `branches.csv`, `counts.csv`, `staff.csv` and `tables.yaml` into the folder."""
    policy = read_policy("oregon-2000")
    with TemporaryDirectory() as made_up:
        write_made_up_state(Path(made_up))
        data = open_data(made_up, policy.period)
        readings = measure(policy, data, [theirs for _, theirs, _ in READINGS])
    counts = (
        (ours, t.branch, t.hits, t.base, "", "")
        for ours, theirs, without in READINGS
        for t in by_branch(readings[theirs], without)
    )
    _write(folder / "branches.csv", ("id", "name"), data.branches.items())
    _write(folder / "counts.csv", COUNTED, counts)
    _write(folder / "staff.csv", ("branch", "program", "positions"), _staff(data))
    (folder / "tables.yaml").write_text(f"as_of: {data.as_of}\n", encoding="utf-8")


def by_branch(tallies: Sequence[Tally], without: Sequence[str]) -> Iterator[Tally]:
    """One tally a branch: hits of every type but those left out, of the branch's whole base."""
    for branch in sorted({t.branch for t in tallies}):
        own = [t for t in tallies if t.branch == branch]
        hits = sum(t.hits for t in own if t.of not in without)
        # Types of one base repeat it; patterns have each their own.
        shared = all(t.base == sum(u.hits for u in own) for t in own)
        base = own[0].base if shared else sum(t.base for t in own)
        yield Tally(branch, "", hits, base)


def _staff(data: Data) -> Iterator[tuple[str, str, str]]:
    for (branch, program), positions in sorted(data.staff.items()):
        if program in PROGRAMS:
            yield branch, program, str(positions)


def _write(path: Path, header: Sequence[str], rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    write_counts(Path(__file__).parent / "counts")
