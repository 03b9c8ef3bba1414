"""Pots: each component hands out its part of the positions by base × score.

Source: Evenhand method, sections 1 and 10. That influence is the fraction of the
positions handed out on a component is an assumption: the Oregon paper does not say
how its components combine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from evenhand.figures import BranchScore, ComponentResult, Figure, Pot, Scores
from evenhand.figures.flags import SILENT


@dataclass(frozen=True, slots=True)
class Voice:
    """One component as the formula hears it."""

    name: str
    score: str
    influence: Fraction
    reference: str
    scores: Scores


def pots(positions: Fraction, base: Sequence[Figure], voice: Voice) -> ComponentResult:
    """Share out one component's pot, and say what that moves.

    A branch's share is its base × score over the state's sum, so the score's unit
    and scale cancel. A branch with no score gets the state's mean, and a flag; one
    with no base gets nothing. Where nobody has a score, or all are nothing, the pot
    follows the base, and says so.

    Args:
        positions: The program's positions.
        base: Each branch's base, by branch in `population`.
        voice: The component, its scores in the same order of branches.
    """
    bases = [figure.value for figure in base]
    total = sum(bases, Fraction(0))
    values, silent = _filled(bases, voice.scores.branches)
    claims = [b * s for b, s in zip(bases, values, strict=True)]
    whole = sum(claims, Fraction(0))
    mean = whole / total if total else Fraction(0)
    made = tuple(
        _pot(positions, voice, figure, score, value, mean, total, whole, silent)
        for figure, score, value in zip(base, voice.scores.branches, values, strict=True)
    )
    plain = [b / total if total else Fraction(0) for b in bases]
    apart = sum(
        (abs(pot.share - share) for pot, share in zip(made, plain, strict=True)), Fraction(0)
    )
    flags = (*voice.scores.flags, *((SILENT,) if silent else ()))
    return ComponentResult(
        name=voice.name,
        score=voice.score,
        influence=voice.influence,
        reference=voice.reference,
        adjusted_by=voice.scores.adjusted_by,
        moved=positions * voice.influence * apart / 2,
        pots=made,
        coefficients=voice.scores.coefficients,
        flags=flags,
        judged=voice.scores.judged,
        funnel=voice.scores.funnel,
    )


def _filled(
    bases: Sequence[Fraction], scores: Sequence[BranchScore]
) -> tuple[list[Fraction], bool]:
    """Each branch's score with the state's mean where there is none; True if all are silent."""
    known = [(b, s.value) for b, s in zip(bases, scores, strict=True) if s.value is not None]
    weight = sum((b for b, _ in known), Fraction(0))
    mean = sum((b * v for b, v in known), Fraction(0)) / weight if weight else Fraction(0)
    if mean == 0:
        return [Fraction(1)] * len(scores), True
    return [mean if s.value is None else s.value for s in scores], False


def _pot(
    positions: Fraction,
    voice: Voice,
    base: Figure,
    score: BranchScore,
    value: Fraction,
    mean: Fraction,
    total: Fraction,
    whole: Fraction,
    silent: bool,
) -> Pot:
    share = base.value * value / whole if whole else Fraction(0)
    plain = base.value / total if total else Fraction(0)
    missing = score.value is None and not silent
    spoken = Figure(
        value,
        "score",
        base.population,
        base.as_of,
        "no score: the state's mean" if missing else f"{voice.score}, the state's mean at 1",
        score.working,
        voice.reference,
    )
    working = Figure(
        share,
        "share of the pot",
        base.population,
        base.as_of,
        "base × score ÷ the state's sum",
        (base, spoken),
        voice.reference,
    )
    return Pot(
        branch=base.population,
        index=value / mean if mean else Fraction(0),
        share=share,
        pull=positions * voice.influence * (share - plain),
        score=score.value,
        working=working,
        flags=(*score.flags, *(("no score: the state's mean stands in",) if missing else ())),
    )
