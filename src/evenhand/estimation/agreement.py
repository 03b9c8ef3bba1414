"""Agreement: Krippendorff's alpha of those who judged the same calls or children.

1 is full agreement; 0 is what judging at random with the same words would give.
What goes in are patterns (how often each judgement was given to a unit), so nobody's
own judgements are needed. Where alpha cannot be told, words say why; never a nan.

Source: Krippendorff, Content Analysis (nominal and ordinal alpha, any number of
judges, missing judgements). Interval by drawing units anew: an assumption.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evenhand.estimation.chance import Floats, Stream
from evenhand.estimation.thin import thin

#: Draws for the interval, and the share of draws left out on each side of it.
DRAWS, OUTSIDE = 1000, 0.05

#: How often each judgement was given to a unit, and how many units were judged so.
Patterns = Sequence[tuple[Mapping[str, int], int]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far judges agree on `units`, `twice` of them judged by two or more.

    `low` and `high` are the 90 % interval; all three are told to six decimals. Where
    one is missing, or rests on few units, `note` says so.
    """

    units: int
    twice: int
    judgements: int
    alpha: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    note: str = ""


def agreement(
    patterns: Patterns, values: Sequence[str], generator: np.random.Generator, *, ordinal: bool
) -> Agreement:
    """Alpha over `values` (in their order, where it is ordinal) with its interval.

    A judgement that is none of the values is as if it had not been made.
    """
    counts, weights = _arrays(patterns, values)
    judged = counts.sum(axis=1)
    paired = judged >= 2
    units, twice = int(weights[judged > 0].sum()), int(weights[paired].sum())
    found = Agreement(units, twice, int((judged * weights)[paired].sum()))
    if twice < 2:
        return replace(found, note="fewer than two were judged by two")
    pairs, weights = _pairs(counts[paired]), weights[paired]
    alpha = _alphas(_coincidences(weights[None], pairs), ordinal=ordinal)[0]
    if np.isnan(alpha):
        return replace(found, note="one judgement only: nothing to disagree on")
    drawn = generator.multinomial(twice, weights / weights.sum(), size=DRAWS)
    alphas = _alphas(_coincidences(drawn, pairs), ordinal=ordinal)
    if np.isnan(alphas).mean() > OUTSIDE:
        return replace(found, alpha=_told(alpha), note="too little disagreement for an interval")
    low, high = np.nanquantile(alphas, [OUTSIDE, 1 - OUTSIDE])
    note = ", ".join(thin(Fraction(twice), "judged by two"))
    return replace(found, alpha=_told(alpha), low=_told(low), high=_told(high), note=note)


def generator_of(seed: int, judged: str, where: str) -> np.random.Generator:
    """The random numbers of one interval: by the seed, what was judged, and where."""
    return Stream(seed, f"agreement {judged}").of(where, 0)


def _arrays(patterns: Patterns, values: Sequence[str]) -> tuple[Floats, Floats]:
    """Patterns as counts (pattern by value) and how many units bear each."""
    counts = np.array([[p.get(v, 0) for v in values] for p, _ in patterns], dtype=float)
    weights = np.array([n for _, n in patterns], dtype=float)
    return counts.reshape(len(patterns), len(values)), weights


def _pairs(counts: Floats) -> Floats:
    """Each pattern's pairs of judgements, as a table of value by value that counts each once."""
    both = counts[:, :, None] * counts[:, None, :]
    places = np.arange(counts.shape[1])
    both[:, places, places] -= counts  # nobody is paired with itself
    return np.asarray(both / (counts.sum(axis=1) - 1)[:, None, None], dtype=float)


def _coincidences(weights: NDArray[Any], pairs: Floats) -> Floats:
    """For each row of weights, how often each two values were given to the same unit."""
    return np.asarray(np.tensordot(weights, pairs, axes=1), dtype=float)


def _alphas(coincidences: Floats, *, ordinal: bool) -> Floats:
    """Alpha of each table of coincidences; nan where one value alone was given."""
    given = coincidences.sum(axis=2)
    n = given.sum(axis=1)
    apart = _ordinal_distances(given) if ordinal else 1 - np.eye(given.shape[1])[None]
    observed = (coincidences * apart).sum(axis=(1, 2))
    expected = (given[:, :, None] * given[:, None, :] * apart).sum(axis=(1, 2)) / (n - 1)
    one_value = (given > 0).sum(axis=1) < 2
    return np.where(one_value, np.nan, 1 - observed / np.where(one_value, 1, expected))


def _ordinal_distances(given: Floats) -> Floats:
    """How far two values lie apart: how many judgements lie between them, squared."""
    middle = given.cumsum(axis=1) - given / 2
    return np.asarray((middle[:, :, None] - middle[:, None, :]) ** 2, dtype=float)


def _told(value: float) -> Fraction:
    return round(Fraction(float(value)), 6)
