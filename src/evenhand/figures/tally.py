"""A tally: so many of so many, for one branch. A rate keeps both of its counts."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

#: Stands for the branch in a tally of the whole state, where branches may not be told apart.
STATE = "state"


@dataclass(frozen=True, slots=True)
class Tally:
    """`hits` of `base` in one branch (or "state"), of one type, factor, group or pattern (`of`).

    A count that a publisher masked is a range: `hits` is then the least it can be
    and `hits_most` the most, and likewise for the base. Unmasked counts need not
    say `hits_most`; it is then `hits`.
    """

    branch: str
    of: str
    hits: int
    base: int
    hits_most: int = -1
    base_most: int = -1

    def __post_init__(self) -> None:
        if self.hits_most < 0:
            object.__setattr__(self, "hits_most", self.hits)
        if self.base_most < 0:
            object.__setattr__(self, "base_most", self.base)
        if not (0 <= self.hits <= self.hits_most and 0 <= self.base <= self.base_most):
            raise ValueError(f"a tally counts from nothing upwards, least first: {self}")

    @property
    def masked(self) -> bool:
        return self.hits != self.hits_most or self.base != self.base_most

    @property
    def hits_middle(self) -> Fraction:
        """The middle of the range of hits; the count itself where nothing is masked."""
        return Fraction(self.hits + self.hits_most, 2)

    @property
    def base_middle(self) -> Fraction:
        """The middle of the range of the base."""
        return Fraction(self.base + self.base_most, 2)
