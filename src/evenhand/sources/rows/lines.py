"""A CSV file as its physical lines: each numbered, none lost, whatever bytes it holds.

One physical line is one row, always. A quote that is never closed can so spoil its
own line and no other. Blank lines at the very end are no rows; elsewhere they are
faults. The header is line 1. However long a line is, only its start is held.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from evenhand.errors import TableError

#: Bytes read at a time: large enough to be quick, small enough for any machine.
BATCH = 16 * 1024 * 1024

#: Bytes of the longest line that is read, and columns of the widest header.
LONGEST = 1024 * 1024
WIDEST = 2_000

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


@dataclass(frozen=True, slots=True)
class Block:
    """Some whole lines, each with its line end; the first has that `number`.

    Of a line that is too long for anything the first bytes stand here, more than
    `LONGEST` of them.
    """

    number: int
    content: bytes


def header_names(path: Path) -> list[str]:
    """The names in the file's first line, without the blanks around them.

    Raises:
        TableError: The file is empty, is no CSV in UTF-8, or has a broken first line.
    """
    with path.open("rb") as file:
        first = file.readline(LONGEST + 1).removeprefix(BYTE_ORDER_MARK)
    for mark, kind in NOT_CSV.items():
        if first.startswith(mark):
            raise TableError(f"{path.name} is {kind}. Save it as CSV in UTF-8.")
    if not first.strip(BLANK):
        raise TableError(f"{path.name} is empty: its first line must name its columns.")
    if len(first) > LONGEST:
        raise TableError(
            f"{path.name}: the first line is longer than {LONGEST:,} bytes, so it cannot be the "
            "names of columns. Save it as CSV in UTF-8 with ordinary line ends."
        )
    return [name.strip(" \t") for name in _first_line(path.name, first)]


def _first_line(file: str, first: bytes) -> list[str]:
    try:
        text = first.decode("utf-8").rstrip("\r\n")
        if "\r" in text or "\0" in text:
            raise TableError(
                f"{file}: the first line holds bytes that no line of CSV holds (a NUL or a "
                "carriage return alone). Save it as CSV in UTF-8 with ordinary line ends."
            )
        names = next(csv.reader([text], strict=True))
    except UnicodeDecodeError:
        raise TableError(f"{file}: the first line is not UTF-8. Save it as CSV UTF-8.") from None
    except csv.Error:
        raise TableError(f"{file}: the quotes in the first line are broken.") from None
    if len(names) > WIDEST:
        raise TableError(
            f"{file}: the first line names {len(names):,} columns, and a table has {WIDEST:,} at "
            "most. Take away those that nobody asks for."
        )
    return names


def blocks(path: Path) -> Iterator[Block]:
    """The lines after the header, in order, some at a time."""
    with path.open("rb") as file:
        file.readline()
        number, end = 2, _end_of_rows(file, file.tell())
        while file.tell() < end:
            content = file.read(min(BATCH, end - file.tell())) + file.readline(LONGEST + 1)
            if not content.endswith(b"\n"):
                _pass_over(file)
                content += b"\n"
            yield Block(number, content)
            number += content.count(b"\n")


def _pass_over(file: BinaryIO) -> None:
    """Go to the end of the line without holding it."""
    while piece := file.readline(LONGEST):
        if piece.endswith(b"\n"):
            return


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
