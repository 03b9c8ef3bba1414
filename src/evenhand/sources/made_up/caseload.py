"""Caseload: assessments made, cases carried, and who carried them.

An assessment is carried as an investigation, a family at home as a family case, and
each removal as a child's case. One case in eight is handed over once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from evenhand.sources.made_up.calls import Calls
from evenhand.sources.made_up.care import Removals
from evenhand.sources.made_up.chance import Array, Stream
from evenhand.sources.made_up.columns import LAST, NONE, dates, known, pseudonyms, words
from evenhand.sources.made_up.people import People
from evenhand.sources.made_up.places import TYPES, Places
from evenhand.sources.made_up.staffing import Staffing, carrier

KINDS = ("investigation", "family", "child")


@dataclass(frozen=True)
class Assessments:
    """Assessments by number, in the order of their calls."""

    call: Array
    opened_on: Array
    closed_on: Array
    worker: Array


@dataclass(frozen=True)
class Cases:
    """Cases by number; `kind` is also the number of the program that carries it."""

    family: Array
    kind: Array
    opened_on: Array
    closed_on: Array
    worker: Array


def assess(draw: Stream, calls: Calls, staffing: Staffing) -> Assessments:
    """Make an assessment of every call that the branch chose to assess."""
    call = np.flatnonzero(calls.assessed)
    opened_on = np.minimum(calls.received_on[call] + draw.integers(0, 4, len(call)), LAST)
    closed_on = known(opened_on + 5 + draw.exponential(28, len(call)).astype(np.int32))
    return Assessments(call, opened_on, closed_on, carrier(draw, staffing, calls.branch[call], 0))


def family_cases(draw: Stream, people: People) -> tuple[Array, Array, Array]:
    """The families at home, and the days their cases opened and closed."""
    family = np.flatnonzero(~people.out_of_home)
    opened_on = people.started_on[family]
    days = 30 + draw.gamma(2.0, 130.0, len(family)).astype(np.int32)
    return family, opened_on, known(opened_on + days)


def carry(
    draw: Stream,
    people: People,
    calls: Calls,
    assessments: Assessments,
    removals: Removals,
    staffing: Staffing,
    at_home: tuple[Array, Array, Array],
) -> Cases:
    """Open the cases: investigations, then families at home, then children in care."""
    parts = [
        (
            people.family[calls.child[assessments.call]],
            assessments.opened_on,
            assessments.closed_on,
        ),
        at_home,
        (people.family[removals.child], removals.removed_on, removals.ended_on),
    ]
    family, opened_on, closed_on = (np.concatenate(part) for part in zip(*parts, strict=True))
    kind = np.repeat(np.arange(len(KINDS), dtype=np.int8), [len(part[0]) for part in parts])
    worker = carrier(draw, staffing, people.branch[family], kind)
    worker[: len(assessments.worker)] = assessments.worker
    return Cases(family, kind, opened_on, closed_on, worker)


def assessments_table(assessments: Assessments, calls: Calls, places: Places) -> pl.DataFrame:
    """The table `assessments`."""
    return pl.DataFrame(
        {
            "id": pseudonyms("a", np.arange(len(assessments.call))),
            "referral": pseudonyms("r", assessments.call),
            "branch": words(places.ids, calls.branch[assessments.call]),
            "type": words(tuple(TYPES), calls.type[assessments.call]),
            "opened_on": dates(assessments.opened_on),
            "closed_on": dates(assessments.closed_on),
            "worker": pseudonyms("w", assessments.worker),
        }
    )


def cases_table(cases: Cases, people: People, places: Places) -> pl.DataFrame:
    """The table `cases`."""
    return pl.DataFrame(
        {
            "id": pseudonyms("k", np.arange(len(cases.family))),
            "family": pseudonyms("f", cases.family),
            "branch": words(places.ids, people.branch[cases.family]),
            "kind": words(KINDS, cases.kind),
            "opened_on": dates(cases.opened_on),
            "closed_on": dates(cases.closed_on),
        }
    )


def case_assignments_table(
    draw: Stream, cases: Cases, people: People, staffing: Staffing
) -> pl.DataFrame:
    """The table `case_assignments`; a worker handed a case of their own keeps it unbroken."""
    number = np.arange(len(cases.family))
    taker = carrier(draw, staffing, people.branch[cases.family], cases.kind)
    over = np.where(cases.closed_on == NONE, LAST, cases.closed_on)
    halfway = cases.opened_on + (over - cases.opened_on) // 2
    handed = (draw.random(len(number)) < 0.125) & (taker != cases.worker)
    handed &= halfway > cases.opened_on
    first_to = np.where(handed, halfway, cases.closed_on)
    case = np.concatenate((number, number[handed]))
    order = np.argsort(case, kind="stable")
    return pl.DataFrame(
        {
            "case": pseudonyms("k", case[order]),
            "worker": pseudonyms("w", np.concatenate((cases.worker, taker[handed]))[order]),
            "from_on": dates(np.concatenate((cases.opened_on, halfway[handed]))[order]),
            "to_on": dates(np.concatenate((first_to, cases.closed_on[handed]))[order]),
        }
    )
