"""A table after checking: the rows accepted, and every fault of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from evenhand.figures import TableCount
from evenhand.sources.rejects import FAULTS
from evenhand.sources.rows.keys import Ids
from evenhand.sources.rows.serial import SerialIds
from evenhand.sources.tables import Table


@dataclass(frozen=True, slots=True)
class Checked:
    """One table read: `read` rows, of which `rows` are accepted.

    `rows` has the table's columns, each of its kind, and `line`. `faults` may hold
    several of one line. `lost` has `id` and `line` of rejected rows, for the rows
    that refer to them. A large table's rows stand in `laid_down`, from which the lines
    in `gone` are to be left out, and its `ids` are at hand. Where the table is a folder of
    files, `parts` are the names of these, each with the number of rows before it.
    """

    table: Table
    file: str
    read: int
    accepted: int
    rows: pl.LazyFrame
    faults: pl.DataFrame
    lost: pl.DataFrame
    flags: tuple[str, ...] = ()
    laid_down: tuple[Path, ...] = ()
    gone: pl.Series | None = None
    ids: Ids | SerialIds | None = None
    parts: Sequence[tuple[int, str]] = ()

    @property
    def count(self) -> TableCount:
        return TableCount(self.table.name, self.read, self.accepted, self.faults["line"].n_unique())

    @property
    def columns(self) -> list[str]:
        """The names of the columns read, and `line`."""
        return self.rows.collect_schema().names()


def sound(table: Table, rows: pl.DataFrame) -> Checked:
    """A table that a supplier made of records it had checked: every row is accepted."""
    none = pl.DataFrame(schema={"id": pl.String, "line": pl.Int64})
    told, count = rows.with_row_index("line", 1).lazy(), rows.height
    return Checked(table, table.name, count, count, told, pl.DataFrame(schema=FAULTS), none)
