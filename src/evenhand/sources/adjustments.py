"""Adjustments by hand, from a small file: each with a reason and somebody who answers for it.

Nothing of it is guessed: a row that cannot be meant stops the run, by file and line.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from fractions import Fraction

from evenhand.figures import Adjustment
from evenhand.figures.placeholder import says_nothing
from evenhand.sources.given_file import Row, given_rows
from evenhand.sources.nearest import meant

COLUMNS = ("branch", "program", "change", "reason", "author", "decided_on")


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
    made: list[Adjustment] = []
    for row in given_rows(path, COLUMNS):
        adjustment = _adjustment(row, branches, programs)
        if adjustment.decided_on < as_of:
            raise row.fault(
                f"decided on {adjustment.decided_on}, before the {as_of} that the data stand for. "
                "Nobody could know the formula's answer; give the day it was decided on."
            )
        if adjustment in made:
            raise row.fault("this row stands here twice. Leave one of them out.")
        made.append(adjustment)
    return tuple(made)


def _adjustment(row: Row, branches: Mapping[str, str], programs: Collection[str]) -> Adjustment:
    for name, wanted in (("reason", "say why"), ("author", "say who decided")):
        if says_nothing(row[name]):
            raise row.fault(f"its {name} is {row[name]!r}, which says nothing; {wanted}.")
    return Adjustment(
        _branch(row, branches),
        row.known("program", programs, "program"),
        _change(row),
        row["reason"],
        row["author"],
        _day(row),
    )


def _branch(row: Row, branches: Mapping[str, str]) -> str:
    branch = row["branch"]
    if branch in branches:
        return branch
    ids = {name: key for key, name in branches.items()}
    hint = f" Did you mean {ids[branch]}?" if branch in ids else meant(branch, branches)
    raise row.fault(f"there is no branch {branch!r} in the data.{hint}")


def _change(row: Row) -> Fraction:
    try:
        value = Fraction(row["change"].replace("−", "-"))
    except (ValueError, ZeroDivisionError):
        value = Fraction(0)
    if not value:
        raise row.fault(f"{row['change']!r} is no change in positions; write it as 1 or -1.")
    return value


def _day(row: Row) -> date:
    try:
        return date.fromisoformat(row["decided_on"])
    except ValueError:
        raise row.fault(f"{row['decided_on']!r} is no day; write it as 2000-03-01.") from None
