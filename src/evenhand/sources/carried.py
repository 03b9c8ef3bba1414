"""Carried: which assignments and which statuses count; measures of caseloads share this rule.

A worker counts on a day on which one of the rule's statuses holds. A case is carried from
the first day of its assignment up to, but without, the day it ends or its case is closed,
whichever comes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import narwhals.stable.v2 as nw

from evenhand.errors import PolicyError
from evenhand.figures.period import Period
from evenhand.sources.engine import CaseTables, flag
from evenhand.sources.slices import Slice
from evenhand.sources.tables import TABLES

Frame = nw.LazyFrame[Any]
ZERO = nw.lit(0, dtype=nw.Int64)
#: What a status adds to a state (see `day_line`): more than all that its worker may carry.
LOAD = 2**34
#: So many points a case may weigh: more would not fit into a state.
MOST_POINTS = 100_000
#: At one slot, first what ends, then what was there before, then the mark, then what begins.
ENDS, BEFORE, MARK, BEGINS = range(4)


@dataclass(frozen=True, slots=True)
class Rule:
    """Which cases are counted, as how many points, and which workers carry.

    No program given means that any will do.
    """

    kinds: tuple[str, ...]
    points: tuple[int, ...]
    statuses: tuple[str, ...]
    programs: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.kinds) != len(self.points):
            raise PolicyError(
                f"{len(self.kinds)} kinds of case and {len(self.points)} points were given. "
                "Give each kind its points."
            )
        if not all(0 <= each <= MOST_POINTS for each in self.points):
            raise PolicyError(f"A case weighs from 0 to {MOST_POINTS} points, not {self.points}.")
        for table, column, words in (
            ("cases", "kind", self.kinds),
            ("worker_status", "status", self.statuses),
        ):
            found = TABLES[table].column(column)
            known = found.one_of if found else ()
            if not words or set(words) - set(known):
                raise PolicyError(
                    f"{', '.join(words) or 'Nothing'} cannot be the {column} counted. "
                    f"It can be: {', '.join(known)}."
                )


def carried(
    tables: CaseTables,
    workers: Frame,
    period: Period,
    rule: Rule,
    children: bool,
    some: Slice,
) -> Frame:
    """Each assignment of some counted cases that lasts into the period, with the case's points."""
    over = nw.when(nw.col("to_on").is_null() | (nw.col("closed_on") < nw.col("to_on")))
    assigned = tables["case_assignments"].select("case", "worker", "from_on", "to_on")
    assigned = assigned.filter(_touches(period))
    return (
        # By family, no assignment tells whose it is before it has found its case.
        (assigned if children else some(assigned, "case"))
        # Workers first: their names, the longest column, need not go through the larger join.
        .join(_places(workers), on="worker")
        .select("case", "place", "from_on", "to_on")
        .join(_weighed(tables, period, rule, children, some), left_on="case", right_on="id")
        .with_columns(to_on=over.then(nw.col("closed_on")).otherwise(nw.col("to_on")))
        .filter(nw.col("to_on").is_null() | (nw.col("to_on") > nw.col("from_on")))
        .select(
            *("place", "from_on", "to_on"),
            change=_points(rule, children),
            rank=flag(nw.col("from_on") >= period.start) * (BEGINS - BEFORE) + BEFORE,
        )
    )


def named_by(children: bool) -> str:
    """The column of `cases` that tells its slice: where children are counted, their families'."""
    return "family" if children else "id"


def statuses(tables: CaseTables, workers: Frame, period: Period, rule: Rule) -> Frame:
    """Each status that lets its worker carry, as far as it lasts into the period."""
    held = tables["worker_status"].filter(
        _touches(period),
        nw.col("status").is_in(rule.statuses),
        nw.col("to_on").is_null() | (nw.col("to_on") > nw.col("from_on")),
    )
    if rule.programs:
        held = held.filter(nw.col("program").is_in(rule.programs))
    one, before = nw.lit(LOAD, dtype=nw.Int64), nw.lit(BEFORE, dtype=nw.Int64)
    placed = held.join(_places(workers), on="worker")
    return placed.select("place", "from_on", "to_on", change=one, rank=before)


def _touches(period: Period) -> nw.Expr:
    ended = nw.col("to_on").is_null() | (nw.col("to_on") > period.start)
    return (nw.col("from_on") < period.end) & ended


def _weighed(tables: CaseTables, period: Period, rule: Rule, children: bool, some: Slice) -> Frame:
    """Some counted cases: `id`, `closed_on`, and no more than their points need."""
    cases = some(tables["cases"], named_by(children)).filter(
        nw.col("kind").is_in(rule.kinds),
        nw.col("closed_on").is_null() | (nw.col("closed_on") > period.start),
    )
    if children:
        sizes = some(tables["children"], "family").group_by("family").agg(children=nw.len())
        cases = cases.join(sizes, on="family", how="left")
        return cases.select("id", "closed_on", "kind", "children")
    if len(set(rule.points)) > 1:
        return cases.select("id", "closed_on", "kind")
    return cases.select("id", "closed_on")


def _points(rule: Rule, children: bool) -> nw.Expr:
    """What a case weighs, by its kind."""
    size = nw.coalesce(nw.col("children").cast(nw.Int64), ZERO)
    if children:
        return nw.when(nw.col("kind") == "child").then(nw.lit(1, dtype=nw.Int64)).otherwise(size)
    points = nw.lit(rule.points[0], dtype=nw.Int64)
    for kind, each in zip(rule.kinds, rule.points, strict=True):
        if each != rule.points[0]:
            weight = nw.lit(each, dtype=nw.Int64)
            points = nw.when(nw.col("kind") == kind).then(weight).otherwise(points)
    return points


def _places(workers: Frame) -> Frame:
    return workers.select("place", worker=nw.col("id"))
