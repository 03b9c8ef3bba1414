"""Each file judged: rows that are used, rows left out, cells set aside, each with its fault.

Rows read are rows used and rows left out. A row left out is told once for each rule it
breaks; cells that would only have been set aside are then not told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from evenhand.figures import Period, TableCount
from evenhand.sources.data import Reject
from evenhand.sources.rows.worded import worded
from evenhand.sources.suppliers.ssda903.beside import beside_faults
from evenhand.sources.suppliers.ssda903.care_periods import contradictions, in_periods, taken_along
from evenhand.sources.suppliers.ssda903.episode_rules import (
    episode_faults,
    repeated,
    set_aside,
    with_days,
)
from evenhand.sources.suppliers.ssda903.faults import COLUMNS, day, empty, fault, no_day
from evenhand.sources.suppliers.ssda903.faults import unknown_child as stranger
from evenhand.sources.suppliers.ssda903.return_files import Cells


@dataclass(frozen=True)
class Judged:
    """One file: rows that are used, faults of rows left out, and of cells set aside."""

    cells: Cells
    rows: pl.DataFrame
    left_out: pl.DataFrame
    set_aside: pl.DataFrame

    def count(self, part: str) -> TableCount:
        return TableCount(part, self.cells.read, self.rows.height, self.left_out["line"].n_unique())

    @property
    def rejects(self) -> Iterator[Reject]:
        every = pl.concat([self.left_out, self.set_aside]).sort("line", maintain_order=True)
        return (Reject(self.cells.file, *row) for row in every.drop("rule").iter_rows())


def judged_header(read: Cells, given: Period) -> Judged:
    """The children: each once, with `born_on`."""
    last = given.last_day
    rows = read.rows.with_columns(born_on=day("DOB"), first=pl.col("line").min().over("CHILD"))
    twice = pl.col("CHILD").is_not_null() & (pl.col("line") > pl.col("first"))
    found = [
        empty(rows, "CHILD"),
        empty(rows, "DOB"),
        no_day(rows, "DOB"),
        fault(rows, twice, "CHILD", "CHILD stands twice",
              worded("stands already in line {}", "first")),
        fault(rows, pl.col("born_on") > last, "DOB", "DOB after the return",
              f"is after the return's last day, {last}"),
    ]  # fmt: skip
    return _judged(read, rows, pl.concat(found), pl.DataFrame(schema=COLUMNS))


def _judged(read: Cells, rows: pl.DataFrame, faults: pl.DataFrame, aside: pl.DataFrame) -> Judged:
    lines = read.faults.with_columns(rule=pl.lit("a line that cannot be split"))
    left = pl.concat([lines.select(list(COLUMNS)), faults.select(list(COLUMNS))])
    used = rows.filter(~pl.col("line").is_in(left["line"].unique().implode()))
    # A row left out is told once, by what it is left out for.
    aside = aside.filter(pl.col("line").is_in(used["line"].implode()))
    return Judged(read, used, left, aside)


def judged_episodes(read: Cells, header: Judged, given: Period) -> Judged:
    """The episodes of sound periods of being looked after, with `period`."""
    born = header.rows.select("CHILD", "born_on")
    rows, aside = set_aside(with_days(read.rows), given.last_day)
    lost = header.cells.rows["CHILD"]
    alone = pl.concat([stranger(rows, born["CHILD"], lost), repeated(rows)])
    unplaced = pl.col("CHILD").is_null() | pl.col("began").is_null()
    placed = rows.filter(~unplaced, ~pl.col("line").is_in(alone["line"].implode()))
    told = in_periods(placed)
    faults = pl.concat(
        [alone, episode_faults(rows, born, given.last_day), contradictions(told, given.start)]
    )
    return _judged(read, told, pl.concat([faults, taken_along(told, faults)]), aside)


def judged_beside(part: str, read: Cells, header: Judged, given: Period) -> Judged:
    """One of the other files, from which nothing is taken."""
    lost = header.cells.rows["CHILD"]
    born = header.rows.select("CHILD", "born_on")
    aside = beside_faults(part, read.rows, born, lost, given)
    return _judged(read, read.rows, pl.DataFrame(schema=COLUMNS), aside)
