"""What each rule costs: the positions that stand elsewhere because of it.

A rule is lifted for every branch, all others stay, and the same method shares out
again; half the differences is what the rule moved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from evenhand.allocation import Method
from evenhand.allocation.limits import Bounds, limits_for
from evenhand.errors import NotPossible
from evenhand.figures import Award, BoundCost

LIFTED: Mapping[str, Mapping[str, Any]] = {
    "minimum": {"least": None},
    "maximum": {"most": None},
    "gain cap": {"gain": None, "gain_share": None},
    "loss cap": {"lose": None, "lose_share": None},
    "hold harmless": {"hold_harmless": False},
}


def bound_costs(
    method: Method,
    positions: int,
    quotas: Mapping[str, Fraction],
    bounds: Mapping[str, Bounds],
    current: Mapping[str, Fraction | None],
) -> tuple[BoundCost, ...]:
    """Say for each rule in force how many units it moves, and which branches it holds.

    A rule that holds nobody costs 0 and is told. A rule whose effect another rule would
    have as well costs 0 too: a cap on one branch, where floors hold all the others. A
    rule without which nothing could be shared out (a maximum of 0, under a method that
    gives every claim a position) has no cost that can be told, and is left out.
    """
    held = method(positions, quotas, limits_for(bounds, current))
    costs = []
    for rule in (*LIFTED, "held at current"):
        without = {branch: lifted(rules, rule) for branch, rules in bounds.items()}
        if without == dict(bounds):
            continue
        try:
            free = method(positions, quotas, limits_for(without, current))
        except NotPossible:
            continue
        costs.append(_cost(rule, held, free))
    return tuple(costs)


def lifted(bounds: Bounds, rule: str) -> Bounds:
    """Drop one rule. A branch no longer held at current shares freely, with no rule left."""
    if rule == "held at current":
        return Bounds() if bounds.held else bounds
    return replace(bounds, **LIFTED[rule])


def _cost(rule: str, held: Sequence[Award], free: Sequence[Award]) -> BoundCost:
    moved = sum(
        (abs(a.positions - b.positions) for a, b in zip(held, free, strict=True)), Fraction()
    )
    return BoundCost(rule, moved / 2, tuple(a.branch for a in held if a.held_by == rule))
