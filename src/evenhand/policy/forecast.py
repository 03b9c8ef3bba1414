"""The forecast section: what a policy takes of staff in the months ahead, and by which rule.

What was measured (arrivals, closures, who is there) is not stated here; what nobody can
measure (who will leave, who will be hired and complete training) is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from evenhand.errors import PolicyError
from evenhand.policy.caseload import Caseload, CountingRule, held_against
from evenhand.policy.nodes import advice
from evenhand.policy.standards import Yardstick
from evenhand.policy.stated import Number, Word

#: No simulation is larger; more draws say nothing that is not known by then.
MOST_DRAWS, MOST_MONTHS = 100_000, 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecasting:
    """How the months ahead are simulated: a counting rule, a standard, and what is taken.

    `attrition` is the share of carrying workers who leave in a year; `classes` begin in a
    year, each of `each_class` hires, of whom `completes` carry cases after `training_days`.
    Arrivals and closures are those of the `looks_back` days before; `growth` is by how much
    more arrives from year to year. `certainty` is the share of simulations that must keep
    the standard for a size of class to be enough.
    """

    counting: Word
    standard: Word
    attrition: Number
    classes: Number
    each_class: Number
    training_days: Number
    completes: Number
    looks_back: Number
    certainty: Number
    months: Number
    draws: Number
    growth: Number | None = None
    line: int = 0


def standards_ahead(rule: CountingRule) -> Iterator[Yardstick]:
    """The limits a forecast may be held against: those on what is open at a time."""
    return (each for each in held_against(rule) if each.limit.kind == "stock")


def check_forecast(file: str, section: Forecasting | None, caseload: Caseload | None) -> None:
    """Refuse a forecast of what is not counted, or with numbers that cannot be.

    Raises:
        PolicyError: With file, line, what is wrong, and what would work.
    """
    if section is None:
        return
    if caseload is None:
        _refuse(file, section.line, "a forecast needs a section `caseload:` with a counting rule")
    _check_names(file, section, caseload)
    for what in ("attrition", "completes"):
        if not 0 <= getattr(section, what).value <= 1:
            _refuse(file, getattr(section, what).line, f"{what} is a share from 0 to 1")
    if not 0 < section.certainty.value < 1:
        _refuse(file, section.certainty.line, "certainty is a share above 0 and below 1")
    if section.growth and not -1 < section.growth.value <= 10:
        _refuse(file, section.growth.line, "growth is a share of a year's arrivals, above -1")
    _check_whole(file, section)


def _check_whole(file: str, section: Forecasting) -> None:
    whole = {"classes": (0, 52), "each_class": (0, 100_000), "training_days": (0, 3650)}
    whole |= {"looks_back": (56, 3660), "months": (1, MOST_MONTHS), "draws": (100, MOST_DRAWS)}
    for what, (least, most) in whole.items():
        number: Number = getattr(section, what)
        if number.value.denominator != 1 or not least <= number.value <= most:
            _refuse(file, number.line, f"{what} is a whole number from {least} to {most:,}")


def _check_names(file: str, section: Forecasting, caseload: Caseload) -> None:
    name, wanted = section.counting, section.standard
    if name.value not in caseload.counting:
        what = f"there is no counting rule {name.value!r}"
        _refuse(file, name.line, what, list(caseload.counting), name.value)
    rule = caseload.counting[name.value]
    if rule.parts_of:
        _refuse(
            file, name.line, f"{name.value} weighs its cases; take a rule by which each counts 1"
        )
    known = [each.name for each in standards_ahead(rule)]
    if wanted.value not in known:
        what = f"{wanted.value!r} is no limit on cases open at a time that {name.value} names"
        _refuse(file, wanted.line, what, known, wanted.value)


def _refuse(
    file: str, line: int, what: str, known: list[str] | None = None, given: str = ""
) -> NoReturn:
    raise PolicyError(f"{file}:{line}: {what}.{advice(known, given)}")
