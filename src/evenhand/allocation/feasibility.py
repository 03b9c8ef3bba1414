"""Feasibility: is there any sharing out within every limit; and if not, what is in the way.

The answer to a manager names the rules and branches, says by how much, and gives the
nearest number of positions that would work.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from evenhand.errors import NotPossible
from evenhand.figures import Limits

NAMED = 3  # branches named for each rule; the others are counted


def effective_limits(limits: Limits, quota: Fraction, every_claim_gets_one: bool) -> Limits:
    """Narrow a branch's limits to what a method can use.

    Without a quota it gets its minimum and no more. Under a method that gives every
    claim a first position it gets that one, unless its maximum is 0.
    """
    if quota == 0:
        return Limits(limits.least, limits.least, limits.least_rule, "no quota")
    if every_claim_gets_one and limits.least == 0 and limits.most != 0:
        return Limits(1, limits.most, "a first position for every claim", limits.most_rule)
    return limits


def check_feasible(
    positions: int,
    quotas: Mapping[str, Fraction],
    limits: Mapping[str, Limits],
    *,
    every_claim_gets_one: bool = False,
    unit: Fraction = Fraction(1),
) -> None:
    """See that `positions` units can be shared out within every limit.

    `unit` is what one unit is in positions, for the text alone.

    Raises:
        NotPossible: They cannot; the text says which limits are in the way, by how
            much, and the nearest number of positions that can be shared out.
    """
    _check_each(quotas, limits)
    in_use = {
        branch: effective_limits(limits.get(branch, Limits()), quota, every_claim_gets_one)
        for branch, quota in sorted(quotas.items())
    }
    least = sum(limit.least for limit in in_use.values())
    most = sum(limit.least if limit.most is None else limit.most for limit in in_use.values())
    if positions < least:
        asked = ((limit.least_rule, branch, limit.least) for branch, limit in in_use.items())
        raise NotPossible(_too_few(positions * unit, least * unit, _by_rule(asked, unit)))
    if positions > most and all(limit.most is not None for limit in in_use.values()):
        allowed = ((limit.most_rule, branch, limit.most) for branch, limit in in_use.items())
        raise NotPossible(_too_many(positions * unit, most * unit, _by_rule(allowed, unit)))


def _check_each(quotas: Mapping[str, Fraction], limits: Mapping[str, Limits]) -> None:
    for branch, quota in sorted(quotas.items()):
        if quota < 0:
            raise NotPossible(f"{branch}: the quota is {quota}; a quota cannot be negative.")
    for branch, limit in sorted(limits.items()):
        if branch not in quotas:
            raise NotPossible(f"{branch} has limits but no quota. Give it a quota, 0 if need be.")
        if limit.most is not None and limit.least > limit.most:
            raise NotPossible(
                f"{branch}: {limit.least_rule} asks for at least {limit.least}, but "
                f"{limit.most_rule} allows at most {limit.most}. Change one of the two."
            )


def _too_few(positions: Fraction, least: Fraction, rules: str) -> str:
    return (
        f"There are {positions} positions to share out, but at least {least} are called for: "
        f"{least - positions} more. What calls for them: {rules}. "
        f"The smallest number that works is {least}."
    )


def _too_many(positions: Fraction, most: Fraction, rules: str) -> str:
    return (
        f"There are {positions} positions to share out, but at most {most} are allowed: "
        f"{positions - most} fewer. What allows no more: {rules or 'there are no branches'}. "
        f"The largest number that works is {most}."
    )


def _by_rule(limits: Iterable[tuple[str, str, int | None]], unit: Fraction) -> str:
    rules: dict[str, list[tuple[int, str]]] = {}
    for rule, branch, number in limits:
        if number or rule == "no quota":
            rules.setdefault(rule, []).append((number or 0, branch))
    return "; ".join(_one_rule(rule, rules[rule], unit) for rule in sorted(rules))


def _one_rule(rule: str, found: list[tuple[int, str]], unit: Fraction) -> str:
    largest = sorted(found, key=lambda one: (-one[0], one[1]))
    names = ", ".join(f"{branch} {number * unit}" for number, branch in largest[:NAMED])
    others = len(largest) - NAMED
    tail = f" and {others} other branch{'es' if others > 1 else ''}" if others > 0 else ""
    return f"{rule} {sum(number for number, _ in found) * unit} ({names}{tail})"
