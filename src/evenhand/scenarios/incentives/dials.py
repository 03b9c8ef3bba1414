"""Dials: up to which risk of re-abuse returning a child pays in the state as a whole.

At a branch on the state's rate ā, with as many home as expected, a return pays up to
ρ* = ā (1 + w_R ÷ w_A), w_R and w_A being the influences of return home and of its brake.

Source: Evenhand method, section 6.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from evenhand.errors import NotPossible
from evenhand.figures import Dial
from evenhand.policy import Component, Policy
from evenhand.scenarios.incentives.slopes import Slopes
from evenhand.scenarios.what_if.return_dial import influences_at, only_stands_for, return_pair


def dials(slopes: Slopes) -> Iterator[Dial]:
    """The dial of each program that has one, as the policy sets it."""
    for name, (returns, reabuse) in _pairs(slopes.policy).items():
        parts = slopes.policy.programs[name].components
        first, second = parts[returns].influence.value, parts[reabuse].influence.value
        if second:
            rate = _state_rate(slopes, parts[reabuse])
            yield Dial(name, rate, rate * (1 + first / second), returns, first, reabuse, second)


def dial_at(slopes: Slopes, highest: Fraction) -> tuple[Dial, ...]:
    """The influences at which returning pays up to the risk `highest`, program by program.

    The two components keep what they have together.

    Raises:
        NotPossible: No program has return home and its brake; or `highest` is no more than
            the state's own rate, which no influences can bring about.
    """
    pairs = _pairs(slopes.policy)
    if not pairs:
        raise NotPossible(f"{slopes.policy.name} has no dial to set: {_why_none(slopes.policy)}.")
    return tuple(_at(slopes, name, *pair, highest) for name, pair in pairs.items())


def _at(slopes: Slopes, program: str, returns: str, reabuse: str, highest: Fraction) -> Dial:
    parts = slopes.policy.programs[program].components
    rate = _state_rate(slopes, parts[reabuse])
    together = parts[returns].influence.value + parts[reabuse].influence.value
    try:
        first, second = influences_at(highest, rate, together)
    except NotPossible as error:
        raise NotPossible(f"{program}: {error}.") from None
    return Dial(program, rate, highest, returns, first, reabuse, second)


def _pairs(policy: Policy) -> dict[str, tuple[str, str]]:
    """Return home and its brake, in each program that has both."""
    found = {name: return_pair(policy, program) for name, program in policy.programs.items()}
    return {name: pair for name, pair in found.items() if pair}


def _why_none(policy: Policy) -> str:
    found = {name: only_stands_for(policy, program) for name, program in policy.programs.items()}
    said = "; ".join(f"in {name} {why}" for name, why in found.items() if why)
    return said or "no program has both return home and re-abuse"


def _state_rate(slopes: Slopes, part: Component) -> Fraction:
    rows = [t for t in slopes.tallies[part.measures["counts"]] if t.branch in slopes.sharing]
    base = sum((t.base_middle for t in rows), Fraction(0))
    return sum((t.hits_middle for t in rows), Fraction(0)) / base if base else Fraction(0)
