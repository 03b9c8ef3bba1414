"""How many random moments to draw for a wanted precision, every step shown.

Exact fractions until the last step rounds up, so that a sample that comes out at
exactly 525 is 525.

Source: 45 CFR 1356.84, appendix C (sample size, finite-population correction, extra for
those lost, never more than there are); Evenhand method, section 2 (n0 and n).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, sqrt
from statistics import NormalDist

from evenhand.estimation.leaving import rounded


@dataclass(frozen=True, slots=True)
class Wanted:
    """A share expected, how closely it should be known (±), and by which z.

    `population` is how many moments there are in all. `response` is the share of moments
    that will be answered, `oversample` the part drawn on top.
    """

    share: Fraction
    precision: Fraction
    z: Fraction
    population: int | None = None
    response: Fraction = Fraction(1)
    oversample: Fraction = Fraction(0)
    design_effect: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the reckoning: what was done, and what it came to."""

    rule: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class SamplePlan:
    """The moments to draw, and the steps that led there.

    `precision` is how closely (±) the share would be known: as wanted, unless there are
    too few moments in all. `branches` share the state's moments equally;
    `branch_precision` is how closely one of them alone would be known.
    """

    moments: int
    steps: tuple[Step, ...]
    precision: Fraction
    branches: int
    branch_precision: Fraction


def z_of(confidence: Fraction) -> Fraction:
    """The z of a two-sided confidence, at six decimals: 1.959964 for 95 %."""
    return Fraction(round(NormalDist().inv_cdf(float((1 + confidence) / 2)) * 10**6), 10**6)


def sample_plan(wanted: Wanted, branches: int) -> SamplePlan:
    """Reckon the moments to draw, step by step."""
    steps = [
        Step("n0 = z² p (1 − p) ÷ B²", wanted.z**2 * _spread(wanted) / wanted.precision**2),
    ]
    if wanted.population is not None:
        small = steps[-1].value / (1 + (steps[-1].value - 1) / wanted.population)
        steps.append(Step("n = n0 ÷ (1 + (n0 − 1) ÷ N)", small))
    needed = steps[-1].value
    if wanted.design_effect != 1:
        steps.append(Step("× design effect", steps[-1].value * wanted.design_effect))
    if wanted.response != 1:
        steps.append(Step("÷ response rate", steps[-1].value / wanted.response))
    if wanted.oversample:
        steps.append(Step("× (1 + oversample)", steps[-1].value * (1 + wanted.oversample)))
    precision = wanted.precision
    if wanted.population is not None and steps[-1].value > wanted.population:
        steps.append(Step("never more than N", Fraction(wanted.population)))
        precision = max(precision, _of_everybody(wanted, wanted.population))
    moments = ceil(steps[-1].value)
    steps.append(Step("rounded up", Fraction(moments)))
    alone = _of_one_branch(wanted, needed, branches)
    return SamplePlan(moments, tuple(steps), precision, branches, alone)


def _of_everybody(wanted: Wanted, population: int) -> Fraction:
    """± where every moment there is was drawn, and only some were answered."""
    answered = population * wanted.response
    if answered >= population:
        return Fraction(0)
    left = (population - answered) / (population - 1)
    spread = _spread(wanted) * wanted.design_effect / answered * left
    return rounded(wanted.z * Fraction(sqrt(spread)))


def _of_one_branch(wanted: Wanted, needed: Fraction, branches: int) -> Fraction:
    """± for one of so many branches, from its equal part of the moments that count."""
    moments, left = needed / branches, Fraction(1)
    if wanted.population is not None:
        everyone = Fraction(wanted.population, branches)
        left = max((everyone - moments) / (everyone - 1), Fraction(0)) if everyone > 1 else left
    return rounded(wanted.z * Fraction(sqrt(_spread(wanted) / moments * left)))


def _spread(wanted: Wanted) -> Fraction:
    return wanted.share * (1 - wanted.share)
