"""Awarding: quotas made whole within the limits, and what stands in the way said in positions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from evenhand.allocation import Method
from evenhand.allocation.feasibility import check_feasible
from evenhand.errors import NotPossible
from evenhand.figures import Award, Figure
from evenhand.steps.standing import Standing


def awards(
    name: str,
    method: Method,
    free: int,
    shares: Mapping[str, Fraction],
    stand: Standing,
    unit: Fraction,
    part: Fraction,
) -> dict[str, Award]:
    """Whole positions for those who share; what stands in the way is said in positions."""
    try:
        shared = method(free, shares, stand.limits)
    except NotPossible:
        first = getattr(method, "every_claim_gets_one", False)
        rest = (
            "" if part == 1 else f" That is of this program alone, which gets {part} of the total."
        )
        try:  # once more, to say it in positions; a method counts in units
            check_feasible(free, shares, stand.limits, every_claim_gets_one=first, unit=unit)
        except NotPossible as error:
            raise NotPossible(f"{name}: {error}{rest}") from None
        raise
    return {award.branch: _whole(award, name, unit) for award in shared}


def free_units(name: str, units: int, held: Mapping[str, int]) -> int:
    """The units left for those who share, after the branches held at current."""
    if sum(held.values()) > units:
        raise NotPossible(
            f"{name} has {units} to share, and branches held at current have "
            f"{sum(held.values())} already. Share at least that many, or hold fewer."
        )
    return units - sum(held.values())


def _whole(award: Award, program: str, unit: Fraction) -> Award:
    """An award in units, as positions."""
    next_, last = award.price_of_next, award.price_of_last
    return Award(
        award.branch,
        award.positions * unit,
        award.quota if unit == 1 else award.quota * unit,
        program,
        award.held_by,
        award.tie,
        next_ if next_ is None or unit == 1 else next_ * unit,
        last if last is None or unit == 1 else last * unit,
    )


def everywhere(
    branches: Sequence[str],
    figures: Sequence[Figure],
    rule: str,
    kept: Mapping[str, Award] | None = None,
) -> tuple[Figure, ...]:
    """Figures for every branch; one held outside the formula gets a figure that says so."""
    by_branch = {figure.population: figure for figure in figures}
    unit = figures[0].unit if figures else ""
    return tuple(
        by_branch.get(b) or Figure(kept[b].quota if kept else Fraction(0), unit, b, rule=rule)
        for b in branches
    )
