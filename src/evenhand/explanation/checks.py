"""Gaming checks in words: what was found, what it was held against, and how often that is wrong.

A branch that stands out is a reason to look; no sentence here says why it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor

from evenhand.figures import Check, Suspicion
from evenhand.figures.suspicion import any_false_alarm

#: Below this a chance is told as less than one in so many.
RARE = Fraction(1, 1_000_000)


def check_in_words(check: Check, names: Mapping[str, str]) -> Iterator[str]:
    """The answer to the check's question, branch by branch where one stands out.

    Args:
        check: One check, made or not.
        names: The branches' names.
    """
    if not check.made:
        yield check.note
        return
    yield _answer(check)
    for each in check.found:
        yield f"{names.get(each.branch, each.branch)}: {_branch(each, check)}"
    yield false_alarms_in_words(check)
    if check.note:
        yield f"Assumed: {check.note}"


def false_alarms_in_words(check: Check) -> str:
    """How often a check shows somebody where there is nothing to show."""
    states, share = 100, check.false_alarms
    while share * states < 1:
        states *= 10
    return (
        f"Of {states:,} states in which nobody does this, at most {_most(share * states)} would "
        f"show any branch here{', if honest branches change in step' if check.before else ''}."
    )


def all_together_in_words(checks: Sequence[Check]) -> str:
    """How often any of the checks made shows somebody where there is nothing to show."""
    made = [check for check in checks if check.made]
    share = any_false_alarm(checks)
    if len(made) < 2 or share >= 1:
        return ""
    in_step = ", and honest branches change in step," if any(c.before for c in made) else ""
    return (
        f"Over all {len(made)} checks made, at most {_most(share * 100)} states of 100 in which "
        f"nobody games{in_step} would show any branch anywhere. A branch that stands out is a "
        "reason to look, not a finding against anybody."
    )


def verdict(suspicion: Suspicion) -> str:
    """What the test says of one branch, in few words."""
    if suspicion.chance is None:
        return "too few to tell"
    if not suspicion.found:
        return "like the others"
    return f"{_side(suspicion)} than expected"


def _answer(check: Check) -> str:
    few = len(check.too_few)
    judged, found = len(check.suspicions) - few, len(check.found)
    left_out = f"; {few} had too few to tell" if few else ""
    if not judged:
        return "No branch has enough to tell."
    told = "No branch stands out" if not found else f"{found} stand{'s' * (found == 1)} out"
    return f"{told} among the {judged} looked at{left_out}."


def _branch(each: Suspicion, check: Check) -> str:
    """One branch that stands out; all its numbers are there."""
    own, expected = _percent(each.share), _percent(each.expected)
    if check.before is not None:
        held = (
            f"after {_percent(each.earlier)} in {check.before}; had it moved as the rest of the "
            f"state did, {expected} was to be expected"
        )
    else:
        held = f"where {expected} was to be expected of a branch like the rest of the state"
    return (
        f"{each.hits:,} of {each.base:,} ({own}), {held}. By chance alone a state would show one "
        f"so far off {_chance(each.chance)}."
    )


def _side(each: Suspicion) -> str:
    return "more" if (each.share or 0) > (each.expected or 0) else "fewer"


def _percent(share: Fraction | None) -> str:
    return f"{float(share or 0):.1%}"


def _chance(chance: Fraction | None) -> str:
    """How often, as one time in so many; never more seldom than it is."""
    if not chance or chance < RARE:
        return f"less than once in {RARE.denominator:,} times"
    return f"at most once in {floor(1 / chance):,} times"


def _most(states: Fraction) -> str:
    return f"{ceil(states):,}"
