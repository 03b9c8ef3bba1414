"""Which measures a folder's tables can feed, and what each of the others lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evenhand.sources.data import Data
from evenhand.sources.tables import FACTOR


@dataclass(frozen=True, slots=True)
class Readiness:
    """One measure; `lacks` is empty where it is ready."""

    measure: str
    ready: bool
    lacks: tuple[str, ...]


def readiness(
    reads_by_measure: Mapping[str, Mapping[str, Sequence[str]]], data: Data
) -> list[Readiness]:
    """Judge each measure by the tables and columns it reads, in alphabetical order.

    A measure that stands in the counts is ready whatever the tables hold, if the counts
    have it for every branch.
    """
    found = []
    for measure, reads in sorted(reads_by_measure.items()):
        lacks = tuple(uncounted(measure, data) if measure in data.counts else _lacks(reads, data))
        found.append(Readiness(measure, not lacks, lacks))
    return found


def uncounted(reading: str, data: Data) -> Iterator[str]:
    """What the counts lack of a reading: all of it, or some branches."""
    given = {tally.branch for tally in data.counts.get(reading, ())}
    if not given:
        yield "counts of it"
    elif missing := set(data.branches) - given - {b for r, b in data.withheld if r == reading}:
        yield f"counts of it for {len(missing)} of {len(data.branches)} branches"


def _lacks(reads: Mapping[str, Sequence[str]], data: Data) -> Iterator[str]:
    accepted = {count.table: count.accepted for count in data.table_counts}
    for table, columns in reads.items():
        have = data.columns.get(table)
        if have is None:
            yield f"table {table}"
            continue
        yield from (f"column {table}.{name}" for name in columns if not _there(name, have))
        if not accepted[table]:
            yield f"accepted rows in {table}"


def _there(name: str, have: Sequence[str]) -> bool:
    """Whether the column is there; `factor_` stands for any family factor."""
    return any(each.startswith(FACTOR) for each in have) if name == FACTOR else name in have
