"""Chance: what may vary from one draw to the next, and the random numbers it varies by.

Every number is addressed by seed, name, branch and block, and by nothing else: another
branch, or another order of branches, changes nobody's numbers, and a stranger with the
seed draws the same.

Source: Evenhand method, section 8 ("random streams keyed by (seed, component, branch
id)").
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import blake2b
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
#: Draws in one block: enough for arrays to pay, few enough to stay in memory.
BLOCK = 250


@dataclass(frozen=True, slots=True)
class Chance:
    """Which errors are drawn, and from which seed.

    `sampling` is the error of having looked at a part only; a census has none.
    `outcomes` is the chance in what happened to the children there were, which a
    census has too. `raw` believes each branch's own sample alone and draws nothing
    towards the state. `sample` asks what a sample so many times as large would say.
    """

    seed: int
    sampling: bool = True
    outcomes: bool = True
    raw: bool = False
    sample: float = 1.0

    def stream(self, name: str) -> Stream:
        """The random numbers of that name, usually a component's."""
        return Stream(self.seed, name)

    def grown(self, read: float, most: float) -> float:
        """How many would be read in a sample `sample` times as large; no more than there are."""
        return min(read * self.sample, max(most, read))


class Stream:
    """Random numbers of one name, by branch and block.

    Ask for a branch's generator, draw from it, and only then ask for the next: all
    share one, which is put to the branch's own place. (One each would cost more than
    the draws.)
    """

    def __init__(self, seed: int, name: str) -> None:
        key = int.from_bytes(blake2b(f"{seed}\n{name}".encode(), digest_size=16).digest())
        self._generator = np.random.Generator(np.random.Philox(key=key))
        self._state: dict[str, Any] = dict(self._generator.bit_generator.state)
        self._places: dict[str, int] = {}

    def of(self, branch: str, block: int) -> np.random.Generator:
        """The generator of one branch, at the start of one block."""
        place = self._places.get(branch)
        if place is None:
            place = int.from_bytes(blake2b(branch.encode(), digest_size=8).digest())
            self._places[branch] = place
        self._state["state"]["counter"][:] = (0, block, place, 0)
        self._state["buffer_pos"], self._state["has_uint32"] = 4, 0
        self._generator.bit_generator.state = self._state
        return self._generator


@dataclass(frozen=True, slots=True)
class Sample:
    """One survey behind a score: what was looked at, and out of how much, by branch."""

    of: str
    read: Mapping[str, Fraction]
    most: Mapping[str, Fraction]

    def grown(self, times: Fraction) -> Fraction:
        """How many a survey so many times as large would look at, nowhere more than there are."""
        grown = (min(n * times, max(self.most[branch], n)) for branch, n in self.read.items())
        return sum(grown, Fraction(0))


@dataclass(frozen=True, slots=True)
class Draws:
    """What a score might have been: block by block, draws × branches.

    `block(n)` gives the n-th block; `samples` are the surveys that a larger one would
    narrow. A missing score is nan.
    """

    block: Callable[[int], Floats]
    samples: tuple[Sample, ...] = ()


def not_a_number(value: Fraction | None) -> float:
    """A score as draws hold it: nan where there is none."""
    return float("nan") if value is None else float(value)


def constant(values: Sequence[float]) -> Draws:
    """Draws of what is known: the same in every draw."""
    row = np.array([values], dtype=float)
    return Draws(lambda block: row)  # noqa: ARG005 - every block is the same


def by_branch(
    branches: Sequence[str], draw: Callable[[int, str, int], Floats | float]
) -> Callable[[int], Floats]:
    """Blocks made branch by branch: `draw(place, branch, block)` gives one branch's draws."""

    def block(number: int) -> Floats:
        made = np.empty((len(branches), BLOCK))
        for place, branch in enumerate(branches):
            made[place] = draw(place, branch, number)
        return made.T

    return block
