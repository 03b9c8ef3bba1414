"""Leavers: how many people of each post are expected to leave, cycle by cycle.

They are told for longer than the plan lasts, so that a longer plan is looked for among
the same leavers as it would be made with.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from math import floor

from evenhand.figures import MoveRules, Person, Post


def leaving(filled: int, attrition: Fraction, rules: MoveRules) -> tuple[int, ...]:
    """Whole people who leave, cycle by cycle, at a yearly part of those still there.

    What of the part falls on a cycle leaves of those there when the cycle begins. How
    many have gone by its end is rounded down, so a part of a person waits, and is not lost.
    """
    staying = 1 - part_of_cycle(attrition, rules)
    gone = [floor(filled * (1 - staying**cycle)) for cycle in range(cycles_told(rules) + 1)]
    return tuple(now - before for before, now in pairwise(gone))


def leaving_of(people: Sequence[Person], rules: MoveRules) -> tuple[int, ...]:
    """How many have said that they leave, cycle by cycle."""
    from evenhand.redeployment.days import first_day

    ends = [first_day(rules, cycle + 1) for cycle in range(1, cycles_told(rules) + 1)]
    gone = [sum(p.leaves_on is not None and p.leaves_on < end for p in people) for end in ends]
    return tuple(now - before for before, now in pairwise([0, *gone]))


def cycles_told(rules: MoveRules) -> int:
    """For how many cycles leavers are told: as many as a longer plan is looked for."""
    from evenhand.redeployment.cycles import MOST_CYCLES

    return max(rules.cycles, MOST_CYCLES)


def part_of_cycle(attrition: Fraction, rules: MoveRules) -> Fraction:
    """What of a yearly part falls on one cycle, by its months; never more than all."""
    return min(Fraction(1), attrition * rules.months / 12)


def assumed(attrition: Fraction, posts: Sequence[Post], rules: MoveRules) -> str:
    """What a yearly part takes for granted, and how many leave by it within the plan."""
    gone = sum(sum(post.leaving[: rules.cycles]) for post in posts)
    return (
        f"assumption: {float(attrition):.1%} of people leave in a year: of those of each post "
        f"still there when a cycle begins, {float(part_of_cycle(attrition, rules)):.1%} leave in "
        "it, only whole people counted, and nobody is hired within the plan; where leavers are "
        f"given, they count instead. In all {gone} leave."
    )
