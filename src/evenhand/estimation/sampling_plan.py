"""Sampling plan: how many records to read so that a branch's positions are known well enough.

A record is read without replacement, so that reading everybody leaves no error at all.
The error is that of the branch's own sample: whatever the state's sample adds to it
makes it smaller than planned, never larger.

Source: Evenhand method, sections 2 and 8 (n0 = z² s² / h², n = n0 / (1 + (n0 − 1) / N)).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, sqrt

from evenhand.estimation.leaving import rounded
from evenhand.estimation.thin import FEW

#: So many standard errors on both sides hold nine samples in ten.
Z90 = Fraction("1.645")


@dataclass(frozen=True, slots=True)
class Sampled:
    """One branch of one program, of whose records a part is read.

    `swing` is the variance, in squared positions, of the quota if one record alone were
    read. What the sample is of, `records` says ("children read").
    """

    program: str
    records: str
    branch: str
    population: Fraction
    read: Fraction
    swing: Fraction


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for one branch: `within` now (None where nothing was read), and `to_read`."""

    sampled: Sampled
    within: Fraction | None
    to_read: int

    @property
    def more(self) -> Fraction:
        """Records to read beyond those read already."""
        return max(self.to_read - self.sampled.read, Fraction(0))


def swing(slope: Fraction, relative_variance: Fraction) -> Fraction:
    """The swing of a quota that moves by `slope` positions where the sampled mean doubles.

    `slope` is the quota's derivative by the logarithm of the mean; `relative_variance`
    that of one record over the squared mean.
    """
    return rounded(slope * slope * relative_variance)


def slope(positions: Fraction, influence: Fraction, share: Fraction) -> Fraction:
    """How a pot answers to its own branch: positions × influence × share × (1 − share).

    What a branch gains by a larger score it takes from a pot that stays as large as it was.
    """
    return positions * influence * share * (1 - share)


def within_now(sampled: Sampled) -> Fraction | None:
    """The ± in positions at 90 %, of the sample there is; None where nothing was read."""
    if not sampled.read:
        return None
    if sampled.read >= sampled.population or sampled.population <= 1:
        return Fraction(0)
    unread = (sampled.population - sampled.read) / (sampled.population - 1)
    return rounded(Fraction(sqrt(Z90**2 * sampled.swing / sampled.read * unread)))


def to_read(sampled: Sampled, within: Fraction, least: int = FEW) -> int:
    """The fewest records that tell the quota to ± `within` positions at 90 %.

    At least `least`, since fewer say little of a branch whatever the formula makes of
    them, and never more than there are.
    """
    alone = Z90**2 * sampled.swing / within**2
    if sampled.population:
        alone = alone * sampled.population / (sampled.population - 1 + alone or 1)
    return min(max(ceil(alone), least), floor(sampled.population))


def wanted(sampled: Sampled, within: Fraction, least: int = FEW) -> Wanted:
    """One branch's row of the plan."""
    return Wanted(sampled, within_now(sampled), to_read(sampled, within, least))
