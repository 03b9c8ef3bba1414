"""A table after checking: the rows accepted, and every fault of the others."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from evenhand.figures import TableCount
from evenhand.sources.tables import Table


@dataclass(frozen=True, slots=True)
class Checked:
    """One table read: `read` rows, of which `rows` are accepted.

    `rows` has the table's columns, each of its kind, and `line`. `faults` may hold
    several of one line. `lost` has `id` and `line` of rejected rows, for the rows
    that refer to them.
    """

    table: Table
    file: str
    read: int
    rows: pl.DataFrame
    faults: pl.DataFrame
    lost: pl.DataFrame
    flags: tuple[str, ...] = ()

    @property
    def count(self) -> TableCount:
        accepted = self.rows.height
        return TableCount(self.table.name, self.read, accepted, self.faults["line"].n_unique())
