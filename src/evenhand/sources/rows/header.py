"""A file's header against the columns we ask for: which place holds which column.

A needed column that is not there stops everything, since no row could be accepted.
A column nobody asked for is told, and not read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evenhand.errors import TableError
from evenhand.sources.nearest import meant
from evenhand.sources.tables import Column, Table


@dataclass(frozen=True, slots=True)
class Header:
    """How many cells a line has, and the place of each column that is read."""

    width: int
    columns: tuple[tuple[int, Column], ...]
    flags: tuple[str, ...] = ()

    @property
    def places(self) -> list[tuple[int, str]]:
        return [(at, column.name) for at, column in self.columns]


def header(file: str, names: Sequence[str], table: Table, theirs: Mapping[str, str]) -> Header:
    """Find the table's columns among the names; `theirs` gives an agency's own names.

    Raises:
        TableError: A name stands twice, or a needed or promised column is missing.
    """
    ours = {name: own for own, name in theirs.items()}
    _refuse_misnamed(file, table, theirs)
    _refuse_twice(file, names)
    _refuse_missing(file, names, table, theirs)
    columns: list[tuple[int, Column]] = []
    flags: list[str] = []
    for at, name in enumerate(names):
        own = ours.get(name, "" if name in theirs else name)
        column = table.column(own)
        if column:
            columns.append((at, column))
        else:
            flags.append(_unknown(file, at, name, table))
    return Header(len(names), tuple(columns), tuple(flags))


def _refuse_misnamed(file: str, table: Table, theirs: Mapping[str, str]) -> None:
    for own, name in theirs.items():
        if not table.column(own):
            near = meant(own, (column.name for column in table.columns))
            raise TableError(f"{file}: the table {table.name} has no column {own} to name.{near}")
        if list(theirs.values()).count(name) > 1:
            raise TableError(f"{file}: two columns cannot both be read from {name}.")


def _refuse_twice(file: str, names: Sequence[str]) -> None:
    for name in names:
        if name and names.count(name) > 1:
            raise TableError(f"{file}: the column {name} stands twice in the header. Keep one.")


def _refuse_missing(
    file: str, names: Sequence[str], table: Table, theirs: Mapping[str, str]
) -> None:
    for own in [c.name for c in table.columns if c.needed or c.name in theirs] + list(theirs):
        name = theirs.get(own, own)
        if name not in names:
            raise TableError(
                f"{file}: the table {table.name} needs a column {name}. "
                f"Its columns are: {', '.join(names)}.{_instead(name, names, table)}"
                f"{_separator(names)}"
            )


def _instead(name: str, names: Sequence[str], table: Table) -> str:
    """The nearest column that nothing else asks for, and how to say that it is the one."""
    near = meant(name, [each for each in names if not table.column(each)])
    if not near:
        return ""
    return f"{near} If so, say in tables.yaml under {table.name}: columns: {{{name}: …}}."


def _separator(names: Sequence[str]) -> str:
    for mark, word in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
        if len(names) == 1 and mark in names[0]:
            return f" The columns seem to be parted by {word}; part them by commas."
    return ""


def _unknown(file: str, at: int, name: str, table: Table) -> str:
    if not name:
        return f"{file}: column {at + 1} has no name and was not read."
    known = (column.name for column in table.columns if column.name != name)
    return f"{file}: nobody asks for the column {name}; it was not read.{meant(name, known)}"
