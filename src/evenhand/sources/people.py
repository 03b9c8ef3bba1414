"""People from the agency's own tables: who holds which post on the day the tables stand for.

A worker whose last status has ended is no longer there. Rows that cannot be read are
told, never guessed at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from evenhand.errors import TableError
from evenhand.figures import Person
from evenhand.sources.checking import check_table
from evenhand.sources.files import folder_at, table_files
from evenhand.sources.layout import ALL_TABLES, read_layout
from evenhand.sources.rows.checked import Checked
from evenhand.sources.warehouse.place import folder_here

READ = ("branches", "workers", "worker_status")
#: Days of a year, leap years shared out.
YEAR = Fraction(1461, 4)


@dataclass(frozen=True, slots=True)
class People:
    """Workers by pseudonym, the day they stand for, and what must be said of them."""

    people: tuple[Person, ...]
    as_of: date
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """One dated status of a worker; `to_on` is the first day it no longer holds."""

    status: str
    program: str
    from_on: date
    to_on: date | None

    def holds_on(self, day: date) -> bool:
        return self.from_on <= day and (self.to_on is None or day < self.to_on)


def read_people(place: str) -> People:
    """Read `workers` and `worker_status` of a folder of tables, and no child's row.

    Raises:
        TableError: The folder cannot be read, or lacks one of the two.
    """
    try:
        folder = folder_at(folder_here(place))
        layout = read_layout(folder)
        files = table_files(folder, layout)
        if lacking := [name for name in READ[1:] if name not in files]:
            raise TableError(f"{place} has no table {' and no '.join(lacking)}.")
        checked: dict[str, Checked] = {}
        for name in (each for each in READ if each in files):
            theirs = layout.columns.get(name, {})
            checked[name] = check_table(files[name], ALL_TABLES[name], theirs, checked)
    except OSError as fault:
        raise TableError(f"{fault.filename or place} cannot be read: {fault.strerror}.") from None
    people = tuple(_people(checked, layout.as_of))
    return People(people, layout.as_of, tuple(_notes(checked, people)))


def _people(checked: Mapping[str, Checked], as_of: date) -> Iterator[Person]:
    told = _statuses(checked["worker_status"])
    workers = checked["workers"].rows.select("id", "branch").sort("id").collect()
    for worker, branch in workers.iter_rows():
        known = told.get(worker, [])
        now = [status for status in known if status.holds_on(as_of)]
        if not now:
            continue
        latest = max(now, key=lambda status: status.from_on)
        yield Person(
            worker=worker,
            branch=branch,
            program=latest.program,
            years=(as_of - min(status.from_on for status in known)).days / YEAR,
            on_leave=latest.status == "long_leave",
            trainee=latest.status == "trainee",
        )


def _statuses(checked: Checked) -> dict[str, list[Status]]:
    """Each worker's statuses; a column not given is empty."""
    found: dict[str, list[Status]] = {}
    for row in checked.rows.collect().iter_rows(named=True):
        status = Status(row["status"], row.get("program") or "", row["from_on"], row.get("to_on"))
        found.setdefault(row["worker"], []).append(status)
    return found


def _notes(checked: Mapping[str, Checked], people: tuple[Person, ...]) -> Iterator[str]:
    for name, each in checked.items():
        if each.count.rejected:
            yield (
                f"{each.count.rejected} of {each.count.read} rows of {name} cannot be read and "
                "were left out; `evenhand check` names them."
            )
    if gone := checked["workers"].accepted - len(people):
        yield f"{gone} workers have no status on the day of the tables and count as gone."
