"""Shapley: one change shared out among its causes, exactly, as if they came in any order alike.

Each cause is given the mean, over all orders, of what its coming changes. Causes between
which some state cannot be computed are taken together, and the reason is kept.

Source: Shapley, A value for n-person games (1953).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import factorial, lcm
from typing import TypeVar

from evenhand.errors import EvenhandError

T = TypeVar("T")
#: Causes that are told together; one alone where nothing stands in the way.
Group = tuple[str, ...]
Values = Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Shared:
    """What each group of causes changed, by branch; `why` says what keeps a group together."""

    changes: Mapping[Group, Values]
    why: Mapping[Group, str]


def shapley(causes: Sequence[str], value: Callable[[frozenset[str]], Values]) -> Shared:
    """Share out value(all causes) − value(none) among the causes, branch by branch.

    `value` gives every branch's value where the causes named have changed and the others
    have not; the branches are the same each time.

    Raises:
        EvenhandError: The value of all, or of none, cannot be computed.
    """
    known, failed = _states(causes, value)
    groups = _groups(causes, failed)
    why = {g: failed[_first(g, failed)] for g in groups if len(g) > 1}
    branches = list(known[frozenset()])
    states = {chosen: known[frozenset(c for g in chosen for c in g)] for chosen in _subsets(groups)}
    found: dict[Group, dict[str, Fraction]] = {group: {} for group in groups}
    for branch in branches:
        for group, change in _one(groups, {s: v[branch] for s, v in states.items()}).items():
            found[group][branch] = change
    return Shared(found, why)


def _states(
    causes: Sequence[str], value: Callable[[frozenset[str]], Values]
) -> tuple[dict[frozenset[str], Values], dict[frozenset[str], str]]:
    """The value of every mixed state, or the sentence that says why it has none."""
    known: dict[frozenset[str], Values] = {}
    failed: dict[frozenset[str], str] = {}
    for chosen in _subsets(causes):
        try:
            known[chosen] = value(chosen)
        except EvenhandError as error:
            if len(chosen) in (0, len(causes)):
                raise
            failed[chosen] = str(error)
    return known, failed


def _groups(causes: Sequence[str], failed: Mapping[frozenset[str], str]) -> list[Group]:
    """Merge causes, two groups at a time, until no state between groups is one that failed.

    Those two are merged that stand apart in most of the failed states, the first told on ties.
    """
    groups: list[Group] = [(cause,) for cause in causes]
    while True:
        open_ = [state for state in failed if not any(_apart(g, state) for g in groups)]
        if not open_:
            return groups
        one, other = max(
            combinations(groups, 2),
            key=lambda pair: sum((pair[0][0] in s) != (pair[1][0] in s) for s in open_),
        )
        merged = tuple(cause for cause in causes if cause in one + other)
        groups = [merged if g == one else g for g in groups if g != other]


def _apart(group: Group, state: frozenset[str]) -> bool:
    """Whether a state changes some causes of a group and not others: it is then no more needed."""
    return len({cause in state for cause in group}) > 1


def _first(group: Group, failed: Mapping[frozenset[str], str]) -> frozenset[str]:
    """The smallest state that failed within the group, for its reason."""
    return next(state for state in failed if _apart(group, state))


def _subsets(items: Sequence[T]) -> list[frozenset[T]]:
    """Every choice among the items, the smaller first, in their order."""
    return [frozenset(some) for size in range(len(items) + 1) for some in combinations(items, size)]


def _one(
    groups: Sequence[Group], values: Mapping[frozenset[Group], Fraction]
) -> dict[Group, Fraction]:
    """Each group's change of one number; sums of whole numbers over one denominator, for speed."""
    over, orders = lcm(*(v.denominator for v in values.values())), factorial(len(groups))
    whole = {state: v.numerator * (over // v.denominator) for state, v in values.items()}
    return {
        group: Fraction(
            sum(
                _orders(len(groups), len(state)) * (whole[state | {group}] - amount)
                for state, amount in whole.items()
                if group not in state
            ),
            over * orders,
        )
        for group in groups
    }


def _orders(causes: int, before: int) -> int:
    """In how many orders just those `before` have come when one more comes."""
    return factorial(before) * factorial(causes - before - 1)
