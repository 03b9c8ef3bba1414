"""People: who works where, by pseudonym, from a small file given beside a RUN."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from evenhand.figures import Person
from evenhand.sources.given_file import Row, given_rows
from evenhand.sources.tables import TABLES

NEEDED = ("worker", "branch", "program")
MAY = ("years", "status", "moves", "leaves_on")
VOLUNTEER, NEVER = MOVES = ("volunteer", "never")
#: As in the table of dated statuses.
STATUSES = next(c.one_of for c in TABLES["worker_status"].columns if c.name == "status")


def read_people_file(
    path: str, branches: Collection[str], programs: Collection[str]
) -> tuple[Person, ...]:
    """Read `worker,branch,program[,years,status,moves,leaves_on]`, in the file's order.

    `moves` is `volunteer`, `never`, or empty.

    Raises:
        TableError: The file is not so, names somebody twice, or a cell cannot be meant.
    """
    found: dict[str, Person] = {}
    for row in given_rows(path, NEEDED, MAY):
        person = _person(row, branches, programs)
        if not person.worker:
            raise row.fault("there is no worker.")
        if person.worker in found:
            raise row.fault(f"worker {person.worker} stands here twice; keep one.")
        found[person.worker] = person
    return tuple(found.values())


def _person(row: Row, branches: Collection[str], programs: Collection[str]) -> Person:
    status = row.known("status", STATUSES, "status") if row["status"] else ""
    moves = row.known("moves", MOVES, "answer") if row["moves"] else ""
    return Person(
        worker=row["worker"],
        branch=row.known("branch", branches, "branch"),
        program=row.known("program", programs, "program"),
        years=row.number("years") if row["years"] else None,
        on_leave=status == "long_leave",
        trainee=status == "trainee",
        willing=moves == VOLUNTEER,
        fixed=moves == NEVER,
        leaves_on=_day(row) if row["leaves_on"] else None,
    )


def _day(row: Row) -> date:
    try:
        return date.fromisoformat(row["leaves_on"])
    except ValueError:
        raise row.fault(f"leaves_on {row['leaves_on']!r} is not a day: YYYY-MM-DD.") from None
