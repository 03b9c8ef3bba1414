"""A table ready to show: one shape for the page, the workbook and the data beside a chart.

Cells keep their exact values until the last moment; a column's kind says how they are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from evenhand.explanation.account import change_in_words
from evenhand.reports.numerals import (
    change_text,
    figure_text,
    moved_text,
    points_text,
    positions_text,
    pull_text,
    quota_text,
    share_text,
    trimmed_text,
)

Cell = str | Fraction | None


NUMERALS: dict[str, Callable[[Fraction], str]] = {
    "positions": positions_text,
    "quota": quota_text,
    "change": change_text,
    "part": change_in_words,
    "pull": pull_text,
    "moved": moved_text,
    "share": share_text,
    "points": points_text,
    "influence": trimmed_text,
    "number": figure_text,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A heading and how its cells are read: "text", "span" (from–to), or a key of `NUMERALS`."""

    title: str
    kind: str = "text"

    def text(self, cell: Cell) -> str:
        """Write one cell; what is not known is left empty, never zero."""
        if cell is None or isinstance(cell, str):
            return cell or ""
        return NUMERALS[self.kind](cell)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; the first cell of a row says what the row is about.

    `name` is unique on a page. The last `totals` rows add up those before them.
    """

    name: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: int = 0

    def without_empty_columns(self) -> Table:
        """Leave out every column that says nothing in any row."""
        kept = [
            place
            for place in range(len(self.columns))
            if any(row[place] not in (None, "") for row in self.rows)
        ]
        return replace(
            self,
            columns=tuple(self.columns[place] for place in kept),
            rows=tuple(tuple(row[place] for place in kept) for row in self.rows),
        )


def table(
    name: str, caption: str, columns: Iterable[tuple[str, str]], rows: Iterable[Iterable[Cell]]
) -> Table:
    """Make a table from (heading, kind) pairs and rows of cells."""
    return Table(
        name,
        caption,
        tuple(Column(title, kind) for title, kind in columns),
        tuple(tuple(row) for row in rows),
    )
