"""Quotas: the exact number of positions each branch is owed, before any rounding."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import lcm

from evenhand.figures import ComponentResult, Figure
from evenhand.formula.whole_numbers import whole_numbers

RULE = "quota: what every component hands out, added up"


def quotas(
    positions: Fraction,
    base: Sequence[Figure],
    components: Sequence[ComponentResult],
    *,
    told: bool = True,
) -> tuple[Figure, ...]:
    """Add up, for each branch, positions × influence × its share of each pot.

    The quotas of a program add up to exactly its positions, unless the base of
    every branch is nothing: then nobody is owed anything. Unless `told`, they do not
    say how they were made.
    """
    owed = _owed(positions, len(base), [each for each in components if each.influence])
    return tuple(
        Figure(
            owed[at],
            "positions",
            figure.population,
            figure.as_of,
            RULE,
            _parts(positions, figure, components, at) if told else (),
        )
        for at, figure in enumerate(base)
    )


def _owed(
    positions: Fraction, branches: int, components: Sequence[ComponentResult]
) -> list[Fraction]:
    """Every branch's quota, summed in whole numbers over one denominator."""
    handed = [positions * component.influence for component in components]
    shares = [whole_numbers([pot.share for pot in each.pots]) for each in components]
    overs = [over * part.denominator for (_, over), part in zip(shares, handed, strict=True)]
    one = lcm(*overs)
    sums = [0] * branches
    for (counts, _), part, over in zip(shares, handed, overs, strict=True):
        times = part.numerator * (one // over)
        sums = [had + times * count for had, count in zip(sums, counts, strict=True)]
    return [Fraction(count, one) for count in sums]


def _parts(
    positions: Fraction, base: Figure, components: Sequence[ComponentResult], at: int
) -> tuple[Figure, ...]:
    """What each component hands the branch, and how its share came about."""
    return tuple(
        Figure(
            positions * component.influence * component.pots[at].share,
            "positions",
            base.population,
            base.as_of,
            f"{component.name}: positions × influence × share of its pot",
            (component.pots[at].working,),
            component.reference,
        )
        for component in components
    )
