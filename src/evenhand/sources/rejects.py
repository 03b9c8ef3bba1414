"""Rows that were not accepted, each fault with its file, line, column, value and reason.

`rejects.csv` may hold what is said of a child. So it stands beside the tables it is
about, only its owner may read it, and no value in it can start a formula.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Sequence
from pathlib import Path

import polars as pl

from evenhand.errors import TableError
from evenhand.sources.data import Reject

REJECTS = "rejects.csv"

#: A fault within one file; `line` counts from 1, the header included.
FAULTS = {"line": pl.Int64, "column": pl.String, "value": pl.String, "reason": pl.String}
COLUMNS = ("file", *FAULTS)

#: How a cell begins that spreadsheets run as a formula; plain numbers are let be.
RISKY = ("=", "+", "-", "@", "\t", "\r")
PLAIN_NUMBER = r"[+-]?[0-9]+(?:\.[0-9]+)?"


def write_rejects(rejects: Sequence[Reject], folder: str | Path) -> Path | None:
    """Write `rejects.csv` into the folder, or take an old one away if there are none.

    Raises:
        TableError: The folder cannot be written.
    """
    path = Path(folder) / REJECTS
    try:
        if not rejects:
            # Asked first, since a folder that is only to be read refuses even an idle removal.
            if path.exists():
                path.unlink()
            return None
        _write(rejects, path)
    except OSError as fault:
        raise TableError(f"{path} could not be written: {fault.strerror}.") from None
    return path


def _write(rejects: Sequence[Reject], path: Path) -> None:
    half = path.with_name(f".{path.name}.{os.getpid()}")
    half.unlink(missing_ok=True)
    try:
        # The mode is set as the file is made: there is no moment at which others can read it.
        made = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(made, "w", encoding="utf-8", newline="") as file:
            rows = csv.writer(file, lineterminator="\n")
            rows.writerow(COLUMNS)
            rows.writerows(
                (_safe(str(getattr(each, name))) for name in COLUMNS) for each in rejects
            )
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def _safe(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet would take it for a formula."""
    shown = text.replace("\0", "␀")
    if shown.startswith(RISKY) and not re.fullmatch(PLAIN_NUMBER, shown):
        return f"'{shown}"
    return shown
