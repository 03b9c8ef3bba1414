"""The caseload section: what a case is and who carries, as rules that every number names.

A counting rule answers for itself as every number does: by a source or an assumption.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NoReturn

from evenhand.errors import PolicyError
from evenhand.figures.placeholder import says_nothing
from evenhand.policy.nodes import advice
from evenhand.policy.standards import Yardstick, norms, read_norm, yardsticks
from evenhand.policy.stated import Number, Stated

#: How the name of a standard ends that is a file of one's own.
OWN = (".yaml", ".yml")


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingRule(Stated):
    """What counts as a case and who carries it.

    `kinds` are the kinds of case, `statuses` those of workers who carry, `programs` the
    programs whose workers count, each as one head (none named: all). `parts_of` names a
    mixed standard by which cases of several kinds are weighed into parts of a full load.
    `standards` are held against the rule: a whole standard, one of its limits, or the
    file of a standard of one's own, by its path from where the command is run.
    """

    title: str
    kinds: tuple[str, ...]
    statuses: tuple[str, ...]
    programs: tuple[str, ...] = ()
    unit: str = "cases"
    parts_of: str = ""
    standards: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Caseload:
    """How caseloads are counted and what they are held against.

    `year_begins` is the month in which a fiscal year begins. `month_end_days` are the last
    days of a month in which closures are looked at, and in at most the share `false_alarms`
    of states where nobody hurries does that show any branch. `hours_a_year` are hours worked
    by one of those whom the time study asks; without it no minutes of work are told.
    """

    counting: Mapping[str, CountingRule]
    year_begins: Number
    month_end_days: Number
    false_alarms: Number
    hours_a_year: Number | None = None
    line: int = 0


def held_against(rule: CountingRule) -> tuple[Yardstick, ...]:
    """The limits that a rule is held against: those it names, of its own kinds of case."""
    found = (_named(name) for name in rule.standards)
    fitting = {each.name: each for named in found for each in named if _fits(each, rule)}
    return tuple(fitting.values())


def weighed_by(rule: CountingRule) -> Yardstick | None:
    """The mixed limit by which the rule weighs its cases; None where each case counts 1."""
    return next((each for each in _named(rule.parts_of) if _weighs(each, rule)), None)


def _named(name: str) -> tuple[Yardstick, ...]:
    return _of_file(name) if name.endswith(OWN) else _by_name().get(name, ())


@cache
def _of_file(name: str) -> tuple[Yardstick, ...]:
    """The limits of a standard of one's own, by the path of its file."""
    path = Path(name)
    if not path.is_file():
        raise PolicyError(f"There is no file {name}, which the policy names as a standard.")
    return tuple(yardsticks(read_norm(name, path.read_text("utf-8"))))


@cache
def _by_name() -> dict[str, tuple[Yardstick, ...]]:
    """What each name stands for: a standard for all its limits, a limit for itself."""
    every = {norm.name: tuple(yardsticks(norm)) for norm in norms().values()}
    alone = {each.name: (each,) for limits in every.values() for each in limits}
    return alone | every


def _fits(each: Yardstick, rule: CountingRule) -> bool:
    return each.limit.kinds == frozenset(rule.kinds)


def _weighs(each: Yardstick, rule: CountingRule) -> bool:
    return each.limit.kind == "mixed" and _fits(each, rule)


def check_caseload(file: str, caseload: Caseload | None) -> None:
    """Refuse a section that counts nothing, or is held against what it does not count.

    Raises:
        PolicyError: With file, line, what is wrong, and what would work.
    """
    if caseload is None:
        return
    if not caseload.counting:
        _refuse(file, caseload.line, "there is no counting rule, so no caseload has a meaning")
    for name, rule in caseload.counting.items():
        _check_rule(file, name, rule)
    begins, days = caseload.year_begins, caseload.month_end_days
    if begins.value not in range(1, 13):
        _refuse(file, begins.line, "year_begins is the number of a month, 1 to 12")
    if days.value not in range(1, 15):
        _refuse(file, days.line, "month_end_days is a whole number from 1 to 14")
    if not 0 < caseload.false_alarms.value < 1:
        _refuse(file, caseload.false_alarms.line, "false_alarms is a share above 0 and below 1")
    if caseload.hours_a_year and not 0 < caseload.hours_a_year.value <= 366 * 24:
        _refuse(file, caseload.hours_a_year.line, "hours_a_year are more than 0, such as 1800")


def _check_rule(file: str, name: str, rule: CountingRule) -> None:
    for what in ("title", "unit"):
        if says_nothing(getattr(rule, what)):
            _refuse(file, rule.line, f"{name}: {what} is a placeholder; say what it is")
    for what in ("kinds", "statuses"):
        if not getattr(rule, what):
            _refuse(file, rule.line, f"{name}: {what} is empty, so nothing could be counted")
    for what in ("kinds", "statuses", "programs", "standards"):
        given = getattr(rule, what)
        if len(set(given)) < len(given):
            _refuse(file, rule.line, f"{name}: {what} names something twice; keep one")
    _check_standards(file, name, rule)


def _check_standards(file: str, name: str, rule: CountingRule) -> None:
    known = list(_by_name())
    for wanted in filter(None, (*rule.standards, rule.parts_of)):
        if not _named(wanted):
            _refuse(file, rule.line, f"{name}: there is no standard {wanted!r}", known, wanted)
    for wanted in rule.standards:
        if not any(_fits(each, rule) for each in _named(wanted)):
            _refuse(
                file,
                rule.line,
                f"{name} counts {' and '.join(rule.kinds)}, and {wanted} limits "
                f"{'; '.join(_limited(each) for each in _named(wanted))}. A standard is held "
                "against a rule that counts the same kinds of case",
            )
    if rule.parts_of and weighed_by(rule) is None:
        _refuse(
            file,
            rule.line,
            f"{name}: {rule.parts_of} is no mixed limit on {' and '.join(rule.kinds)}. Name one "
            "that says what a full load of each of them is",
        )


def _limited(each: Yardstick) -> str:
    return " and ".join(sorted(each.limit.kinds))


def _refuse(
    file: str, line: int, what: str, known: tuple[str, ...] | list[str] = (), given: str = ""
) -> NoReturn:
    raise PolicyError(f"{file}:{line}: {what}.{advice(list(known), given)}")
