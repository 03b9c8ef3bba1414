"""Staffing: who holds the positions of each post now, from a small file given beside a RUN."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from evenhand.sources.given_file import Row, given_rows

NEEDED = ("branch", "program", "filled")
COUNTS = ("trainees", "on_leave", "fixed", "willing", "experienced")
MAY = ("vacant", *COUNTS, "leaving")


@dataclass(frozen=True, slots=True)
class Staffed:
    """One branch's part of one program: people by what they are; None where not told.

    `leaving` are those expected to leave, cycle by cycle.
    """

    filled: int
    vacant: int | None = None
    leaving: tuple[int, ...] | None = None
    trainees: int | None = None
    on_leave: int | None = None
    fixed: int | None = None
    willing: int | None = None
    experienced: int | None = None


def read_staffing(
    path: str, branches: Collection[str], programs: Collection[str]
) -> dict[tuple[str, str], Staffed]:
    """Read `branch,program,filled[,vacant,trainees,on_leave,leaving,…]`, by branch and program.

    `leaving` is a number (in the first cycle), or one for each cycle: `1 2 1`.

    Raises:
        TableError: The file is not so; a branch or program is unknown or told twice; or a
            part of the filled is more than all of them.
    """
    found: dict[tuple[str, str], Staffed] = {}
    for row in given_rows(path, NEEDED, MAY):
        key = (
            row.known("branch", branches, "branch"),
            row.known("program", programs, "program"),
        )
        if key in found:
            raise row.fault(f"{' '.join(key)} stands here twice; keep one.")
        found[key] = _staffed(row)
    return found


def _staffed(row: Row) -> Staffed:
    filled = row.whole("filled")
    counts = {name: row.whole(name) for name in COUNTS if row[name]}
    leaving = _leaving(row)
    for name, count in {**counts, "leaving": sum(leaving or ())}.items():
        if count > filled:
            raise row.fault(f"{name} is {count}, but only {filled} positions are filled.")
    return Staffed(filled, row.whole("vacant") if row["vacant"] else None, leaving, **counts)


def _leaving(row: Row) -> tuple[int, ...] | None:
    if not row["leaving"]:
        return None
    words = row["leaving"].split()
    if not all(word.isascii() and word.isdigit() for word in words):
        raise row.fault(
            f"leaving {row['leaving']!r} is no number of people, nor one for each cycle: 1 2 1."
        )
    return tuple(map(int, words))
