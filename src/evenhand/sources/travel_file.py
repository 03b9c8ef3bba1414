"""Travel: how long it takes from branch to branch, from a small file given beside a RUN."""

from __future__ import annotations

from collections.abc import Collection

from evenhand.sources.given_file import given_rows

NEEDED = ("origin", "destination", "minutes")


def read_travel(path: str, branches: Collection[str]) -> dict[tuple[str, str], float]:
    """Read `origin,destination,minutes`; a way told in one direction stands for both.

    Raises:
        TableError: The file is not so, a branch is unknown, or a way is told twice.
    """
    found: dict[tuple[str, str], float] = {}
    for row in given_rows(path, NEEDED):
        way = (
            row.known("origin", branches, "branch"),
            row.known("destination", branches, "branch"),
        )
        if way in found:
            raise row.fault(f"{way[0]} to {way[1]} stands here twice; keep one.")
        found[way] = float(row.number("minutes"))
    return found
