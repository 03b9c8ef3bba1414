"""Cycles: when a plan reaches its target, and the fewest cycles that could.

A longer plan can do all that a shorter one can, so the fewest are found by halving. (Only
where many leave late and a cap is low may a shorter one do what a longer cannot: then
what is found is enough, but may not be the fewest.)
"""

from __future__ import annotations

from collections.abc import Iterable

from evenhand.figures import Standing
from evenhand.redeployment.aims import missing, over
from evenhand.redeployment.flows import all_flows
from evenhand.redeployment.model import build, build_pooled
from evenhand.redeployment.situation import Situation, lengthened
from evenhand.redeployment.stages import best

MOST_CYCLES = 50


def reached_in(stood: Iterable[Standing]) -> int:
    """The cycle at whose end every post has its target; one is known to come."""
    return 1 + max((each.cycle for each in stood if each.positions != each.target), default=-1)


def fewest_cycles(case: Situation) -> int | None:
    """The fewest cycles, more than the rules' own, that reach the target; None beyond 50."""
    too_few = max(case.rules.cycles, _least_by_caps(case) - 1)
    if too_few >= MOST_CYCLES:
        return None
    enough = too_few + 1
    while not _reached(case, enough):
        if enough == MOST_CYCLES:
            return None
        too_few, enough = enough, min(2 * enough, MOST_CYCLES)
    while enough - too_few > 1:
        middle = (too_few + enough) // 2
        too_few, enough = (too_few, middle) if _reached(case, middle) else (middle, enough)
    return enough


def _least_by_caps(case: Situation) -> int:
    """Cycles that the caps alone make necessary, if nobody may change program."""
    if case.rules.across_programs:
        return 1
    lose: dict[str, int] = {}
    gain: dict[str, int] = {}
    for number, post in enumerate(case.posts):
        lose[post.branch] = lose.get(post.branch, 0) + case.surplus(number)
        gain[post.branch] = gain.get(post.branch, 0) + case.deficit(number)
    return max(_cycles(lose, case.rules.most_out), _cycles(gain, case.rules.most_in))


def _cycles(branches: dict[str, int], cap: int | None) -> int:
    return -(-max(branches.values(), default=0) // cap) if cap else 1


def _reached(case: Situation, cycles: int) -> bool:
    longer = lengthened(case, cycles)
    if case.rules.farthest is None:
        model = build_pooled(longer, cycles)
    else:
        model = build(longer, all_flows(longer), cycles)
    _, stages = best(model.rows, [missing(model), over(model)])
    return all(stage.value == 0 for stage in stages)
