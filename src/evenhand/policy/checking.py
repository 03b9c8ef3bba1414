"""What a policy may not say, though its shape is right: sums, placeholders, loose ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import NoReturn

from evenhand.errors import PolicyError
from evenhand.figures.placeholder import says_nothing
from evenhand.figures.together import ALL, BASE
from evenhand.policy.caseload import check_caseload
from evenhand.policy.checks import check_checks
from evenhand.policy.classifying import check_classifier
from evenhand.policy.document import Base, Bounds, Component, Policy, Program, Reading
from evenhand.policy.forecast import check_forecast
from evenhand.policy.hours import check_hours
from evenhand.policy.nodes import advice
from evenhand.policy.rotation_rules import check_rotation
from evenhand.policy.stated import Number, Stated
from evenhand.policy.supply import check_supply
from evenhand.policy.time_study import check_time_study

UNITS = (Fraction(1), Fraction(1, 2), Fraction(1, 4))


def check(policy: Policy) -> None:
    """Refuse a policy that contradicts itself.

    Raises:
        PolicyError: With file, line, what is wrong, and what would work.
    """
    for part in _stated(policy):
        _check_reference(policy, part)
    for what in ("name", "title", "version"):
        _check_told(policy, policy.line, what, getattr(policy, what))
    _check_told(policy, policy.position.line, "position", policy.position.value)
    for reading in policy.measures.values():
        _check_reading(policy, reading)
    if policy.unit.value not in UNITS:
        _refuse(policy, policy.unit.line, "positions are shared in units of 1, 1/2 or 1/4")
    if not 0 <= policy.tolerance.value < 1:
        told = "the tolerance is a share of rows: 0 or more, and less than 1"
        _refuse(policy, policy.tolerance.line, told)
    if not policy.programs:
        _refuse(policy, policy.line, "there is no program to share positions in")
    for name, program in policy.programs.items():
        _check_program(policy, name, program)
        check_hours(policy.file, policy.measures, program.hours)
    check_supply(policy.file, policy.supply)
    _check_effective(policy)
    check_classifier(policy)
    check_time_study(policy)
    check_checks(policy.checks, policy.period, policy.file)
    check_caseload(policy.file, policy.caseload)
    check_forecast(policy.file, policy.forecast, policy.caseload)
    check_rotation(policy.file, policy.rotation)


def _check_names(policy: Policy, name: str, program: Program) -> None:
    if name == ALL:
        _refuse(policy, program.line, f"no program may be called {ALL!r}: that is all of them")
    if BASE in program.components:
        line = program.components[BASE].line
        _refuse(policy, line, f"no component may be called {BASE!r}: that is the program's base")


def _check_program(policy: Policy, name: str, program: Program) -> None:
    _check_names(policy, name, program)
    if program.part.value <= 0:
        _refuse(policy, program.part.line, f"the part of {name} must be more than 0")
    influences = [component.influence for component in program.components.values()]
    for influence in influences:
        if influence.value < 0:
            _refuse(policy, influence.line, "an influence cannot be less than 0")
    if (total := sum((i.value for i in influences), Fraction(0))) != 1:
        line = influences[0].line if influences else program.line
        shown = " + ".join(_text(i) for i in influences) or "nothing"
        _refuse(
            policy,
            line,
            f"the influences in {name} must add up to 1, and {shown} = {_short(total)}",
        )
    parts: list[Base | Component] = [program.base, *program.components.values()]
    for part in parts:
        for reading in part.measures.values():
            if reading not in policy.measures:
                _refuse(
                    policy,
                    part.line,
                    f"{reading!r} is not among the policy's measures",
                    list(policy.measures),
                    reading,
                )

    _check_bounds(policy, program.bounds)


def _check_bounds(policy: Policy, bounds: Bounds) -> None:
    for each in fields(bounds):
        limit = getattr(bounds, each.name)
        if isinstance(limit, Number) and limit.value < 0:
            _refuse(policy, limit.line, f"{each.name} cannot be less than 0")
    if bounds.least and bounds.most and bounds.least.value > bounds.most.value:
        _refuse(policy, bounds.most.line, "the most a branch may have is below the least")
    if bounds.lose_share and bounds.lose_share.value > 1:
        _refuse(policy, bounds.lose_share.line, "a branch cannot lose more than all it has")
    harmless = bounds.hold_harmless
    if harmless and harmless.value not in ("yes", "no"):
        _refuse(policy, harmless.line, "hold_harmless is yes or no")


def _check_reading(policy: Policy, reading: Reading) -> None:
    if not reading.stands_for:
        return
    _check_told(policy, reading.line, "stands_for", reading.stands_for)
    if reading.measure or reading.parameters:
        _refuse(
            policy,
            reading.line,
            "a reading that says `stands_for:` comes from given counts, so it names no measure "
            "and no parameters; keep one or the other",
        )
    if adds := reading.removal_adds:
        for number in (adds.hits, adds.base):
            if number and number.value.denominator != 1:
                _refuse(policy, number.line, "a removal adds whole children to a count")


def _check_told(policy: Policy, line: int, what: str, text: str) -> None:
    if says_nothing(text):
        _refuse(policy, line, f"{what} is {text!r}, a placeholder; say what it is")


def _check_effective(policy: Policy) -> None:
    until = policy.effective.until
    if until is not None and until <= policy.effective.since:
        _refuse(policy, policy.effective.line, "the policy ends before it begins")


def _check_reference(policy: Policy, part: Stated) -> None:
    if isinstance(part, Reading) and not (part.stands_for or part.source or part.assumption):
        return  # what a measure counts is answered for by the measure itself
    given = [text for text in (part.source, part.assumption) if text.strip()]
    if len(given) != 1:
        both = "both a source and an assumption; keep one" if given else "no source or assumption"
        _refuse(
            policy,
            part.line,
            f"this has {both}. Write `source:` with who says so and where, or `assumption:` "
            "with the reason for choosing it",
        )
    if says_nothing(given[0]):
        _refuse(policy, part.line, f"{given[0]!r} is a placeholder; say who answers for this")


def _stated(part: object) -> Iterator[Stated]:
    if isinstance(part, Stated):
        yield part
    if isinstance(part, Mapping):
        for inner in part.values():
            yield from _stated(inner)
    elif isinstance(part, tuple):
        for inner in part:
            yield from _stated(inner)
    elif is_dataclass(part):
        for each in fields(part):
            yield from _stated(getattr(part, each.name))


def _text(part: Number) -> str:
    return _short(part.value)


def _short(value: Fraction) -> str:
    decimal = f"{float(value):g}"
    return decimal if Fraction(decimal) == value else str(value)


def _refuse(
    policy: Policy, line: int, what: str, known: list[str] | None = None, given: str = ""
) -> NoReturn:
    raise PolicyError(f"{policy.file}:{line}: {what}.{advice(known, given)}")
