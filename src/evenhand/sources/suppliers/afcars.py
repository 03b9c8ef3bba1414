"""AFCARS foster care file (rule of 1993): children in care, a record for each child and year.

What each element feeds and what its codes mean stands in `afcars.yaml` beside this file.
A folder that also holds the NCANDS child file is read here, both as one.

Source: Adoption and Foster Care Analysis and Reporting System, foster care file, 104 elements.
"""

from __future__ import annotations

from pathlib import Path

from evenhand.figures import Period
from evenhand.sources.data import Data
from evenhand.sources.federal.finding import files_in


def recognises(folder: Path) -> bool:
    """Whether a file in this folder has the foster care file's elements in its first line."""
    return bool(files_in("afcars", folder))


def read(folder: Path, period: Period | None = None, engine: str = "polars") -> Data:
    """Read the folder's foster care files, and child files beside them.

    Raises:
        TableError: A file cannot be read as its layout, or holds no record that can be used.
    """
    from evenhand.sources.federal.reading import read_federal

    return read_federal(folder, period, engine)
