"""Vets a policy against what exists: measures, scores, methods, and their parameters.

The policy's own room cannot know these; here they meet, before any table is read.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from fractions import Fraction
from typing import Any, Literal, NoReturn, get_args, get_origin, get_type_hints

from evenhand.allocation import methods
from evenhand.errors import PolicyError
from evenhand.estimation import scores, shown
from evenhand.figures import LevelRule
from evenhand.measures import catalogue
from evenhand.policy import Base, Component, Parameter, Policy, Reading, Word
from evenhand.steps.studying import vet_time_study
from evenhand.steps.watch_vetting import vet_caseload

#: What a measure's parameter of each type is called.
KINDS: dict[Any, str] = {
    int: "a whole number, 0 or more",
    str: "a word",
    LevelRule: "a row of the `classifier`, which only `evenhand reviews levels` hands over",
}


def vet(policy: Policy) -> None:
    """See that everything the policy names exists and is given what it needs.

    Raises:
        PolicyError: With file, line, what is wrong, and what would work.
    """
    for name, reading in policy.measures.items():
        _vet_reading(policy, name, reading)
    _vet_method(policy, policy.method)
    for program in policy.programs.values():
        if program.method:
            _vet_method(policy, program.method)
        _vet_score(policy, program.base, makes_base=True)
        for component in program.components.values():
            _vet_score(policy, component, makes_base=False)
    vet_time_study(policy)
    vet_caseload(policy)


def _vet_reading(policy: Policy, name: str, reading: Reading) -> None:
    if reading.stands_for:
        return
    measure = reading.measure or name
    if measure not in catalogue():
        hint = "" if reading.measure else "; counts that no measure makes say `stands_for:`"
        _refuse(policy, reading.line, f"there is no measure {measure}{hint}", catalogue(), measure)
    chosen = catalogue()[measure]
    if not chosen.tells_branches:
        telling = [name for name, each in catalogue().items() if each.tells_branches]
        _refuse(policy, reading.line, f"{measure} tells no branch from another", telling, "")
    _vet_names(policy, reading.line, measure, reading.parameters, chosen.parameters)
    for each, parameter in reading.parameters.items():
        _vet_value(policy, measure, each, parameter, get_type_hints(chosen.compute)[each])


def _vet_value(policy: Policy, measure: str, name: str, given: Parameter, hint: Any) -> None:
    """See that a measure is given what its function's own type for the parameter says."""
    if get_origin(hint) is Literal:
        if given.value not in get_args(hint):
            _refuse_value(policy, measure, name, given, f"one of {', '.join(get_args(hint))}")
        return
    of, *_ = get_args(hint) or (hint,)
    listed, wanted = of is not hint, KINDS[of]
    parts = given.value if isinstance(given.value, tuple) else (given.value,)
    if isinstance(given.value, tuple) != listed or not all(_is(of, part) for part in parts):
        wanted = f"a list, each {wanted}" if listed else wanted
        _refuse_value(policy, measure, name, given, wanted)


def _is(kind: type, value: Fraction | str) -> bool:
    if kind is str or isinstance(value, str):
        return kind is str and isinstance(value, str)
    return kind is int and value.denominator == 1 and value >= 0


def _vet_method(policy: Policy, method: Word) -> None:
    if method.value not in methods():
        _refuse(policy, method.line, f"there is no method {method.value}", methods(), method.value)


def _vet_score(policy: Policy, part: Base | Component, *, makes_base: bool) -> None:
    fitting = {name: s for name, s in scores().items() if s.makes_base == makes_base}
    if part.score not in fitting:
        what = "a base" if makes_base else "a component"
        _refuse(policy, part.line, f"{part.score} is no score for {what}", fitting, part.score)
    score = fitting[part.score]
    roles = (*score.roles, *score.may_use)
    for role in score.roles:
        if role not in part.measures:
            _refuse(policy, part.line, f"{score.name} needs a reading for {role!r}", roles, "")
    for role in part.measures:
        if role not in roles:
            _refuse(policy, part.line, f"{score.name} has no use for {role!r}", roles, role)
    _vet_names(policy, part.line, score.name, part.parameters, tuple(score.parameters))
    for name, takes in score.parameters.items():
        if not takes.fits(part.parameters[name].value):
            _refuse_value(policy, score.name, name, part.parameters[name], takes.allowed)


def _vet_names(
    policy: Policy, line: int, name: str, given: Mapping[str, object], wanted: tuple[str, ...]
) -> None:
    for parameter in wanted:
        if parameter not in given:
            _refuse(policy, line, f"{name} needs the parameter {parameter!r}", wanted, "")
    for parameter in given:
        if parameter not in wanted:
            _refuse(policy, line, f"{name} has no parameter {parameter!r}", wanted, parameter)


def _refuse_value(
    policy: Policy, name: str, parameter: str, given: Parameter, wanted: str
) -> NoReturn:
    raise PolicyError(
        f"{policy.file}:{given.line}: {name} takes for {parameter!r} {wanted}, "
        f"not {shown(given.value)}."
    )


def _refuse(policy: Policy, line: int, what: str, known: Collection[str], given: str) -> NoReturn:
    near = get_close_matches(given, list(known), n=1)
    meant = f" Did you mean {near[0]!r}?" if near else ""
    have = ", ".join(sorted(known)) or "none"
    raise PolicyError(f"{policy.file}:{line}: {what}.{meant} What may stand here: {have}.")
