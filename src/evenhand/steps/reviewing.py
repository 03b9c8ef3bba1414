"""Reviewing: what raters and readers said, from the counts or the case tables; no policy needed.

An agency may hold call reviews without case readings, or the reverse: what there is, is
taken. Counts of patterns under a measure's own name do as well as tables.
"""

from __future__ import annotations

from collections.abc import Iterable

from evenhand.errors import TableError
from evenhand.figures import Period, Tally
from evenhand.measures import catalogue
from evenhand.sources.data import Data


def reviewed(data: Data, period: Period, names: Iterable[str]) -> dict[str, list[Tally]]:
    """Each of the measures `names` as tallies; empty where the data do not have its tables.

    Raises:
        TableError: Nothing gives any of them a single judgement.
    """
    chosen = tuple(names)
    taken = {name: _taken(data, period, name) for name in chosen}
    if not any(taken.values()):
        needed = dict.fromkeys(table for name in chosen for table in catalogue()[name].reads)
        raise TableError(
            f"Nobody reviewed a call or read a case record in {period}. That would stand in the "
            f"tables {', '.join(needed)}; give another --period, or fill them in."
        )
    return taken


def _taken(data: Data, period: Period, name: str) -> list[Tally]:
    if name in data.counts:
        return list(data.counts[name])
    measure = catalogue()[name]
    if data.tables is None or any(table not in data.tables for table in measure.reads):
        return []
    return list(measure.compute(data.tables, period))
