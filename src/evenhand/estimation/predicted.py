"""Predicted: the hits of one branch once its own effect is known as well as it can be.

The effect is the likeliest one, given the branch's hits, the rates expected of its cases
and the variance between branches; so frozen coefficients give the same prediction again.

Source: Evenhand method, section 5 (option "predicted over expected").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log

#: Newton's steps at most, each at most one on the scale of log odds; and when it has settled.
STEPS, SETTLED = 100, 1e-14


@dataclass(frozen=True, slots=True)
class Predicted:
    """The hits predicted, and the standard deviation of what they might be."""

    hits: float
    spread: float


def predicted(hits: float, parts: Sequence[tuple[float, float]], variance: float) -> Predicted:
    """Predict the hits of so many cases at such rates, `hits` of which were counted.

    Cases that are certain (a rate of 0 or 1) are predicted as they are expected and say
    nothing of the effect.

    Args:
        hits: Counted.
        parts: How many cases, and the rate expected of each.
        variance: Between branches, on the scale of log odds; above 0.
    """
    certain = sum(n * rate for n, rate in parts if not 0 < rate < 1)
    open_to_it = [(n, log(rate / (1 - rate))) for n, rate in parts if 0 < rate < 1]
    effect = 0.0
    for _ in range(STEPS):
        made, chance = _at(open_to_it, effect)
        rise = hits - certain - made - effect / variance
        step = rise / (chance + 1 / variance)
        effect += min(max(step, -1.0), 1.0)
        if abs(step) < SETTLED:
            break
    made, chance = _at(open_to_it, effect)
    return Predicted(certain + made, chance / (chance + 1 / variance) ** 0.5)


def _at(parts: Sequence[tuple[float, float]], effect: float) -> tuple[float, float]:
    """Hits and their variance when every case has this effect on its log odds."""
    hits = chance = 0.0
    for n, place in parts:
        odds = exp(-abs(place + effect))
        low, high = odds / (1 + odds), 1 / (1 + odds)
        hits += n * (high if place + effect >= 0 else low)
        chance += n * low * high
    return hits, chance
