"""Uncertainty: the same run many times over, as its samples and outcomes might have been.

Models keep the coefficients of the result: what is drawn is what they are applied to.

Source: Evenhand method, section 8.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.estimation import Chance
from evenhand.estimation.intervals import Span, misplaced, part_above, part_below, spans
from evenhand.estimation.times import NO_END
from evenhand.figures import Interval, Misplaced, Result, Survey, Uncertainty
from evenhand.figures.together import ALL
from evenhand.policy import Policy
from evenhand.run import Tallies, told_of
from evenhand.scenarios.masking import coefficients
from evenhand.sources.data import Data
from evenhand.steps.drawing import Drawing

Counts = NDArray[np.integer[Any]]
Whole = NDArray[np.int64]

#: Draws of a run, and of one that is published; the seed where none is asked for.
DRAWS, PUBLISHED, SEED = 1_000, 10_000, 2000
#: Draws that tell sampling and chance in outcomes apart, at the most.
APART = 1_000


@dataclass(frozen=True, slots=True)
class Place:
    """One program, or all of them: what was published, and what heads alone would give.

    `now` is what branches have, in units; nan where it is not known.
    """

    program: str
    published: Whole
    by_head_count: Whole
    now: NDArray[np.float64]


def with_uncertainty(
    result: Result, policy: Policy, data: Data, tallies: Tallies, *, seed: int, draws: int
) -> Result:
    """The result, with intervals on every branch's positions and what is misplaced."""
    told = told_of(policy, data, tallies, frozen=coefficients(result), working=False)
    drawings = [Drawing(told, program) for program in result.programs]
    places = {place.program: place for place in _places(result, drawings)}
    few = min(draws, APART)
    raw = {p: spans(c) for p, c in drawn(drawings, Chance(seed, raw=True), draws)}
    sampling = _misplaced(places, drawings, Chance(seed, outcomes=False), few)
    outcomes = _misplaced(places, drawings, Chance(seed, sampling=False), few)
    intervals: list[Interval] = []
    astray: list[Misplaced] = []
    for program, counts in drawn(drawings, Chance(seed), draws):
        place = places[program]
        intervals += _intervals(result, place, counts, raw[program])
        formula, heads = (
            misplaced(counts, each) * result.unit for each in (place.published, place.by_head_count)
        )
        apart = sampling[program] * result.unit, outcomes[program] * result.unit
        astray.append(Misplaced(program, formula, heads, *apart))
    return replace(
        result,
        uncertainty=Uncertainty(
            seed=seed,
            draws=draws,
            intervals=tuple(intervals),
            misplaced=tuple(astray),
            surveys=tuple(s for each in drawings for s in surveys(each)),
            known=tuple(name for each in drawings for name in each.known()),
        ),
    )


def surveys(drawing: Drawing, times: Fraction = Fraction(1)) -> Iterator[Survey]:
    """The surveys behind a program, were they so many times as large; a census is none."""
    for component, sample in drawing.samples(Chance(0)):
        most = sum(sample.most.values(), Fraction(0))
        if sample.grown(Fraction(1)) < most:
            end = None if most >= NO_END else most
            yield Survey(drawing.name, component, sample.of, sample.grown(times), end)


def _places(result: Result, drawings: Sequence[Drawing]) -> Iterator[Place]:
    for drawing in drawings:
        now = _in_units(drawing.made.current, result.unit)
        yield Place(drawing.name, drawing.published, drawing.by_head_count, now)
    yield Place(
        ALL,
        np.sum([each.published for each in drawings], axis=0),
        np.sum([each.by_head_count for each in drawings], axis=0),
        _in_units([total.current for total in result.totals], result.unit),
    )


def _in_units(positions: Sequence[Fraction | None], unit: Fraction) -> NDArray[np.float64]:
    return np.array([np.nan if each is None else float(each / unit) for each in positions])


def drawn(drawings: Sequence[Drawing], chance: Chance, draws: int) -> Iterator[tuple[str, Counts]]:
    """Each program's draws and then all together; one program at a time is in memory."""
    total: Counts | None = None
    kind = np.min_scalar_type(sum(int(each.published.sum()) for each in drawings))
    for drawing in drawings:
        counts = drawing.draw(chance, draws)
        yield drawing.name, counts
        total = counts if total is None else np.add(total, counts, dtype=kind)
    if total is not None:
        yield ALL, total


def _misplaced(
    places: Mapping[str, Place], drawings: Sequence[Drawing], chance: Chance, draws: int
) -> dict[str, Fraction]:
    return {
        program: misplaced(counts, places[program].published)
        for program, counts in drawn(drawings, chance, draws)
    }


def _intervals(
    result: Result, place: Place, counts: Counts, raw: Sequence[Span]
) -> Iterator[Interval]:
    more, fewer = part_above(counts, place.now), part_below(counts, place.now)
    found = zip(result.totals, spans(counts), raw, strict=True)
    for at, (total, span, alone) in enumerate(found):
        units = int(place.published[at])
        known = not np.isnan(place.now[at])
        yield Interval(
            place.program,
            total.branch,
            units * result.unit,
            span.p05 * result.unit,
            span.p50 * result.unit,
            span.p95 * result.unit,
            _part(more[at], len(counts)) if known else None,
            _part(fewer[at], len(counts)) if known else None,
            alone.p05 * result.unit,
            alone.p95 * result.unit,
            _outside(units, span),
        )


def _part(share: float, draws: int) -> Fraction:
    return Fraction(round(share * draws), draws)


def _outside(units: int, span: Span) -> str:
    """Why a published number lies outside its own interval; empty where it does not."""
    if span.p05 <= units <= span.p95:
        return ""
    side = "above" if units > span.p95 else "below"
    return (
        f"{side} its interval: the best estimate of every branch together rounds to this number, "
        "and hardly any draw does"
    )
