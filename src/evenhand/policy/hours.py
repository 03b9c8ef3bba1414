"""Hours: what those served need, what a position gives, and what a policy may not say of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NoReturn

from evenhand.errors import PolicyError
from evenhand.policy.nodes import advice
from evenhand.policy.stated import Number, Parameter

LEVELS = tuple("1234567")
#: The parts readings play: how many are served, and what was read of them.
SERVED, READ = ROLES = ("served", "read")
KAPPA, FITTED = "kappa", "fitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """Hours of casework in the period: what one position gives, and what those served need.

    `levels` are the hours of a child at each level, 1 to 7; `types` those of a call of each
    type, where there are no levels. The reading `read` tells them apart; without `served`
    it counts all there are.
    """

    available: Number
    measures: Mapping[str, str]
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    levels: Mapping[str, Number] = field(default_factory=dict)
    types: Mapping[str, Number] = field(default_factory=dict)
    line: int = 0

    @property
    def each(self) -> Mapping[str, Number]:
        """The hours each one needs: by level from the most vulnerable, else by type."""
        return {level: self.levels[level] for level in LEVELS} if self.levels else self.types


def check_hours(file: str, readings: Collection[str], hours: Hours | None) -> None:
    """Refuse hours that leave a level out, are less than nothing, or cannot be counted.

    Raises:
        PolicyError: With file, line, what is wrong, and what would work.
    """
    if hours is None:
        return
    _check_each(file, hours)
    _check_measures(file, readings, hours)
    _check_kappa(file, hours)


def _check_each(file: str, hours: Hours) -> None:
    if hours.available.value <= 0:
        _refuse(file, hours.available.line, "a position gives more than 0 hours")
    if bool(hours.levels) == bool(hours.types):
        both = "both `levels` and `types`" if hours.levels else "neither `levels` nor `types`"
        _refuse(file, hours.line, f"these hours have {both}; give one of them")
    _check_levels(file, hours)
    for name, number in hours.each.items():
        if number.value < 0:
            _refuse(file, number.line, f"the hours of {name} cannot be less than 0")
    if not any(number.value for number in hours.each.values()):
        _refuse(file, hours.line, "nobody needs any hours here; give some more than 0")


def _check_levels(file: str, hours: Hours) -> None:
    for given in hours.levels:
        if given not in LEVELS:
            _refuse(file, hours.levels[given].line, f"{given!r} is no level; they are 1 to 7")
    if hours.levels and (missing := [level for level in LEVELS if level not in hours.levels]):
        _refuse(file, hours.line, f"there are no hours for level {', '.join(missing)}")


def _check_measures(file: str, readings: Collection[str], hours: Hours) -> None:
    for role, reading in hours.measures.items():
        if role not in ROLES:
            what = f"hours have no use for {role!r}.{advice(list(ROLES), role)}"
            _refuse(file, hours.line, what.rstrip("."))
        if reading not in readings:
            what = (
                f"{reading!r} is not among the policy's measures.{advice(list(readings), reading)}"
            )
            _refuse(file, hours.line, what.rstrip("."))
    if READ not in hours.measures:
        _refuse(file, hours.line, f"hours need a reading for {READ!r}, which tells levels apart")


def _check_kappa(file: str, hours: Hours) -> None:
    for name in hours.parameters:
        if name != KAPPA:
            line = hours.parameters[name].line
            _refuse(file, line, f"hours have no parameter {name!r}; they take {KAPPA!r}")
    kappa = hours.parameters.get(KAPPA)
    if SERVED in hours.measures and kappa is None:
        _refuse(
            file,
            hours.line,
            f"those whom nobody read are estimated, which needs the parameter {KAPPA!r}: "
            f"{FITTED}, or a number, 0 or more",
        )
    fits = kappa is None or kappa.value == FITTED
    if kappa and not fits and not (isinstance(kappa.value, Fraction) and kappa.value >= 0):
        _refuse(file, kappa.line, f"{KAPPA} is {FITTED}, or a number, 0 or more")


def _refuse(file: str, line: int, what: str) -> NoReturn:
    raise PolicyError(f"{file}:{line}: {what}.")
