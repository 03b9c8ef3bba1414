"""Quotas: the exact number of positions each branch is owed, before any rounding."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from evenhand.figures import ComponentResult, Figure


def quotas(
    positions: Fraction, base: Sequence[Figure], components: Sequence[ComponentResult]
) -> tuple[Figure, ...]:
    """Add up, for each branch, positions × influence × its share of each pot.

    The quotas of a program add up to exactly its positions, unless the base of
    every branch is nothing: then nobody is owed anything.
    """
    return tuple(
        _quota(positions, figure, [(c, c.pots[at].share) for c in components], at)
        for at, figure in enumerate(base)
    )


def _quota(
    positions: Fraction, base: Figure, shares: list[tuple[ComponentResult, Fraction]], at: int
) -> Figure:
    parts = tuple(
        Figure(
            positions * component.influence * share,
            "positions",
            base.population,
            base.as_of,
            f"{component.name}: positions × influence × share of its pot",
            (component.pots[at].working,),
            component.reference,
        )
        for component, share in shares
    )
    return Figure(
        sum((part.value for part in parts), Fraction(0)),
        "positions",
        base.population,
        base.as_of,
        "quota: what every component hands out, added up",
        parts,
    )
