"""A CSV file as its physical lines: each numbered, none lost, whatever bytes it holds.

One physical line is one row, always. A quote that is never closed can so spoil its
own line and no other. Blank lines at the very end are no rows; elsewhere they are
faults. The header is line 1.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import polars as pl

from evenhand.errors import TableError

#: Bytes read at a time: large enough to be quick, small enough for any machine.
BATCH = 32 * 1024 * 1024

BLANK = b" \t\r\n"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"

#: How files begin that are not CSV, and what they are.
NOT_CSV = {
    b"PK\x03\x04": "a spreadsheet (XLSX, ODS) or an archive",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet (XLS)",
    b"\xff\xfe": "text in UTF-16",
    b"\xfe\xff": "text in UTF-16",
    b"PAR1": "a Parquet file; name it so, ending in .parquet",
}

LINES = {"line": pl.Int64, "text": pl.String, "reason": pl.String}


def header_names(path: Path) -> list[str]:
    """The names in the file's first line, without the blanks around them.

    Raises:
        TableError: The file is empty, is no CSV in UTF-8, or has a broken first line.
    """
    with path.open("rb") as file:
        first = file.readline().removeprefix(BYTE_ORDER_MARK)
    for mark, kind in NOT_CSV.items():
        if first.startswith(mark):
            raise TableError(f"{path.name} is {kind}. Save it as CSV in UTF-8.")
    if not first.strip(BLANK):
        raise TableError(f"{path.name} is empty: its first line must name its columns.")
    return [name.strip(" \t") for name in _first_line(path.name, first)]


def _first_line(file: str, first: bytes) -> list[str]:
    try:
        text = first.decode("utf-8").rstrip("\r\n")
        if "\r" in text or "\0" in text:
            raise TableError(
                f"{file}: the first line holds bytes that no line of CSV holds (a NUL or a "
                "carriage return alone). Save it as CSV in UTF-8 with ordinary line ends."
            )
        return next(csv.reader([text], strict=True))
    except UnicodeDecodeError:
        raise TableError(f"{file}: the first line is not UTF-8. Save it as CSV UTF-8.") from None
    except csv.Error:
        raise TableError(f"{file}: the quotes in the first line are broken.") from None


def batches(path: Path) -> Iterator[pl.DataFrame]:
    """The lines after the header, in order, some at a time.

    Frames have `line` (its number), `text` and `reason`: why the line cannot be
    read at all, or null.
    """
    with path.open("rb") as file:
        file.readline()
        number, end = 2, _end_of_rows(file, file.tell())
        while file.tell() < end:
            block = file.read(min(BATCH, end - file.tell())) + file.readline()
            texts, reasons = _lines(block)
            yield pl.DataFrame(
                [pl.int_range(number, number + len(texts), eager=True), texts, reasons],
                schema=LINES,
            )
            number += len(texts)


def _end_of_rows(file: BinaryIO, start: int) -> int:
    """Where the last line that is not blank ends; the file is then back at `start`."""
    end = file.seek(0, io.SEEK_END)
    while end > start:
        step = max(start, end - 65536)
        file.seek(step)
        kept = file.read(end - step).rstrip(BLANK)
        if kept:
            end = step + len(kept)
            break
        end = step
    file.seek(start)
    return max(end, start)


def _lines(block: bytes) -> tuple[pl.Series, pl.Series]:
    try:
        texts = pl.read_lines(io.BytesIO(block)).to_series()
        return texts, pl.Series([None], dtype=pl.String).new_from_index(0, len(texts))
    except pl.exceptions.ComputeError:
        return _lines_of_any_bytes(block)


def _lines_of_any_bytes(block: bytes) -> tuple[pl.Series, pl.Series]:
    """The same, slower, where some line is not UTF-8: only that line is lost."""
    raw = [line.removesuffix(b"\r") for line in block.removesuffix(b"\n").split(b"\n")]
    texts = [line.decode("utf-8", errors="replace") for line in raw]
    reasons = [
        None if text.encode("utf-8") == line else "the line is not UTF-8; save the file as UTF-8"
        for text, line in zip(texts, raw, strict=True)
    ]
    return pl.Series(texts, dtype=pl.String), pl.Series(reasons, dtype=pl.String)
