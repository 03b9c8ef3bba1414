"""What a reader of an account must be told: what means otherwise, and what could not be told apart.

Notes are sentences; they name the runs as their reader does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from evenhand.scenarios.accounts.causes import DATA, SCORING, Pair
from evenhand.scenarios.accounts.shapley import Group
from evenhand.scenarios.accounts.sides import Side


def meanings(before: Side, after: Side) -> Iterator[str]:
    """Say where numbers of the two runs do not mean the same."""
    old, new = before.policy, after.policy
    if old.position.value != new.position.value:
        yield (
            f"A position is {old.position.value} in {before.name} and {new.position.value} in "
            f"{after.name}: the two do not count the same."
        )
    if old.unit.value != new.unit.value:
        yield (
            f"{before.name} shares out units of {old.unit.value} position and {after.name} of "
            f"{new.unit.value}; what comes of that stands under total and rounding."
        )
    if old.period != new.period:
        yield f"{before.name} counts {old.period}, {after.name} {new.period}."
    for each in (before, after):
        if each.result.scenario:
            yield f"{each.name} is a scenario and not in force ({each.result.scenario})."
    for one, other in ((before, after), (after, before)):
        if alone := sorted(set(one.data.branches) - set(other.data.branches)):
            yield f"Only {one.name} has {listed(alone)}: 0 in {other.name}."


def notes(pair: Pair, why: Mapping[Group, str]) -> Iterator[str]:
    """Say which causes of a program could not be told apart, and what is counted otherwise."""
    for group, reason in why.items():
        yield (
            f"{pair.program}: {listed(group)} cannot be told apart, since no run can be made in "
            f"which one has changed and the other has not: {reason}"
        )
    if names := sorted(pair.counted_otherwise & pair.readings):
        under = SCORING if pair.same_data else f"{DATA}, since the data changed as well"
        yield f"{pair.program}: the policies count {listed(names)} otherwise; told under {under}."


def listed(names: Sequence[str]) -> str:
    """Names as people list them: a, b and c."""
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
