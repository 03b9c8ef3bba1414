"""Chance: a stream for each part of a year, from the seed and the part's name alone.

So one part drawn otherwise leaves the others as they were, and every rule meets the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np

Thing = TypeVar("Thing")


class Chance:
    """Numbers between 0 and 1, drawn in one go and handed out one by one."""

    def __init__(self, seed: int, part: str) -> None:
        self._stream = np.random.default_rng([seed, *part.encode()])
        self._drawn: list[float] = []

    def places(self, count: int) -> list[float]:
        """So many numbers from 0 up to 1."""
        drawn: list[float] = self._stream.random(count).tolist()
        return drawn

    def below(self, most: int) -> int:
        """A whole number from 0 up to `most`, which is left out."""
        if not self._drawn:
            self._drawn = self.places(1024)
        return int(self._drawn.pop() * most)

    def of(self, things: Sequence[Thing]) -> Thing:
        """One of the things, each as likely."""
        return things[self.below(len(things))]

    def whether(self, parts: int, of: int) -> bool:
        """Yes, so many times of so many."""
        return self.below(of) < parts
