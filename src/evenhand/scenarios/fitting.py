"""Fitting: the coefficients of a fit as a model with a name, and what adopting it would change.

Nothing is adopted here: a run uses a model only where its maker names one.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import replace
from hashlib import sha256

from evenhand.errors import PolicyError
from evenhand.figures import Fitted, Model, Moved, Result
from evenhand.figures.plain import to_plain
from evenhand.policy import Policy
from evenhand.run import Frozen, Tallies, allocate
from evenhand.scenarios.masking import coefficients
from evenhand.sources.data import Data


def model_of(result: Result) -> Model:
    """The coefficients a result was made with, as a model named after what it was fitted on.

    The name ends in a mark made from the coefficients: two fits that say otherwise
    have two names.
    """
    parts = tuple(
        Fitted(program, component, kept)
        for (program, component), kept in sorted(coefficients(result).items())
    )
    mark = sha256(json.dumps(to_plain(parts)).encode()).hexdigest()[:8]
    name = f"{result.policy} {result.version}, data of {result.as_of}, {mark}"
    return Model(name, result.policy, result.version, result.period, result.as_of, parts)


def with_model(
    policy: Policy,
    data: Data,
    asked: str,
    tallies: Tallies,
    model: Model,
    anew: Collection[tuple[str, str]] = (),
) -> Result:
    """Allocate with the coefficients of `model`, fitting nothing but the components in `anew`.

    Raises:
        PolicyError: The model belongs to another policy, or lacks coefficients.
    """
    if model.policy != policy.name:
        raise PolicyError(
            f"The model {model.name} was fitted under {model.policy}, and this is {policy.name}. "
            "Fit one with `evenhand fit`."
        )
    frozen = {place: told for place, told in model.frozen.items() if place not in anew}
    result = allocate(policy, data, asked, tallies, frozen=frozen)
    used, kept = _names(coefficients(result)), _names(frozen)
    wanted = sorted(used.keys() - set(anew))
    if missing := [place for place in wanted if not used[place] <= kept.get(place, set())]:
        raise PolicyError(
            f"The model {model.name} has no coefficients for "
            f"{', '.join('.'.join(place) for place in missing)}. Fit one with `evenhand fit`."
        )
    flags = (*_flags(policy, model), *fitted_anew(used.keys() & set(anew)))
    return replace(result, model=model.name, flags=(*flags, *result.flags))


def fitted_anew(places: Collection[tuple[str, str]]) -> tuple[str, ...]:
    """What a result says of components whose coefficients no longer fit how they are scored."""
    if not places:
        return ()
    named = ", ".join(".".join(place) for place in sorted(places))
    return (f"Fitted anew, since the scenario changes how it is scored: {named}.",)


def _names(frozen: Frozen) -> dict[tuple[str, str], set[str]]:
    """What the coefficients of each component are called."""
    return {place: {each.name for each in kept} for place, kept in frozen.items()}


def _flags(policy: Policy, model: Model) -> tuple[str, ...]:
    made = f"Coefficients are frozen: {model.name}, fitted over {model.period}."
    if model.version == policy.version:
        return (made,)
    return (made, f"They were fitted under version {model.version} of the policy.")


def moved(before: Result, after: Result) -> tuple[Moved, ...]:
    """What each branch of each program would have under one model and under another."""
    return tuple(
        Moved(
            new.name,
            award.branch,
            old_award.positions,
            award.positions,
            award.quota - old_award.quota,
        )
        for old, new in zip(before.programs, after.programs, strict=True)
        for old_award, award in zip(old.awards, new.awards, strict=True)
    )
