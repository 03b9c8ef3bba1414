"""Measures: case tables in, tallies by branch out.

Each file here is one measure, and the file's name is the measure's name. To add a
measure, add a file. Nothing else needs editing: the catalogue finds it, the manual
prints its docstring, and the shared tests run it. What measures share (which days a
period takes in, who has been followed long enough) stands below, said once.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache, wraps
from importlib import import_module
from inspect import signature
from typing import Any, Generic, TypeVar, get_type_hints

import narwhals.stable.v2 as nw

from evenhand.errors import EvenhandError, PolicyError, TableError
from evenhand.figures import ClusterTally, Period, Tally
from evenhand.figures.spread import Daily, Spread
from evenhand.sources.engine import CaseTables
from evenhand.sources.known_at_removal import factor_columns as factor_columns
from evenhand.sources.known_at_removal import pattern_number as pattern_number
from evenhand.sources.memory_guard import doing
from evenhand.sources.tables import FACTOR, TABLES

#: What a measure counts: tallies by branch, one activity's sums over all workers, how often
#: each load was met in a unit, or what changed there from day to day.
Counted = TypeVar("Counted", bound=Tally | ClusterTally | Spread | Daily)
Compute = Callable[..., list[Counted]]


@dataclass(frozen=True, slots=True)
class Measure(Generic[Counted]):
    """What the rest of the system may know about a measure.

    `reads` maps each table to the columns used; `factor_` stands for the family
    factors, whose names an agency chooses. `parameters` are the names a policy must
    give (days, a group, a highest level). `assumes` is what no source gives: it is
    printed with every result that uses it.
    """

    name: str
    title: str
    reads: Mapping[str, tuple[str, ...]]
    compute: Compute[Counted]
    assumes: str = ""

    @property
    def parameters(self) -> tuple[str, ...]:
        """The measure's parameters: what `compute` takes beside tables and period."""
        return tuple(signature(self.compute).parameters)[2:]

    @property
    def tells_branches(self) -> bool:
        """Whether it counts by branch, so that a policy may take it as a reading."""
        return bool(_kind(self.compute) == list[Tally])


def measure(
    *, title: str, reads: Mapping[str, tuple[str, ...]], assumes: str = ""
) -> Callable[[Compute[Counted]], Measure[Counted]]:
    """Turn a function into a `Measure` named after it."""

    def declare(compute: Compute[Counted]) -> Measure[Counted]:
        name = compute.__name__

        def taken(
            tables: CaseTables, period: Period, parameters: Mapping[str, Any]
        ) -> list[Counted]:
            try:
                with doing(f"counting {name}"):
                    return compute(tables, period, **parameters)
            except Exception as fault:
                # Each engine has its own error for a column that is not there.
                lacking = _lacking(tables, reads)
                if lacking and not isinstance(fault, EvenhandError):
                    raise TableError(f"{name} needs {', '.join(lacking)}.") from fault
                raise

        @wraps(compute)
        def guarded(tables: CaseTables, period: Period, **parameters: Any) -> list[Counted]:
            asked = {"measure": name, "period": period, "parameters": parameters}
            return tables.recalled(asked, _kind(compute), lambda: taken(tables, period, parameters))

        return Measure(name, title, reads, guarded, assumes)

    return declare


@cache
def _kind(compute: Compute[Any]) -> Any:
    """What the measure gives, as it is remembered: a list of its kind of counts."""
    return get_type_hints(compute)["return"]


def _lacking(tables: CaseTables, reads: Mapping[str, tuple[str, ...]]) -> list[str]:
    """What the measure reads and the tables do not have, in words."""
    return [
        f"a column {column} in the table {table}"
        for table, columns in reads.items()
        if table in tables
        for column in columns
        if column != FACTOR and column not in tables.columns(table)
    ]


@cache
def catalogue() -> dict[str, Measure[Any]]:
    """Every measure, by name, in alphabetical order."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__))
    return {name: getattr(import_module(f"{__name__}.{name}"), name) for name in names}


def within(day: str, period: Period) -> nw.Expr:
    """The day lies in the period: its first day counts, `period.end` does not."""
    return (nw.col(day) >= period.start) & (nw.col(day) < period.end)


def moment_within(period: Period) -> nw.Expr:
    """A sampled moment lies in the period: the midnight that begins it counts, the last not."""
    start = datetime.combine(period.start, time.min)
    end = datetime.combine(period.end, time.min)
    return (nw.col("moment") >= start) & (nw.col("moment") < end)


def running(first: str, over: str, period: Period) -> nw.Expr:
    """Something ran on at least one day of the period; `over` is the first day it no longer did."""
    return (nw.col(first) < period.end) & (nw.col(over).is_null() | (nw.col(over) > period.start))


def must_be_followed(tables: CaseTables, period: Period, days: int) -> None:
    """Refuse a period whose last entrants have not all had `days` days to show an outcome.

    Raises:
        TableError: The tables stop too early; the message names a date that works.
    """
    if period.end + timedelta(days) > tables.as_of:
        raise TableError(
            f"Not everyone counted before {period.end} has been followed for {days} days: "
            f"the tables stop at {tables.as_of}. "
            f"End the period by {tables.as_of - timedelta(days)}."
        )


def must_be_a_word_of(table: str, column: str, word: str) -> None:
    """Refuse a parameter that the column can never hold.

    Raises:
        PolicyError: The word is not one of the column's.
    """
    known = next(c.one_of for c in TABLES[table].columns if c.name == column)
    if word not in known:
        raise PolicyError(
            f"There is no {column} {word!r} in {table}. It can be: {', '.join(known)}."
        )


def parts_of_branch(found: Iterable[tuple[str, str, int]]) -> list[Tally]:
    """Tallies of (branch, of, hits) in which a branch's hits add up to its base."""
    parts = sorted(found)
    base: dict[str, int] = {}
    for branch, _, hits in parts:
        base[branch] = base.get(branch, 0) + hits
    return [Tally(branch, of, hits, base[branch]) for branch, of, hits in parts]
