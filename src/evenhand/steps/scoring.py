"""Scoring: a program's base and its components, estimated and turned into pots."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from evenhand.errors import TableError
from evenhand.estimation import Asked, as_counts, as_scores, scores
from evenhand.figures import BranchScore, ComponentResult, Figure, Scores
from evenhand.formula import ASSUMES, Voice, pots
from evenhand.measures import catalogue
from evenhand.policy import Base, Component, Policy
from evenhand.steps.studying import design_effect, should_take
from evenhand.steps.told import Told


def assumed(policy: Policy) -> tuple[str, ...]:
    """What the formula, scores and measures that a policy uses assume, beside its own choices."""
    used = [scores()[p.base.score] for p in policy.programs.values()]
    used += [scores()[c.score] for p in policy.programs.values() for c in p.components.values()]
    readings = [
        catalogue()[reading.measure or name]
        for name, reading in policy.measures.items()
        if not reading.stands_for
    ]
    told = [(each.name, each.assumes) for each in used]
    told += [(each.name, each.assumes) for each in readings]
    return (f"formula: {ASSUMES}", *dict.fromkeys(f"{n}: {text}" for n, text in told if text))


@dataclass(frozen=True, slots=True)
class Scored:
    """One program's base and the scores of its components, before any influence.

    It holds for every what-if that changes neither. `unheard` says why a component
    without influence has no scores; given one, it stops the run.
    """

    base: tuple[Figure, ...]
    made: Scores
    components: Mapping[str, Scores]
    unheard: Mapping[str, str]


def scored(told: Told, name: str) -> Scored:
    """Score the base and every component of the program of that name.

    Raises:
        TableError: The base of a branch cannot be known, or is nothing everywhere; or a
            component with influence lacks a reading.
    """
    base, made = _base(told, name)
    weights = {figure.population: figure.value for figure in base}
    found, unheard = {}, {}
    for key, part in told.policy.programs[name].components.items():
        try:
            found[key] = as_scores(_scores(told, name, key, part, weights), weights)
        except TableError as error:
            if part.influence.value:
                raise
            unheard[key] = str(error)
            found[key] = _silent(told, str(error))
    return Scored(base, made, found, unheard)


def component_of(
    key: str, part: Component, positions: Fraction, known: Scored, *, told: bool = True
) -> ComponentResult:
    """What one component's pot hands out of `positions`; `told`: and how that was made.

    Raises:
        TableError: It has influence, and nothing to be scored by.
    """
    if part.influence.value and key in known.unheard:
        raise TableError(known.unheard[key])
    made = known.components[key]
    voice = Voice(key, part.score, part.influence.value, part.reference, made)
    return pots(positions, known.base, voice, told=told)


def _base(told: Told, name: str) -> tuple[tuple[Figure, ...], Scores]:
    """Each sharing branch's base, and the counts it was made of."""
    part = told.policy.programs[name].base
    made = as_counts(_scores(told, name, "base", part, {}))
    rule = f"{part.score} ({', '.join(part.measures.values())})"
    base = tuple(
        Figure(
            _known(name, score),
            "base",
            score.branch,
            told.data.as_of,
            rule,
            score.working,
            part.reference,
        )
        for score in made.branches
    )
    if not any(figure.value for figure in base):
        raise TableError(
            f"{name}: the base {rule} is 0 in every branch, so nothing can be shared by it. "
            f"Look at the period {told.policy.period} and at the tables it reads."
        )
    return base, made


def _known(name: str, score: BranchScore) -> Fraction:
    if score.value is None:
        raise TableError(
            f"{name}: the base of {score.branch} is not known: {', '.join(score.flags)}."
        )
    return score.value


def _silent(told: Told, why: str) -> Scores:
    """No scores: a component without influence cannot stop a run by lacking its tables."""
    unknown = tuple(BranchScore(branch, None) for branch in told.sharing)
    return Scores(unknown, flags=(f"without influence, and not shown: {why}",))


def _scores(
    told: Told, name: str, key: str, part: Base | Component, base: Mapping[str, Fraction]
) -> Scores:
    return scores()[part.score].compute(asked_of(told, name, key, part, base))


def asked_of(
    told: Told, name: str, key: str, part: Base | Component, base: Mapping[str, Fraction]
) -> Asked:
    """What one part of a program asks its score; `key` is the component, or "base".

    Raises:
        TableError: A reading that it names was not taken.
    """
    if missing := sorted(set(part.measures.values()) - set(told.tallies)):
        raise TableError(f"nothing gives {', '.join(missing)}.")
    return Asked(
        name=f"{name}.{key}",
        branches=told.sharing,
        readings={role: told.tallies[reading] for role, reading in part.measures.items()},
        parameters={each: p.value for each, p in part.parameters.items()},
        base=base,
        as_of=told.data.as_of,
        source=part.reference,
        frozen=told.frozen.get((name, key), ()),
        told=told.working,
        should_take=should_take(told.policy, told.data.as_of),
        design_effect=design_effect(told.policy),
    )
