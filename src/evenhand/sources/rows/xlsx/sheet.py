"""The rows of a sheet, in order: each with its number and the texts of its cells.

Blank rows are passed over here; whoever takes the rows sees the gap in their numbers.
Rows or cells out of order are damage, since nobody could say which value stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from zipfile import ZipFile

from evenhand.errors import TableError
from evenhand.sources.rows.xlsx.cell_text import CellText, Unreadable
from evenhand.sources.rows.xlsx.container import damaged
from evenhand.sources.rows.xlsx.parts import Attributes, read_part
from evenhand.sources.rows.xlsx.shared_text import Words

#: Rows and columns of a sheet: the most that spreadsheet programs have.
ROWS, COLUMNS = 1_048_576, 16_384

#: Letters of a row, all its cells together.
LONGEST_ROW = 16 * 1024**2

PLACE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not blank: its cells' texts by column, counted from 0."""

    number: int
    cells: dict[int, str | Unreadable]


def sheet_rows(
    file: str, archive: ZipFile, part: str, texts: CellText, wanted: Collection[int]
) -> Iterator[Row]:
    """The rows that are not blank; merged cells among the columns `wanted` are refused.

    Raises:
        TableError: The sheet is damaged, or has such cells.
    """
    reader = _Sheet(file, texts, wanted)
    for _ in read_part(file, archive, part, reader):
        yield from reader.rows
        reader.rows.clear()


class _Sheet:
    """Collects rows as the tags of a sheet go by."""

    def __init__(self, file: str, texts: CellText, wanted: Collection[int]) -> None:
        self.file, self.texts, self.wanted = file, texts, wanted
        self.rows: list[Row] = []
        self.row, self.column, self.last, self.letters = 0, -1, 0, 0
        self.cells: dict[int, str | Unreadable] = {}
        self.kind = self.style = ""
        self.words = Words()
        self.within = self.reading = self.formula = self.pronounced = False

    def started(self, name: str, attributes: Attributes) -> None:
        self.reading = False
        if self.within:
            self._started_within(name, attributes)
        elif name == "sheetData":
            self.within = True
        elif name == "mergeCell":
            self._refuse_merged(attributes.get("ref", ""))

    def _started_within(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._next_cell(attributes.get("r"))
            self.kind, self.style = attributes.get("t", ""), attributes.get("s", "0")
            self.formula = False
        elif name in ("v", "t"):
            self.reading = not self.pronounced
        elif name == "f":
            self.formula = True
        elif name == "rPh":
            self.pronounced = True
        elif name == "row":
            self._next_row(attributes.get("r"))

    def text(self, words: str) -> None:
        if self.reading:
            self.words.add(words)

    def ended(self, name: str) -> None:
        self.reading = False
        if name == "c" and self.within:
            self._end_cell()
        elif name == "rPh":
            self.pronounced = False
        elif name == "row" and self.cells:
            self.rows.append(Row(self.row, self.cells))
            self.cells, self.last = {}, self.row
        elif name == "sheetData":
            self.within = False

    def _end_cell(self) -> None:
        text = self.texts.of(self.kind, self.style, self.words.taken(), self.formula)
        if text:
            self.letters += len(text) if isinstance(text, str) else 0
            if self.letters > LONGEST_ROW:
                raise damaged(self.file, f"row {self.row} is longer than a row can be")
            self.cells[self.column] = text

    def _next_row(self, said: str | None) -> None:
        number = _whole(said) if said else self.row + 1
        if not self.row < number <= ROWS:
            raise damaged(self.file, f"a row {str(said)[:20]} stands after row {self.row}")
        self.row, self.column, self.letters = number, -1, 0

    def _next_cell(self, said: str | None) -> None:
        at = PLACE.fullmatch(said) if said else None
        column = column_number(at[1]) if at else -1 if said else self.column + 1
        if not self.column < column < COLUMNS or (at and int(at[2]) != self.row):
            raise damaged(self.file, f"a cell {str(said)[:20]} is out of place in row {self.row}")
        self.column = column

    def _refuse_merged(self, span: str) -> None:
        first, _, last = span.partition(":")
        start, end = PLACE.fullmatch(first), PLACE.fullmatch(last)
        if not start or not end or int(start[2]) > self.last or start[0] == end[0]:
            return
        columns = range(column_number(start[1]), column_number(end[1]) + 1)
        if any(at in columns for at in self.wanted):
            raise TableError(
                f"{self.file}: the cells {span} are merged, so that one value stands for several. "
                "Unmerge them and write the value into each row."
            )


def _whole(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else 0


def column_number(letters: str) -> int:
    """A column's number, A being 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def column_letters(number: int) -> str:
    """A column's letters, 0 being A."""
    letters = ""
    while number >= 0:
        number, rest = divmod(number, 26)
        letters, number = chr(65 + rest) + letters, number - 1
    return letters
