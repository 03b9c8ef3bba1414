"""Limits: from rules and current staff to the least and the most a branch may have.

A limit is never overstepped: what a rule says in fractions is rounded to the inside.
Limits may depend on current staff, never on the positions to share or on the quotas;
otherwise one position more could take one away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from evenhand.errors import NotPossible
from evenhand.figures import Limits


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the rules say for one branch, in units; None and False: no such rule.

    `gain` and `lose` are the most a branch may gain or lose, `gain_share` and
    `lose_share` the same as a fraction of its current staff. `held` keeps the branch
    at the whole part of its current staff, whatever its other rules say: it stands
    outside the sharing.
    """

    least: int | None = None
    most: int | None = None
    gain: Fraction | None = None
    lose: Fraction | None = None
    gain_share: Fraction | None = None
    lose_share: Fraction | None = None
    hold_harmless: bool = False
    held: bool = False


def limits_for(
    bounds: Mapping[str, Bounds], current: Mapping[str, Fraction | None]
) -> dict[str, Limits]:
    """Give each branch its limits, from its rules and its current staff in units."""
    return {name: branch_limits(rules, current.get(name), name) for name, rules in bounds.items()}


def branch_limits(bounds: Bounds, current: Fraction | None, branch: str = "The branch") -> Limits:
    """Find the tightest limits that one branch's rules set, and which rule sets each.

    Raises:
        NotPossible: Two rules leave no whole number between them, or a rule needs the
            current staff where none is known.
    """
    lowest, highest = _lowest(bounds, current, branch), _highest(bounds, current, branch)
    if bounds.held:
        staff = floor(_known(current, "held at current", branch))
        lowest = highest = [(staff, "held at current")]
    # On equal numbers the first rule named is the one that is told.
    least, least_rule = max(lowest, key=lambda limit: limit[0], default=(0, "minimum"))
    most, most_rule = min(highest, key=lambda limit: limit[0], default=(None, "maximum"))
    if most is not None and least > most:
        raise NotPossible(
            f"{branch}: {least_rule} asks for at least {least}, but {most_rule} allows at most "
            f"{most}. Change one of the two so that a whole number lies between them."
        )
    return Limits(max(least, 0), most, least_rule, most_rule)


def _lowest(bounds: Bounds, current: Fraction | None, branch: str) -> list[tuple[int, str]]:
    found = [(bounds.least, "minimum")] if bounds.least is not None else []
    if bounds.lose is not None:
        found.append((ceil(_known(current, "loss cap", branch) - bounds.lose), "loss cap"))
    if bounds.lose_share is not None:
        kept = _known(current, "loss cap", branch) * (1 - bounds.lose_share)
        found.append((ceil(kept), "loss cap"))
    if bounds.hold_harmless:
        found.append((ceil(_known(current, "hold harmless", branch)), "hold harmless"))
    return found


def _highest(bounds: Bounds, current: Fraction | None, branch: str) -> list[tuple[int, str]]:
    found = [(bounds.most, "maximum")] if bounds.most is not None else []
    if bounds.gain is not None:
        found.append((floor(_known(current, "gain cap", branch) + bounds.gain), "gain cap"))
    if bounds.gain_share is not None:
        grown = _known(current, "gain cap", branch) * (1 + bounds.gain_share)
        found.append((floor(grown), "gain cap"))
    return found


def _known(current: Fraction | None, rule: str, branch: str) -> Fraction:
    if current is None:
        raise NotPossible(
            f"{branch}: {rule} needs the current staff, and none is known. "
            f"Give the branch's current staff, or drop the rule for it."
        )
    return current
