"""The form of a method over draws: its prices and its rounding, on arrays of floats.

Made from the same signposts as the exact method, so no rule is written down twice.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from evenhand.allocation import methods
from evenhand.allocation.divisor import DivisorMethod

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]

FAR = 1e300  # a level beyond every one that matters


@dataclass(frozen=True, slots=True)
class Form:
    """A method on arrays.

    `price` is that of the next position of a branch that holds so many. `rounded`
    says what quotas come to at a level, before limits, and `pull` how fast that grows
    with the level. `start` is the level at which quotas are rounded as they stand.
    """

    price: Callable[[Floats, Counts], Floats]
    rounded: Callable[[Floats, Floats], Counts]
    pull: Callable[[Floats], Floats]
    start: float
    lowest: float
    highest: float
    least_scale: float  # below it, nearness is no longer relative
    every_claim_gets_one: bool = False


def form_of(name: str, positions: int) -> Form:
    """Give the form of a method, by its name."""
    if name == "largest_remainder":
        return _remainder_form(positions)
    method = methods()[name]
    if not isinstance(method, DivisorMethod):
        raise ValueError(f"{name} has no form over draws")
    return _divisor_form(method, positions)


def _remainder_form(positions: int) -> Form:
    return Form(
        price=lambda quotas, held: quotas - held,
        rounded=lambda quotas, level: np.ceil(quotas + level).astype(np.int64),
        pull=np.ones_like,
        start=-0.5,
        lowest=-positions - 1.0,
        highest=positions + 1.0,
        least_scale=1.0,
    )


@lru_cache(maxsize=8)
def _divisor_form(method: DivisorMethod, positions: int) -> Form:
    marks = np.array([float(method.signpost(held)) for held in range(positions + 2)])
    marks = marks ** (1 / method.power)
    # A first position that is certain is given by the limits; its price is never asked.
    marks[marks == 0] = 1

    def price(quotas: Floats, held: Counts) -> Floats:
        return quotas / marks.take(held, mode="clip")

    def rounded(quotas: Floats, level: Floats) -> Counts:
        shares = np.minimum(quotas * level, positions)
        below = shares.astype(np.int64)
        below += shares > marks.take(below)
        return below

    return Form(
        price,
        rounded,
        pull=np.positive,
        start=1.0,
        lowest=0.0,
        highest=FAR,
        least_scale=0.0,
        every_claim_gets_one=method.every_claim_gets_one,
    )
