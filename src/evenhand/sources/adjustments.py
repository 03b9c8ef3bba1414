"""Adjustments by hand, from a small file: each with a reason and somebody who answers for it.

Nothing of it is guessed: a row that cannot be meant stops the run, by file and line.
"""

from __future__ import annotations

import csv
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import NoReturn

from evenhand.errors import TableError
from evenhand.figures import Adjustment
from evenhand.figures.placeholder import says_nothing
from evenhand.sources.nearest import meant

COLUMNS = ("branch", "program", "change", "reason", "author", "decided_on")
#: One row by the names of its columns.
Cells = Mapping[str, str]


def read_adjustments(
    path: str, branches: Mapping[str, str], programs: Collection[str], as_of: date
) -> tuple[Adjustment, ...]:
    """Read `branch,program,change,reason,author,decided_on`, in the order of the file.

    Args:
        path: A CSV file.
        branches: The names of the data's branches, by id; a file uses ids.
        programs: The policy's programs.
        as_of: The day the data stand for; nobody could decide on the formula before.

    Raises:
        TableError: The file is not there or not so, or a row of it cannot be meant.
    """
    rows = _rows(path)
    made: list[Adjustment] = []
    for line, row in enumerate(rows, 2):
        adjustment = _adjustment(path, line, row, branches, programs)
        if adjustment.decided_on < as_of:
            _refuse(
                path,
                line,
                f"decided on {adjustment.decided_on}, before the {as_of} that the data stand for. "
                "Nobody could know the formula's answer; give the day it was decided on",
            )
        if adjustment in made:
            _refuse(path, line, "this row stands here twice. Leave one of them out")
        made.append(adjustment)
    if not made:
        raise TableError(f"{path} changes nothing. It wants rows of {','.join(COLUMNS)}.")
    return tuple(made)


def _rows(path: str) -> Sequence[Cells]:
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if missing := [name for name in COLUMNS if name not in (reader.fieldnames or ())]:
                raise TableError(
                    f"{path}:1: there is no column {' and no '.join(missing)}. "
                    f"It wants {','.join(COLUMNS)}."
                )
            return list(reader)
    except OSError as error:
        raise TableError(f"{path} cannot be read: {error.strerror}.") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"{path} is no CSV in UTF-8: {error}.") from None


def _adjustment(
    path: str, line: int, row: Cells, branches: Mapping[str, str], programs: Collection[str]
) -> Adjustment:
    cells = {name: (row[name] or "").strip() for name in COLUMNS}
    branch, program = cells["branch"], cells["program"]
    if branch not in branches:
        ids = {name: key for key, name in branches.items()} | {key: key for key in branches}
        hint = f" Did you mean {ids[branch]}?" if branch in ids else meant(branch, branches)
        _refuse(path, line, f"there is no branch {branch!r} in the data.{hint}")
    if program not in programs:
        hint = meant(program, programs)
        _refuse(path, line, f"there is no program {program!r}.{hint} There are: {_all(programs)}")
    for name, wanted in (("reason", "say why"), ("author", "say who decided")):
        if says_nothing(cells[name]):
            _refuse(path, line, f"its {name} is {cells[name]!r}, which says nothing; {wanted}")
    return Adjustment(
        branch,
        program,
        _change(path, line, cells["change"]),
        cells["reason"],
        cells["author"],
        _day(path, line, cells["decided_on"]),
    )


def _change(path: str, line: int, text: str) -> Fraction:
    try:
        value = Fraction(text.replace("−", "-"))
    except (ValueError, ZeroDivisionError):
        value = Fraction(0)
    if not value:
        _refuse(path, line, f"{text!r} is no change in positions; write it as 1 or -1")
    return value


def _day(path: str, line: int, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        _refuse(path, line, f"{text!r} is no day; write it as 2000-03-01")


def _all(names: Collection[str]) -> str:
    return ", ".join(names)


def _refuse(path: str, line: int, why: str) -> NoReturn:
    end = "" if why.endswith("?") else "."
    raise TableError(f"{path}:{line}: {why}{end}")
