"""Settings: changes that move nothing but what they name: limits, method, base, a parameter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from evenhand.estimation import Score, scores
from evenhand.policy import Base, Bounds, Component, Number, Parameter, Program
from evenhand.scenarios.what_if.change import Change, read_value

LIMITS = tuple(each.name for each in fields(Bounds) if each.name != "line")
#: Takes a limit away.
NONE = "none"
HARMLESS, BASE, METHOD = "hold_harmless", "base", "method"
CALL = re.compile(r"(?P<score>\w+)\s*(?:\((?P<given>.*)\))?")


def set_in_program(program: Program, what: str, change: Change) -> Program:
    """Set a program's method, base, or one of its limits."""
    if what == METHOD:
        return replace(program, method=change.to_word(program.method, change.value))
    if what == BASE:
        return replace(program, base=_base(program.base, change))
    old = getattr(program.bounds, what)
    made: Any = None
    if change.value != NONE:
        word = what == HARMLESS
        made = change.to_word(old, change.value) if word else change.to_number(old, change.number())
    return replace(program, bounds=replace(program.bounds, **{what: made}))


def set_parameter(program: Program, part: str, name: str, change: Change) -> Program:
    """Set one parameter of a component's score, or of the base's."""
    if part == BASE:
        base = replace(program.base, parameters=_parameters(program.base, name, change))
        return replace(program, base=base)
    if part not in program.components:
        change.refuse(f"{part} has no parameters.", [*program.components, BASE], part)
    component = program.components[part]
    changed = replace(component, parameters=_parameters(component, name, change))
    return replace(program, components={**program.components, part: changed})


def set_hours(program: Program, path: Sequence[str], change: Change) -> Program:
    """Set the standard hours of a program: what one position gives, or one case needs."""
    hours: Any = program.hours
    if hours is None:
        change.refuse("this program states no hours; give them in the policy.")
    places = dict(_hours(hours))
    name = ".".join(path)
    if name not in places:
        change.refuse(f"hours have no {name}.", list(places), name)
    within = places[name]
    old = getattr(hours, within)
    made: Any = old
    if isinstance(old, Mapping):
        made = {**old, name: change.to_number(old[name], change.number())}
    else:
        made = change.to_number(old, change.number())
    return replace(program, hours=replace(hours, **{within: made}))


def _hours(hours: Any) -> list[tuple[str, str]]:
    """Every number that hours state, by what a line calls it, with the field it stands in."""
    found = []
    for each in fields(hours):
        value = getattr(hours, each.name)
        if isinstance(value, Number):
            found.append((each.name, each.name))
        elif isinstance(value, Mapping):
            found += [(key, each.name) for key, one in value.items() if isinstance(one, Number)]
    return found


def _parameters(part: Base | Component, name: str, change: Change) -> dict[str, Parameter]:
    if name not in part.parameters:
        known = list(part.parameters)
        change.refuse(f"{part.score} has no parameter {name}.", known, name)
    return {**part.parameters, name: change.to_parameter(part.parameters[name])}


def _base(old: Base, change: Change) -> Base:
    """The base by another score or other readings; what it shares with the old one is kept."""
    found = CALL.fullmatch(change.value)
    known = {name: each for name, each in scores().items() if each.makes_base}
    if not found or found["score"] not in known:
        given = found["score"] if found else change.value
        change.refuse(f"{given} is no score for a base.", list(known), given)
    score = known[found["score"]]
    given_values = _given(score, found["given"] or "", change)
    roles = (*score.roles, *score.may_use)
    measures = {r: given_values.get(r, old.measures.get(r, "")) for r in roles}
    kept = {name: p for name, p in old.parameters.items() if name in score.parameters}
    stated = {
        name: Parameter(
            value=read_value(text),
            assumption=f"{change.scenario}: {change.line}",
            line=-change.place,
        )
        for name, text in given_values.items()
        if name in score.parameters
    }
    why = f"scenario {change.scenario}: {change.value} instead of {old.score}"
    made = Base(
        score=score.name,
        measures={role: reading for role, reading in measures.items() if reading},
        parameters={**kept, **stated},
        assumption=why,
        line=-change.place,
    )
    same = (made.score, made.measures) == (old.score, dict(old.measures)) and not stated
    return old if same else made


def _given(score: Score, text: str, change: Change) -> dict[str, str]:
    """`role=reading` and `parameter=value`, as they stand between the brackets."""
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    known = [*score.roles, *score.may_use, *score.parameters]
    for name, equals, _ in pairs:
        if not equals or name.strip() not in known:
            change.refuse(f"{score.name} has no use for {name.strip()}.", known, name.strip())
    return {name.strip(): value.strip() for name, _, value in pairs}
