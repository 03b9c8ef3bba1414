"""Arriving and closing: how many cases will be carried, month by month, of every kind.

Cases arrive as they did, with as much more than chance from block to block as was seen.
Each open case closes with the same chance on every day, as open cases did. Both rates are
drawn as well: they were measured on so many arrivals and so many closures and no more.

Source: the gamma distribution of a Poisson rate that was counted; a gamma mixture of
Poissons (negative binomial) for months that differ by more than chance.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import numpy as np

from evenhand.caseloads.forecasting.lots import Counts, Floats
from evenhand.figures.situation import Flow


def open_cases(
    flow: Flow, days: Sequence[date], growth: float, draws: int, chance: np.random.Generator
) -> Counts:
    """Open cases of one kind on each of the days, as days × draws."""
    uneven = float(flow.unevenness)
    each_day = _rate(flow.arrived, flow.days, uneven, draws, chance)
    closing = _rate(flow.closures, flow.case_days, 1.0, draws, chance)
    still = np.full(draws, flow.open, dtype=np.int64)
    found = [still]
    for month, (start, end) in enumerate(pairwise(days)):
        length = (end - start).days
        expected = each_day * length * (1 + growth) ** ((month + 0.5) / 12)
        came = _arrivals(expected, uneven, chance)
        gone = closing * length
        still = chance.binomial(still, np.exp(-gone)) + chance.binomial(came, _left(gone))
        found.append(still)
    return np.stack(found)


def _rate(
    counted: int, days: int, uneven: float, draws: int, chance: np.random.Generator
) -> Floats:
    """What the daily rate may be, having counted so many; nothing counted stays nothing."""
    return chance.gamma(counted / uneven, uneven / max(days, 1), draws)


def _arrivals(expected: Floats, uneven: float, chance: np.random.Generator) -> Counts:
    """Arrivals of one month, whose variance is `uneven` times their mean."""
    if uneven > 1:
        expected = chance.gamma(expected / (uneven - 1), uneven - 1)
    return chance.poisson(expected)


def _left(gone: Floats) -> Floats:
    """The share of a month's arrivals, spread evenly over it, still open at its end."""
    safe = np.where(gone > 0, gone, 1.0)
    return np.where(gone > 0, -np.expm1(-gone) / safe, 1.0)
