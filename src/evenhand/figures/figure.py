"""A figure: one number that knows how it was made, from what, and who says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Figure:
    """One number, the rule that made it, and the figures it was made from.

    `population` says whom the number is about (a branch, or "state"), `unit` what
    is counted, `rule` in a few words how it was made, `source` who is answerable:
    a publication, or "assumption: " and the reason.
    """

    value: Fraction
    unit: str
    population: str
    as_of: date | None = None
    rule: str = ""
    made_from: tuple[Figure, ...] = ()
    source: str = ""

    def steps(self) -> Iterator[tuple[int, Figure]]:
        """Yield this figure and everything under it, with depth, parents first."""
        yield 0, self
        for part in self.made_from:
            for depth, step in part.steps():
                yield depth + 1, step
