"""SSDA903: England's yearly return on children looked after, a row an episode of care.

What its codes mean stands in `ssda903.yaml` beside this file. A folder is a return if it
holds `header.csv` and `episodes.csv`, whatever stands before those names.

Source: Department for Education, children looked after return (SSDA903).
"""

from __future__ import annotations

from pathlib import Path

from evenhand.errors import TableError
from evenhand.figures import Period
from evenhand.sources.data import Data
from evenhand.sources.suppliers.ssda903.return_files import is_return


def recognises(folder: Path) -> bool:
    """Whether this folder holds a return: its two main files, with their own columns."""
    try:
        return is_return(folder)
    except (OSError, TableError):
        return False


def read(folder: Path, period: Period | None = None, engine: str = "polars") -> Data:
    """Read a return: children, periods of being looked after, returns home.

    Raises:
        TableError: A file cannot be read, nothing in it can be used, or `period` does not
            lie within the return.
    """
    from evenhand.sources.suppliers.ssda903.whole_return import read_return

    try:
        return read_return(folder, period, engine)
    except OSError as fault:
        raise TableError(f"{fault.filename or folder} cannot be read: {fault.strerror}.") from None
