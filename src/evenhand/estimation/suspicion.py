"""Suspicion: which branches' shares lie further off than chance takes them.

A branch is held against the rest of the state in the same days, so that a season or a
holiday that all branches have raises no alarm. Where earlier counts are given, its change
is held against the rest's change: neither a branch that was always unlike the others nor
a change that the whole state made raises one. Honest branches are then taken to change in
step: where each drifts its own way, alarms are more frequent than asked for. The exact
chance is widened for families; Holm's correction keeps the whole check at its false-alarm
rate, however many branches there are.

A branch far off pulls along the rest that others are held against: it would make them
stand out on the other side, or hide a second like it. So the branch furthest off is taken
out once it is found, and the others are held against each other anew.

Source: Holm 1979, A simple sequentially rejective multiple test procedure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from evenhand.estimation.exact_tests import Beside, Side, expected_and_chance
from evenhand.estimation.raters import holm
from evenhand.estimation.thin import FEW
from evenhand.estimation.within_families import (
    Count,
    Patterns,
    counted,
    design_effect,
    patterns,
    widened,
)
from evenhand.figures import Suspicion, Tally

NOTHING = Count(0, 0, 0)


def suspicions(
    now: Iterable[Tally],
    before: Iterable[Tally] | None,
    branches: Iterable[str],
    side: Side,
    false_alarms: Fraction,
) -> tuple[Suspicion, ...]:
    """Every branch, in alphabetical order, with how unlikely its count is.

    A branch is tested if it and the rest of the state have ten families in the base or
    more, in each period looked at.

    Args:
        now: Hits of bases by branch, or a tally for each pattern of yes and no within
            families; a branch without a tally has none.
        before: The same of the period before; None to look at this period alone.
        branches: Who is looked at.
        side: Which side of the expected share is looked at.
        false_alarms: The most often that any branch is found where nobody does this.
    """
    periods = [patterns(each) for each in ([now] if before is None else [now, before])]
    effect = design_effect(periods)
    judged: dict[str, Suspicion] = {}
    left = sorted(branches)
    while left:
        seen = _judged(_seen(periods, left), side, effect, false_alarms)
        furthest = _furthest(seen) or seen
        judged |= {each.branch: each for each in furthest}
        left = [name for name in left if name not in judged]
        periods = [{n: own for n, own in each.items() if n not in judged} for each in periods]
    return tuple(judged[name] for name in sorted(judged))


def _furthest(seen: Sequence[Suspicion]) -> list[Suspicion]:
    """The branch found with the least chance; more than one where they are equally far off."""
    chances = {each.branch: each.chance for each in seen if each.found and each.chance is not None}
    least = min(chances.values(), default=None)
    return [each for each in seen if each.branch in chances and each.chance == least]


def _judged(
    seen: Mapping[str, Sequence[Beside]], side: Side, effect: float, false_alarms: Fraction
) -> list[Suspicion]:
    """All branches as they stand beside each other."""
    tests = {
        name: expected_and_chance(sides, side) for name, sides in seen.items() if _enough(sides)
    }
    corrected = holm({name: widened(chance, effect) for name, (_, chance) in tests.items()})
    return [
        _told(name, sides, tests[name][0], corrected[name], false_alarms)
        if name in tests
        else Suspicion(name, sides[0].own.base)
        for name, sides in seen.items()
    ]


def _seen(periods: Sequence[Patterns], branches: Sequence[str]) -> dict[str, tuple[Beside, ...]]:
    """Every branch beside the rest of the state, in each period."""
    counts = [{name: counted(own) for name, own in period.items()} for period in periods]
    states = [Count(*map(sum, zip(NOTHING, *each.values(), strict=True))) for each in counts]
    return {
        name: tuple(_beside(name, *each) for each in zip(counts, states, strict=True))
        for name in branches
    }


def _beside(name: str, counts: Mapping[str, Count], state: Count) -> Beside:
    own = counts.get(name, NOTHING)
    return Beside(own, Count(*(of_all - its for of_all, its in zip(state, own, strict=True))))


def _enough(periods: Sequence[Beside]) -> bool:
    return all(count.families >= FEW for beside in periods for count in beside)


def _told(
    name: str, periods: Sequence[Beside], expected: float, chance: float, false_alarms: Fraction
) -> Suspicion:
    now, *before = periods
    told = Fraction(f"{chance:.10g}")
    return Suspicion(
        branch=name,
        base=now.own.base,
        hits=now.own.hits,
        expected=round(Fraction(expected), 6),
        earlier=Fraction(before[0].own.hits, before[0].own.base) if before else None,
        chance=told,
        found=told <= false_alarms,
    )
