"""Suspecting: the gaming checks of a policy, each from the case tables to every branch's answer.

To add a check, add a measure and a line to `KINDS`. A check whose tables are not there, or
stop too early, is left out and says why; the others are made.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import NoReturn, get_args, get_type_hints

from evenhand.errors import PolicyError, TableError
from evenhand.estimation.exact_tests import Side
from evenhand.estimation.suspicion import suspicions
from evenhand.figures import Check, Period, Tally
from evenhand.measures import catalogue
from evenhand.policy import Checks, Policy, check_checks
from evenhand.sources.covering import first_day
from evenhand.sources.data import Data
from evenhand.sources.engine import CaseTables
from evenhand.steps.gathering import check_in_force


@dataclass(frozen=True, slots=True)
class Kind:
    """One check: the measure it is named after, what it asks, and which side would pay.

    `changes` says that a branch is held against its own period before. `parameters` maps
    the measure's parameters to the policy's.
    """

    measure: str
    question: str
    parameters: dict[str, str]
    side: Side = "more"
    changes: bool = False


KINDS = (
    Kind(
        "difficult_at_removal",
        "Are more of the children removed coded as difficult than before?",
        {"most_level": "most_level"},
        changes=True,
    ),
    Kind(
        "levels_below_readers",
        "Are more children coded as more vulnerable than their readers found them?",
        {"consensus": "consensus"},
    ),
    Kind(
        "closures_near_count_date",
        "Are cases closed, or kept open, just before the count date?",
        {"days": "days_before"},
        side="either",
    ),
    Kind(
        "transfers_near_count_date",
        "Are cases handed over just before the count date?",
        {"days": "days_before"},
    ),
    Kind(
        "easy_returns",
        "Are more of the children who go home easy to send home than before?",
        {"days": "days", "most_level": "most_level"},
        changes=True,
    ),
)


#: What a check of changes takes as given: its test knows chance, and no drift.
IN_STEP = (
    "Honest branches change in step: where each drifts its own way from one period to the next, "
    "more of them stand out than is said here."
)


def suspected(policy: Policy, data: Data) -> tuple[Check, ...]:
    """Every check of `KINDS`, made on the case tables for the policy's period.

    Raises:
        EvenhandError: The policy has no `checks`, or ones that cannot be meant for this
            period; it is not in force; or there are no case tables at all, or none of
            the period.
    """
    check_in_force(policy, data.as_of)
    asked = _asked(policy)
    if data.tables is None:
        raise TableError(
            "There are no case tables here, and the checks look at days and at levels that "
            "counts do not hold."
        )
    made = tuple(_made(kind, asked, policy.period, data.tables, data.branches) for kind in KINDS)
    looked = [branch for check in made for branch in check.suspicions]
    if looked and not any(branch.base for branch in looked):
        first = first_day(data.tables)
        cover = f"; the tables cover {first} to {data.as_of}" if first else ""
        raise TableError(f"Nothing falls into {policy.period}{cover}. Name another period.")
    return made


def _asked(policy: Policy) -> Checks:
    """The policy's section, fit for its period, which may be another than the file's."""
    asked = policy.checks
    if asked is None:
        _refuse(
            policy,
            policy.line,
            "there is no `checks` section in this policy. Write one with days_before, days, "
            "most_level, consensus and false_alarms, each with its source or assumption; "
            "oregon-2000 has one",
        )
    check_checks(asked, policy.period, policy.file)
    reader = catalogue()["levels_below_readers"].compute
    known = get_args(get_type_hints(reader)["consensus"])
    if asked.consensus.value not in known:
        _refuse(
            policy,
            asked.consensus.line,
            f"there is no consensus {asked.consensus.value!r} of levels. "
            f"It can be: {', '.join(known)}",
        )
    return asked


def _made(
    kind: Kind, asked: Checks, period: Period, tables: CaseTables, branches: Iterable[str]
) -> Check:
    before = _before(period) if kind.changes else None
    made = Check(kind.measure, kind.question, asked.false_alarms.value, before=before)
    measure = catalogue()[kind.measure]
    if missing := [table for table in measure.reads if table not in tables]:
        return replace(made, note=f"Not checked: there is no table {' and no '.join(missing)}.")
    try:
        now = _counted(kind, asked, period, tables)
        earlier = _counted(kind, asked, before, tables) if before else None
    except TableError as lacking:
        return replace(made, note=f"Not checked: {lacking}")
    found = suspicions(now, earlier, branches, kind.side, asked.false_alarms.value)
    note = " ".join(filter(None, (measure.assumes, IN_STEP if kind.changes else "")))
    return replace(made, suspicions=found, note=note)


def _counted(kind: Kind, asked: Checks, period: Period, tables: CaseTables) -> list[Tally]:
    parameters = {name: _plain(asked, of) for name, of in kind.parameters.items()}
    return list(catalogue()[kind.measure].compute(tables, period, **parameters))


def _plain(asked: Checks, name: str) -> int | str:
    """One of the policy's statements as a measure takes it."""
    value = getattr(asked, name).value
    return value if isinstance(value, str) else int(value)


def _before(period: Period) -> Period:
    """The period just before, of as many days."""
    return Period(period.start - (period.end - period.start), period.start)


def _refuse(policy: Policy, line: int, what: str) -> NoReturn:
    raise PolicyError(f"{policy.file}:{line}: {what}.")
