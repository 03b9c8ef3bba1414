"""Masking: the fewest and the most positions a branch could have behind masked cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from evenhand.estimation.masked import filled
from evenhand.figures import Coefficient, Filling, Result
from evenhand.figures.together import ALL
from evenhand.policy import Policy
from evenhand.run import Tallies, allocate, sharing_branches
from evenhand.sources.data import Data


def with_fillings(
    result: Result, policy: Policy, data: Data, asked: str, tallies: Tallies
) -> Result:
    """The result, with how far the fillings of masked cells that were tried move each branch.

    For each branch with masked cells the whole journey is run twice: its own cells at
    one end and everybody else's at the other, then the reverse. Where the publisher
    printed state totals this is done for every branch, within those totals; where none
    are printed, all cells are also put at their least together, and at their most. The
    lowest and the highest found are no proof that no other filling goes further. Models
    keep the coefficients of the result. Without masked cells the result stays as it is.
    """
    sharing = set(sharing_branches(policy, data))
    masked = {
        name
        for name, reading in tallies.items()
        if any(t.masked for t in reading if t.branch in sharing)
    }
    if not masked:
        return result
    frozen = coefficients(result)
    bound = any(name in masked for name, _ in data.printed)
    found: dict[tuple[str, str], list[Fraction]] = {}
    trials = _trials(tallies, sharing, bound=bound)
    for branches in trials:
        for own_low in (True, False):
            cells = {
                name: filled(
                    reading,
                    branches,
                    own_low=own_low,
                    printed=data.printed_for(name),
                    ceilings=data.ceilings_for(name),
                )
                for name, reading in tallies.items()
            }
            other = allocate(policy, data, asked, cells, frozen=frozen, working=False)
            for program, branch, positions in _places(other):
                if branch in branches:
                    found.setdefault((program, branch), []).append(positions)
    return replace(result, fillings=tuple(_fillings(result, found)))


def _trials(tallies: Tallies, sharing: set[str], *, bound: bool) -> list[set[str]]:
    """The sets of branches whose cells are put at one end, the others' at the other."""
    if bound:
        return [{branch} for branch in sorted(sharing)]
    own = {t.branch for reading in tallies.values() for t in reading if t.masked} & sharing
    return [set(sharing), *({branch} for branch in sorted(own))]


def coefficients(result: Result) -> dict[tuple[str, str], tuple[Coefficient, ...]]:
    """The coefficients a result was made with, so that a what-if uses the same."""
    made = {
        (program.name, component.name): component.coefficients
        for program in result.programs
        for component in program.components
    }
    made |= {(program.name, "base"): program.base_coefficients for program in result.programs}
    return {place: kept for place, kept in made.items() if kept}


def _places(result: Result) -> Iterator[tuple[str, str, Fraction]]:
    """Every program's positions by branch, then those of all programs together."""
    for program in result.programs:
        yield from ((program.name, a.branch, a.positions) for a in program.awards)
    yield from ((ALL, total.branch, total.positions) for total in result.totals)


def _fillings(result: Result, found: dict[tuple[str, str], list[Fraction]]) -> list[Filling]:
    made = []
    for program, branch, positions in _places(result):
        span = [positions, *found.get((program, branch), [])]
        made.append(Filling(program, branch, positions, min(span), max(span)))
    return made
