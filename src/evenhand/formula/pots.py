"""Pots: each component hands out its part of the positions by base × score.

Sums are taken in whole numbers over one denominator: exact, and quick for thousands of
branches.

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
from evenhand.formula.whole_numbers import whole_numbers

#: Stands for a working that nobody asked for.
UNTOLD = Figure(Fraction(0), "", "")
MISSING = ("no score: the state's mean stands in",)


@dataclass(frozen=True, slots=True)
class Voice:
    """One component as the formula hears it."""

    name: str
    score: str
    influence: Fraction
    reference: str
    scores: Scores


@dataclass(frozen=True, slots=True)
class Claims:
    """What branches claim of one pot, in whole numbers: base × value, value 1 where all are silent.

    A branch without a score has the state's `mean` as its value.
    """

    bases: list[int]
    values: list[int]
    total: int
    whole: int
    mean: Fraction
    silent: bool

    def share(self, at: int) -> Fraction:
        """The branch's part of the pot."""
        return Fraction(self.bases[at] * self.values[at], self.whole or 1)

    def index(self, at: int) -> Fraction:
        """The branch's value over the state's mean."""
        return Fraction(self.values[at] * self.total, self.whole) if self.whole else Fraction(0)

    def apart(self, at: int) -> int:
        """The branch's share less its plain share of the base, over `total` × `whole`."""
        return self.bases[at] * (self.values[at] * self.total - self.whole)


def pots(
    positions: Fraction, base: Sequence[Figure], voice: Voice, *, told: bool = True
) -> ComponentResult:
    """Share out one component's pot, and say what that moves.

    A branch's share is its base × score over the state's sum, so the score's unit
    and scale cancel. A branch with no score gets the state's mean, and a flag; one
    with no base gets nothing. Where nobody has a score, or all are nothing, the pot
    follows the base, and says so.

    Args:
        positions: The program's positions.
        base: Each branch's base, by branch in `population`.
        voice: The component, its scores in the same order of branches.
        told: Whether each share says how it was made; a what-if's need not.
    """
    scores = voice.scores.branches
    claims = _claims([figure.value for figure in base], scores)
    handed, over = positions * voice.influence, claims.total * claims.whole or 1
    made = tuple(
        Pot(
            branch=figure.population,
            index=claims.index(at),
            share=claims.share(at),
            pull=_times(handed, claims.apart(at), over),
            score=score.value,
            working=_working(voice, figure, score, claims, at) if told else UNTOLD,
            flags=(*score.flags, *MISSING) if _missing(score, claims) else score.flags,
        )
        for at, (figure, score) in enumerate(zip(base, scores, strict=True))
    )
    apart = sum(abs(claims.apart(at)) for at in range(len(made)))
    flags = (*voice.scores.flags, *((SILENT,) if claims.silent else ()))
    return ComponentResult(
        name=voice.name,
        score=voice.score,
        influence=voice.influence,
        reference=voice.reference,
        adjusted_by=voice.scores.adjusted_by,
        moved=_times(handed, apart, 2 * over),
        pots=made,
        coefficients=voice.scores.coefficients,
        flags=flags,
        judged=voice.scores.judged,
        funnel=voice.scores.funnel,
    )


def _claims(bases: Sequence[Fraction], scores: Sequence[BranchScore]) -> Claims:
    """Every branch's claim; where a score is missing all are scaled so that the mean is whole."""
    counts, _ = whole_numbers(bases)
    told, over = whole_numbers([Fraction(0) if s.value is None else s.value for s in scores])
    known = [score.value is not None for score in scores]
    weight = sum(b for b, one in zip(counts, known, strict=True) if one)
    heard = sum(b * v for b, v in zip(counts, told, strict=True))
    if not heard:
        values = [1] * len(counts)
    elif all(known):
        values = told
    else:
        values = [v * weight if one else heard for v, one in zip(told, known, strict=True)]
    whole = sum(b * v for b, v in zip(counts, values, strict=True))
    mean = Fraction(heard, weight * over) if heard else Fraction(1)
    return Claims(counts, values, sum(counts), whole, mean, not heard)


def _times(positions: Fraction, part: int, over: int) -> Fraction:
    if not (part and positions):
        return Fraction(0)
    return Fraction(positions.numerator * part, positions.denominator * over)


def _missing(score: BranchScore, claims: Claims) -> bool:
    return score.value is None and not claims.silent


def _working(voice: Voice, base: Figure, score: BranchScore, claims: Claims, at: int) -> Figure:
    """How a branch's share came about: its base, and the score it was taken times."""
    missing = _missing(score, claims)
    value = claims.mean if missing or claims.silent else score.value
    rule = "no score: the state's mean" if missing else f"{voice.score}, the state's mean at 1"
    about = base.population, base.as_of
    spoken = Figure(value or Fraction(0), "score", *about, rule, score.working, voice.reference)
    rule = "base × score ÷ the state's sum"
    made_from = (base, spoken)
    share = claims.share(at)
    return Figure(share, "share of the pot", *about, rule, made_from, voice.reference)
