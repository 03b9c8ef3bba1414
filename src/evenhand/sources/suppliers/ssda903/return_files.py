"""The files of a return: which are there, and their cells as text, every line told.

Names are read without regard to case, and so is what stands before them
(`synthetic_ssda903_header.csv` is a header).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from evenhand.errors import TableError
from evenhand.sources.rejects import FAULTS
from evenhand.sources.rows.cells import csv_cells
from evenhand.sources.rows.lines import header_names

HEADER, EPISODES = "header", "episodes"
REVIEWS, OUTCOMES, PERMANENCE = "reviews", "oc2", "previous_permanence"

#: Each file's columns that are read.
READ: Mapping[str, tuple[str, ...]] = {
    HEADER: ("CHILD", "DOB"),
    EPISODES: ("CHILD", "DECOM", "RNE", "LS", "CIN", "DEC", "REC", "HOME_POST"),
    REVIEWS: ("CHILD", "DOB", "REVIEW"),
    OUTCOMES: (
        *("CHILD", "DOB", "SDQ_SCORE", "SDQ_REASON", "SUBSTANCE_MISUSE"),
        *("INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"),
    ),
    PERMANENCE: ("CHILD", "DOB"),
}


@dataclass(frozen=True)
class Cells:
    """One file's cells as text, blanks off and empty ones null, with `line`; and lines lost.

    `read` counts the rows: those in `rows` and the lines that are only in `faults`.
    """

    file: str
    rows: pl.DataFrame
    faults: pl.DataFrame

    @property
    def read(self) -> int:
        return self.rows.height + self.faults["line"].n_unique()


def is_return(folder: Path) -> bool:
    """Whether the folder has a header and episodes that name a child and when care began."""
    found = dict(_named(folder))
    if not {HEADER, EPISODES} <= found.keys():
        return False
    return "DOB" in _names(found[HEADER]) and "DECOM" in _names(found[EPISODES])


def return_files(folder: Path) -> dict[str, Path]:
    """The return's files in the folder, by what they hold.

    Raises:
        TableError: Two files are the same part of a return.
    """
    found: dict[str, Path] = {}
    for part, path in _named(folder):
        if part in found:
            raise TableError(
                f"{found[part].name} and {path.name} both hold the {part} of a return. Keep one "
                "return in a folder."
            )
        found[part] = path
    return found


def _named(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.iterdir()):
        if (part := _part(path)) and path.is_file():
            yield part, path


def _part(path: Path) -> str:
    """What a file holds, by how its name ends; empty if it is no part of a return."""
    stem = path.stem.lower()
    if path.suffix.lower() != ".csv":
        return ""
    return next((part for part in READ if stem == part or stem.endswith(f"ssda903_{part}")), "")


def cells(path: Path, columns: Sequence[str]) -> Cells:
    """The file's cells in those columns.

    Raises:
        TableError: The file is no CSV, or lacks one of the columns.
    """
    names = _names(path)
    for name in columns:
        if names.count(name) != 1:
            raise TableError(
                f"{path.name} needs one column {name}. Its columns are: {', '.join(names)}."
            )
    places = [(names.index(name), name) for name in columns]
    texts: dict[str, pl.DataType] = dict.fromkeys(columns, pl.String())
    schema = {"line": pl.Int64(), **texts}
    rows, faults = [pl.DataFrame(schema=schema)], [pl.DataFrame(schema=FAULTS)]
    for batch, lost in csv_cells(path, len(names), places):
        rows.append(batch.select(pl.col(name).cast(kind) for name, kind in schema.items()))
        faults.append(lost.select(list(FAULTS)))
    bare = pl.col(columns).str.strip_chars()
    whole = pl.concat(rows).with_columns(pl.when(bare != "").then(bare).name.keep())
    return Cells(path.name, whole, pl.concat(faults))


def _names(path: Path) -> list[str]:
    return [name.upper() for name in header_names(path)]
