"""A table in a spreadsheet (XLSX): the same text cells that a CSV file would give.

The first row holds the names, a row's number is its line, and blank rows are faults
unless they stand at the end. Hidden rows are read like the others; formats and colours
say nothing, but that a number is a day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from zipfile import ZipFile

import polars as pl

from evenhand.errors import TableError
from evenhand.sources.rejects import FAULTS
from evenhand.sources.rows.cells import Batch, Places
from evenhand.sources.rows.xlsx.cell_text import CellText, Unreadable
from evenhand.sources.rows.xlsx.container import SAVE_AS_CSV, opened
from evenhand.sources.rows.xlsx.shared_text import SharedTexts
from evenhand.sources.rows.xlsx.sheet import Row, column_letters, sheet_rows
from evenhand.sources.rows.xlsx.workbook import sheet_of, workbook

#: Rows and letters that go on together.
ROWS, LETTERS = 50_000, 16 * 1024**2

#: Letters read from one sheet: one shared text may stand in a million cells.
MOST_LETTERS = 1024**3

#: Columns that a table may have, those nobody asks for included.
COLUMNS = 2_000


def sheet_names(path: Path, table: str) -> list[str]:
    """The names in the first row of the table's sheet; empty for a column without one.

    Raises:
        TableError: The file is no such spreadsheet, could do harm, or names no columns.
    """
    with opened(path) as archive:
        first = next(_rows(path.name, archive, table, wanted=()), None)
    if first is None or first.number > 1:
        raise TableError(f"{path.name}: the first row of the sheet must name the columns.")
    width = max(first.cells) + 1
    if width > COLUMNS:
        raise TableError(
            f"{path.name}: the first row reaches to column {column_letters(width - 1)}, and a "
            f"table has {COLUMNS:,} columns at most. Take away those that nobody asks for."
        )
    return [_name(path.name, first, at) for at in range(width)]


def _name(file: str, first: Row, at: int) -> str:
    name = first.cells.get(at, "")
    if isinstance(name, Unreadable):
        raise TableError(f"{file}: the name in cell {column_letters(at)}1 {name.reason}.")
    return name


def sheet_cells(path: Path, table: str, names: Sequence[str], places: Places) -> Iterator[Batch]:
    """Cells of the sheet's wanted places, with `line`; and faults of its rows.

    A row has at most one fault here: its first cell that says nothing that can be used.

    Raises:
        TableError: The file is no such spreadsheet, is damaged, or holds merged cells.
    """
    wanted = frozenset(at for at, _ in places)
    with opened(path) as archive:
        rows = _rows(path.name, archive, table, wanted)
        next(rows, None)
        yield from _batches(path.name, rows, len(names), places)


def _rows(file: str, archive: ZipFile, table: str, wanted: Collection[int]) -> Iterator[Row]:
    book = workbook(file, archive)
    texts = CellText(SharedTexts(file, archive, book.texts), book.styles, book.from_1904)
    return sheet_rows(file, archive, sheet_of(file, book, table), texts, wanted)


Fault = tuple[int, str, str, str]


def _batches(file: str, rows: Iterator[Row], width: int, places: Places) -> Iterator[Batch]:
    good: list[Row] = []
    faults: list[Fault] = []
    line, letters, read = 2, 0, 0
    for row in rows:
        faults += [(blank, "", "", "the row is blank") for blank in range(line, row.number)]
        line = row.number + 1
        fault = _fault(row, width, places)
        if fault:
            faults.append(fault)
        else:
            good.append(row)
            letters += sum(len(str(row.cells.get(at, ""))) for at, _ in places)
        if len(good) + len(faults) >= ROWS or letters > LETTERS:
            yield _batch(good, faults, places)
            good, faults, read, letters = [], [], read + letters, 0
            _refuse_endless(file, read)
    yield _batch(good, faults, places)


def _refuse_endless(file: str, letters: int) -> None:
    if letters > MOST_LETTERS:
        raise TableError(f"{file} holds more than {MOST_LETTERS:,} letters. {SAVE_AS_CSV}.")


def _fault(row: Row, width: int, places: Places) -> Fault | None:
    for at, name in places:
        cell = row.cells.get(at)
        if isinstance(cell, Unreadable):
            return row.number, name, cell.value, cell.reason
    beyond = max(row.cells)
    if beyond < width:
        return None
    cell = row.cells[beyond]
    value = cell.value if isinstance(cell, Unreadable) else cell
    why = f"stands in column {column_letters(beyond)}, and the header ends at column "
    return row.number, "", value[:60], why + column_letters(width - 1)


def _batch(good: list[Row], faults: list[Fault], places: Places) -> Batch:
    lines = pl.Series("line", [row.number for row in good], dtype=pl.Int64)
    columns = [
        pl.Series(name, [row.cells.get(at) for row in good], dtype=pl.String) for at, name in places
    ]
    return pl.DataFrame([lines, *columns]), pl.DataFrame(faults, schema=FAULTS, orient="row")
