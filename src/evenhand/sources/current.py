"""Positions a branch has now, from a small file given beside the data."""

from __future__ import annotations

import csv
from collections.abc import Collection
from fractions import Fraction
from pathlib import Path

from evenhand.errors import TableError

COLUMNS = ("branch", "positions")


def read_current(path: str, branches: Collection[str]) -> dict[tuple[str, str], Fraction]:
    """Read `branch,program,positions` (program may be left out) exactly.

    Raises:
        TableError: The file is not there or not so, a branch is unknown or named
            twice for a program, or a number of positions is none.
    """
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
    except OSError as error:
        raise TableError(f"{path} cannot be read: {error.strerror}.") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"{path} is no CSV in UTF-8: {error}.") from None
    staff: dict[tuple[str, str], Fraction] = {}
    for line, row in enumerate(rows, 2):
        if missing := [name for name in COLUMNS if row.get(name) is None]:
            raise TableError(f"{path}:{line}: there is no {' and no '.join(missing)}.")
        key = row["branch"], row.get("program") or ""
        if key[0] not in branches:
            raise TableError(f"{path}:{line}: there is no branch {key[0]!r} in the data.")
        if key in staff:
            raise TableError(f"{path}:{line}: {' '.join(key).strip()} stands here twice.")
        staff[key] = _positions(path, line, row["positions"])
    if not staff:
        raise TableError(f"{path} names no branch. It wants {','.join(COLUMNS)}.")
    return staff


def _positions(path: str, line: int, text: str) -> Fraction:
    try:
        value = Fraction(text.strip())
    except (ValueError, ZeroDivisionError):
        value = Fraction(-1)
    if value < 0:
        raise TableError(f"{path}:{line}: {text!r} is no number of positions.")
    return value
