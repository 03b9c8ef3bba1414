"""A small CSV file given beside a RUN: its lines, each with its number, and no column unknown.

What cannot be meant is refused with its line, since a plan made without that line would
be another plan.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from evenhand.errors import TableError
from evenhand.sources.nearest import meant


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file: `where` it stands, and its cells by column; empty if not given."""

    where: str
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def fault(self, what: str) -> TableError:
        """What is wrong with this line, ready to be raised."""
        return TableError(f"{self.where}: {what}")

    def known(self, column: str, known: Collection[str], kind: str) -> str:
        """The cell, if it is one of the words known.

        Raises:
            TableError: It is not; the text names the nearest.
        """
        if self[column] in known:
            return self[column]
        near = meant(self[column], known)
        raise self.fault(f"there is no {kind} {self[column]!r}.{near or _all_of(known)}")

    def whole(self, column: str) -> int:
        """The cell as a count, 0 or more.

        Raises:
            TableError: It is none.
        """
        if self[column].isascii() and self[column].isdigit():
            return int(self[column])
        raise self.fault(f"{column} {self[column]!r} is no whole number of 0 or more.")

    def number(self, column: str) -> Fraction:
        """The cell as an exact number, 0 or more.

        Raises:
            TableError: It is none.
        """
        try:
            value = Fraction(self[column])
        except (ValueError, ZeroDivisionError):
            value = Fraction(-1)
        if value < 0:
            raise self.fault(f"{column} {self[column]!r} is no number of 0 or more.")
        return value


def given_rows(path: str, needed: Sequence[str], may: Sequence[str] = ()) -> list[Row]:
    """Read a file whose first line names the columns: all of `needed`, and any of `may`.

    Raises:
        TableError: It is not there or no such CSV, or it holds no row.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = [name.strip() for name in next(reader, [])]
            _check_header(path, header, needed, may)
            rows = [_row(path, reader.line_num, header, cells) for cells in reader if any(cells)]
    except OSError as error:
        raise TableError(f"{path} cannot be read: {error.strerror}.") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"{path} is no CSV in UTF-8: {error}.") from None
    if not rows:
        raise TableError(f"{path} holds no row. It wants {','.join(needed)}.")
    return rows


def _check_header(path: str, header: list[str], needed: Sequence[str], may: Sequence[str]) -> None:
    for name in header:
        if name not in (*needed, *may):
            near = meant(name, (*needed, *may)) or f" It wants {','.join((*needed, *may))}."
            raise TableError(f"{path}:1: there is no column {name!r} here.{near}")
        if header.count(name) > 1:
            raise TableError(f"{path}:1: the column {name} stands here twice; keep one.")
    if missing := [name for name in needed if name not in header]:
        raise TableError(f"{path}:1: there is no column {' and no '.join(missing)}.")


def _row(path: str, line: int, header: list[str], cells: list[str]) -> Row:
    if len(cells) != len(header):
        stand = "cell stands" if len(cells) == 1 else "cells stand"
        raise TableError(f"{path}:{line}: {len(cells)} {stand} under {len(header)} columns.")
    return Row(f"{path}:{line}", dict(zip(header, map(str.strip, cells), strict=True)))


def _all_of(known: Collection[str]) -> str:
    listed = sorted(known)
    more = f", and {len(listed) - 8} more" if len(listed) > 8 else ""
    return f" There are: {', '.join(listed[:8])}{more}."
