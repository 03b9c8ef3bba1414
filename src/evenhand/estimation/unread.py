"""Unread: what the cases nobody looked at may be, given those somebody did.

Their number of hits is beta-binomial: a share that is not known, and chance in so many
cases. All its values and their chances are written down once a branch; a draw looks
one up. That is exact, and quicker than drawing a share and then a number.

Source: Evenhand method, section 8 ("V from beta-binomial with fpc").
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evenhand.estimation.chance import Chance

Floats = NDArray[np.float64]
#: So many numbers of hits are all written down; of more, only those nearer to the mean than
#: so many standard deviations.
WHOLE, FAR = 10_000, 40.0
#: A chance so small beside the largest is never met.
NEVER = 1e-18
#: Jeffreys' prior: what speaks beside a branch's sample that is to be believed alone.
ALONE = 0.5


@dataclass(frozen=True, slots=True)
class Unread:
    """One branch's possible numbers of hits among its cases, and the chance up to each."""

    hits: Floats
    up_to: Floats

    def draw(self, numbers: Floats) -> Floats:
        """Look up a number of hits for each of some numbers between 0 and 1."""
        return self.hits[np.searchsorted(self.up_to, numbers, side="right")]


def unread(
    hits: float, read: float, population: float, share: float, kappa: float, chance: Chance
) -> Unread | None:
    """What the hits among all of `population` may be; None where nothing is left open.

    That is so where nobody is unread, where sampling is not drawn, and where nothing
    speaks for hits, or nothing against them. The mean is the same for a sample of any
    size: in a larger one, those read beside the first are thought to be what is expected
    of them, so that only the doubt grows smaller.

    Args:
        hits: Hits among those read.
        read: How many were read.
        population: How many there are.
        share: The state's share.
        kappa: How many imagined cases at the state's share speak beside those read.
        chance: `sample` grows the number read; `raw` leaves out the state.
    """
    grown = chance.grown(read, population)
    left = max(population - grown, 0.0)
    cases = round(left)
    before = (ALONE, ALONE) if chance.raw else (kappa * share, kappa * (1 - share))
    yes, no = before[0] + hits, before[1] + read - hits
    if not cases or not chance.sampling or yes <= 0 or no <= 0:
        return None
    expected = yes / (yes + no)
    known = hits + (grown - read) * expected
    yes, no = before[0] + known, before[1] + grown - known
    numbers, chances = _beta_binomial(cases, yes, no)
    up_to = np.cumsum(chances)
    return Unread(known + numbers * (left / cases), up_to[:-1] / up_to[-1])


def _beta_binomial(cases: int, yes: float, no: float) -> tuple[Floats, Floats]:
    """The numbers of hits that can be met among `cases`, and the chance of each."""
    from scipy.special import betaln

    mean, total = yes / (yes + no), yes + no
    spread = np.sqrt(cases * mean * (1 - mean) * (total + cases) / (total + 1))
    far = FAR * spread + 2 if cases > WHOLE else cases
    low, high = max(0, int(cases * mean - far)), min(cases, int(cases * mean + far))
    numbers = np.arange(low, high + 1, dtype=float)
    logs = betaln(numbers + yes, cases - numbers + no) - betaln(numbers + 1, cases - numbers + 1)
    chances = np.exp(logs - logs.max())
    met = chances > NEVER
    return numbers[met], chances[met]
