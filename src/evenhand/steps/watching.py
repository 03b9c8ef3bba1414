"""Watching caseloads: the policy's counting rules, put to the case tables for one period.

Days that no table tells of are never counted as days without cases: the period is cut where
the tables stop, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from evenhand.caseloads.through_time import years_of
from evenhand.caseloads.together import Groups
from evenhand.errors import TableError
from evenhand.explanation.counting import counting, standard
from evenhand.figures.caseload import Load, Standard, Watch
from evenhand.figures.period import Period
from evenhand.figures.tally import STATE
from evenhand.measures import catalogue
from evenhand.policy import Caseload, Policy, assumptions, held_against
from evenhand.sources.covering import first_day
from evenhand.sources.data import Data
from evenhand.sources.engine import CaseTables
from evenhand.steps.gathering import check_in_force
from evenhand.steps.watch_loads import Answers
from evenhand.steps.watch_questions import Questions
from evenhand.steps.watch_staff import heads, month_ends, vacant, work
from evenhand.steps.watch_vetting import vetted

NEEDED = ("workers", "worker_status", "cases", "case_assignments")


def watched(policy: Policy, data: Data) -> Watch:
    """Every caseload by every counting rule, against every standard named.

    Raises:
        EvenhandError: The policy has no section `caseload`, or one that the tables cannot
            serve; it is not in force; or the tables tell nothing of its period.
    """
    check_in_force(policy, data.as_of)
    section, tables = vetted(policy), _tables(data)
    period, cut = _told(policy.period, tables)
    asked = Questions(tables, period, tuple(section.counting.values()))
    groups = Groups(data.branches, data.places)
    answers = [Answers(name, rule, asked, groups) for name, rule in section.counting.items()]
    loads = tuple(load for each in answers for load in each.loads())
    years = years_of(period, int(section.year_begins.value))
    workloads, untold = work(asked, policy, section, loads, groups)
    standards = tuple(_standards(asked, section))
    return Watch(
        period=period,
        as_of=data.as_of,
        countings=tuple(counting(name, rule) for name, rule in section.counting.items()),
        standards=standards,
        loads=loads,
        months=tuple(m for each in answers for m in each.months(asked.months)),
        years=tuple(y for each in answers for y in each.months(years)),
        headcounts=heads(asked, groups),
        vacancies=vacant(asked, data, groups),
        workloads=workloads,
        month_ends=month_ends(asked, section),
        flags=(
            *data.flags,
            *cut,
            *_unserved(asked, section),
            *_idle(loads),
            *_dated(standards, period),
            *untold,
        ),
        assumptions=tuple(_assumed(policy, asked, section)),
    )


def _tables(data: Data) -> CaseTables:
    if data.tables is None:
        raise TableError(
            "There are no case tables here, and counts do not say what a worker carries from "
            f"day to day. A caseload needs the tables {', '.join(NEEDED)}."
        )
    if missing := [table for table in NEEDED if table not in data.tables]:
        raise TableError(
            f"Caseloads are counted from the tables {', '.join(NEEDED)}; there is no "
            f"{' and no '.join(missing)}."
        )
    return data.tables


def _told(period: Period, tables: CaseTables) -> tuple[Period, tuple[str, ...]]:
    """The part of the period that the tables tell of, and what to say of the rest."""
    first, as_of = first_day(tables), tables.as_of
    if first is None or period.end <= first or period.start >= as_of:
        cover = f"the tables cover {first} to {as_of}" if first else "nothing ever began in them"
        raise TableError(f"The tables tell nothing of {period}: {cover}. Name another period.")
    said = []
    if period.end > as_of:
        said.append(
            f"The tables stop at {as_of}: the days of {period} from then on are not counted."
        )
    if period.start < first:
        said.append(
            f"Nothing in the tables began before {first}: on days before it nobody seems to carry "
            "anything, though the tables may only begin there."
        )
    return Period(period.start, min(period.end, as_of)), tuple(said)


def _standards(asked: Questions, section: Caseload) -> Iterator[Standard]:
    for name, rule in section.counting.items():
        for held in asked.held(rule):
            yield standard(held, name)


def _unserved(asked: Questions, section: Caseload) -> Iterator[str]:
    """A sentence on each standard that cannot be judged, and each program that nobody serves."""
    for name, rule in section.counting.items():
        told = asked.held(rule)
        for held in (each for each in held_against(rule) if each not in told):
            yield f"{name} is not held against {held.name}: there is no table children."
    served = {daily.of.split("|")[2] for daily in asked.daily("headcount_by_day")}
    for name, rule in section.counting.items():
        for program in sorted(set(rule.programs) - served):
            near = get_close_matches(program, served - {""}, n=1)
            meant = f" Did you mean {near[0]!r}?" if near else ""
            yield f"{name}: no worker serves the program {program!r} in {asked.period}.{meant}"


def _idle(loads: Iterable[Load]) -> Iterator[str]:
    """A sentence on each rule whose workers carried nothing all the time: no caseload of 0."""
    for load in loads:
        if load.whom.id == STATE and load.mean.workers and not load.mean.cases:
            yield (
                f"{load.counting}: no such case was carried on any day of {load.period}; the "
                "tables may begin later, and then 0 is no caseload."
            )


def _dated(standards: tuple[Standard, ...], period: Period) -> Iterator[str]:
    """A sentence on each standard that was not known to be in force in all of the period."""
    for name, since, until in dict.fromkeys((_whole(s), s.since, s.until) for s in standards):
        if (since and period.start < since) or (until and period.end > until):
            held = [f"from {since}" if since else "", f"until {until}" if until else ""]
            yield (
                f"{name} is known to be in force {' '.join(filter(None, held))}; for {period} it "
                "is a yardstick, not a rule that was broken."
            )


def _whole(each: Standard) -> str:
    """The standard that a limit belongs to."""
    return each.name.partition(".")[0]


def _assumed(policy: Policy, asked: Questions, section: Caseload) -> Iterator[str]:
    yield from (each for each in assumptions(policy) if each.startswith("caseload."))
    for rule in section.counting.values():
        for held in asked.held(rule):
            if held.limit.assumption:
                yield f"{held.name}: {held.limit.assumption}"
    yield catalogue()["headcount_by_day"].assumes
    yield "A worker of whom no status is dated on a day is no head and fills no position."
