"""Drawn beside: two results branch by branch, and how sure each of them and the change is.

Both are drawn from the same random numbers, so that what is chance in one is the same
chance in the other, and the change is told apart from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.estimation import Chance
from evenhand.estimation.intervals import misplaced, spans
from evenhand.figures import Award, Beside, BranchTotal, MisplacedBeside, Result
from evenhand.figures.scenario import Span
from evenhand.figures.together import ALL
from evenhand.scenarios.masking import coefficients
from evenhand.scenarios.uncertainty import drawn
from evenhand.steps.drawing import Drawing
from evenhand.steps.told import Told

Counts = NDArray[np.integer[Any]]
#: A run as it is or would be: what it is told, and its result.
Side = tuple[Told, Result]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One program on both sides over the draws, or all programs together."""

    before: tuple[Span, ...]
    after: tuple[Span, ...]
    more: tuple[Fraction, ...]
    fewer: tuple[Fraction, ...]
    misplaced: MisplacedBeside


def drawn_beside(
    rows: Sequence[Beside], old: Side, new: Side, seed: int, draws: int
) -> tuple[tuple[Beside, ...], tuple[MisplacedBeside, ...]]:
    """The rows with the spans of both sides, and what is expected to stand wrong on each."""
    found = dict(_drawn(old, new, seed, draws))
    at = {total.branch: place for place, total in enumerate(old[1].totals)}
    told = tuple(_told(row, at[row.branch], found[row.program]) for row in rows)
    return told, tuple(each.misplaced for each in found.values())


def beside(before: Result, after: Result) -> Iterator[Beside]:
    """Every branch in every program and in "all", before and after."""
    for one, other in zip(before.programs, after.programs, strict=True):
        yield from _each(one.name, one.awards, other.awards)
    yield from _each(ALL, before.totals, after.totals)


def _each(
    program: str, before: Sequence[Award | BranchTotal], after: Sequence[Award | BranchTotal]
) -> Iterator[Beside]:
    for a, b in zip(before, after, strict=True):
        yield Beside(program, a.branch, a.positions, b.positions, a.quota, b.quota)


def _told(row: Beside, at: int, drew: Drawn) -> Beside:
    sides = drew.before[at], drew.after[at]
    sure = None
    if row.change:
        sure = (drew.more if row.change > 0 else drew.fewer)[at]
    return replace(row, before_span=sides[0], after_span=sides[1], agreeing=sure)


def _drawn(old: Side, new: Side, seed: int, draws: int) -> Iterator[tuple[str, Drawn]]:
    unit = old[1].unit
    places, chance = [_places(side) for side in (old, new)], Chance(seed)
    both = (drawn(_drawings(side), chance, draws) for side in (old, new))
    for (program, one), (_, other) in zip(*both, strict=True):
        wrong = [
            misplaced(counts, place[program]) * unit
            for counts, place in zip((one, other), places, strict=True)
        ]
        change = other.astype(np.int64) - one
        yield (
            program,
            Drawn(
                _spans(one, unit),
                _spans(other, unit),
                _parts(change > 0),
                _parts(change < 0),
                MisplacedBeside(program, *wrong),
            ),
        )


def _drawings(side: Side) -> list[Drawing]:
    told, result = side
    own = replace(told, frozen=coefficients(result))
    return [Drawing(own, program) for program in result.programs]


def _places(side: Side) -> dict[str, NDArray[np.int64]]:
    """What each branch got, in units, by program and in all."""
    made = {each.name: each.published for each in _drawings(side)}
    return made | {ALL: np.sum(list(made.values()), axis=0)}


def _spans(counts: Counts, unit: Fraction) -> tuple[Span, ...]:
    return tuple((span.p05 * unit, span.p95 * unit) for span in spans(counts))


def _parts(true: NDArray[np.bool_]) -> tuple[Fraction, ...]:
    return tuple(Fraction(int(count), len(true)) for count in true.sum(axis=0))
