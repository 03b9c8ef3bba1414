"""NCANDS child file: reports of maltreatment, a record for each child on each report.

What each element feeds and what its codes mean stands in `ncands.yaml` beside this file.
A folder that also holds the AFCARS foster care file is not this supplier's: that one reads both.

Source: National Child Abuse and Neglect Data System, child file, 152 elements.
"""

from __future__ import annotations

from pathlib import Path

from evenhand.figures import Period
from evenhand.sources.data import Data
from evenhand.sources.federal.finding import files_in


def recognises(folder: Path) -> bool:
    """Whether this folder holds a child file, and no foster care file beside it."""
    return bool(files_in("ncands", folder)) and not files_in("afcars", folder)


def read(folder: Path, period: Period | None = None, engine: str = "polars") -> Data:
    """Read the folder's child files.

    Raises:
        TableError: A file cannot be read as the layout, or holds no record that can be used.
    """
    from evenhand.sources.federal.reading import read_federal

    return read_federal(folder, period, engine)
