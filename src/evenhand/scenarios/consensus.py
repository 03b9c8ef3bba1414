"""Consensus: where positions would stand had those who disagree been settled by another rule.

One reading at a time is settled by each of the rules its measure knows, measured again,
and the whole journey is run with the coefficients of the result. What is left is what
the disagreement of raters and readers does to positions; where they agree, no rule
changes anything. Readings are not varied together, so the span is no proven bound.

Source: Evenhand method, section 2 (the consensus rule stands in the policy).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import get_args, get_type_hints

from evenhand.errors import EvenhandError
from evenhand.figures import Result
from evenhand.measures import catalogue
from evenhand.policy import Policy
from evenhand.run import Tallies, allocate, measure
from evenhand.scenarios.masking import coefficients
from evenhand.sources.data import Data

PARAMETER = "consensus"


@dataclass(frozen=True, slots=True)
class Trial:
    """One reading settled by another rule: each branch's positions, or why there are none.

    `moved` is how many positions stand elsewhere than in the result.
    """

    reading: str
    rule: str
    positions: tuple[Fraction, ...] = ()
    moved: Fraction = Fraction(0)
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """One branch's positions in the result, and the fewest and most of all trials."""

    branch: str
    positions: Fraction
    least: Fraction
    most: Fraction


def consensus_trials(
    result: Result, policy: Policy, data: Data, asked: str, tallies: Tallies
) -> tuple[Trial, ...]:
    """Every reading that has a consensus rule, settled by each of the other rules.

    A reading that comes from counts cannot be settled anew; it is left out.
    """
    return tuple(
        _trial(result, policy, data, asked, tallies, name, rule)
        for name, rule in _others(policy, data)
    )


def spans(result: Result, trials: tuple[Trial, ...]) -> tuple[Span, ...]:
    """The branches whose positions differ under some rule, with how far."""
    found = []
    for at, total in enumerate(result.totals):
        all_of = [total.positions, *(t.positions[at] for t in trials if t.positions)]
        if min(all_of) != max(all_of):
            found.append(Span(total.branch, total.positions, min(all_of), max(all_of)))
    return tuple(found)


def _others(policy: Policy, data: Data) -> Iterator[tuple[str, str]]:
    """Each reading with a consensus rule, and each rule that is not its own."""
    for name, reading in policy.measures.items():
        own = reading.parameters.get(PARAMETER)
        if own is None or name in data.counts:
            continue
        rules = get_args(get_type_hints(catalogue()[reading.measure or name].compute)[PARAMETER])
        yield from ((name, rule) for rule in rules if rule != own.value)


def _trial(
    result: Result,
    policy: Policy,
    data: Data,
    asked: str,
    tallies: Tallies,
    name: str,
    rule: str,
) -> Trial:
    settled = measure(_with_rule(policy, name, rule), data, [name])
    if not settled[name]:
        return Trial(name, rule, why_not="nobody judged so")
    try:
        other = allocate(
            policy, data, asked, {**tallies, **settled}, frozen=coefficients(result), working=False
        )
    except EvenhandError as error:
        return Trial(name, rule, why_not=str(error))
    positions = tuple(total.positions for total in other.totals)
    apart = (abs(a - b.positions) for a, b in zip(positions, result.totals, strict=True))
    return Trial(name, rule, positions, sum(apart, Fraction(0)) / 2)


def _with_rule(policy: Policy, name: str, rule: str) -> Policy:
    """The policy with one reading settled by `rule`."""
    reading = policy.measures[name]
    settled = {PARAMETER: replace(reading.parameters[PARAMETER], value=rule)}
    changed = replace(reading, parameters={**reading.parameters, **settled})
    return replace(policy, measures={**policy.measures, name: changed})
