"""The gaming checks a policy asks for; one that could show nothing, or everything, is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from evenhand.errors import PolicyError
from evenhand.figures import Period
from evenhand.policy.stated import Number, Word

#: The least vulnerable level there is: above it no child is easy.
LAST_LEVEL = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Checks:
    """What the gaming checks look at, and how often they may cry wolf.

    Closures and transfers are looked at in the last `days_before` days of the period;
    returns within `days` days; children up to `most_level` are difficult, those above it
    easy. `consensus` says how several readers become one level. In at most the share
    `false_alarms` of states in which nobody does what a check looks for does that check
    show any branch at all.
    """

    days_before: Number
    days: Number
    most_level: Number
    consensus: Word
    false_alarms: Number
    line: int = 0


def check_checks(checks: Checks | None, period: Period, file: str) -> None:
    """Refuse checks that could never show anything, or that would show everything.

    Raises:
        PolicyError: With file, line, what is wrong, and what would work.
    """
    if checks is None:
        return
    for name in ("days_before", "days", "most_level"):
        number: Number = getattr(checks, name)
        if number.value.denominator != 1 or number.value < 1:
            _refuse(file, number, f"{name} is a whole number from 1 upwards")
    if checks.most_level.value >= LAST_LEVEL:
        _refuse(file, checks.most_level, "above most_level there must be a level left, up to 7")
    length = (period.end - period.start).days
    if checks.days_before.value >= length:
        _refuse(
            file,
            checks.days_before,
            f"the period {period} has {length} days, and days_before must leave some to compare "
            f"with. Write at most {length - 1}, or give a longer period",
        )
    if not 0 < checks.false_alarms.value < 1:
        _refuse(file, checks.false_alarms, "false_alarms is a share above 0 and below 1")


def _refuse(file: str, number: Number, what: str) -> NoReturn:
    raise PolicyError(f"{file}:{number.line}: {what}.")
