"""An award: what one branch got in one program, as facts without sentences."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

#: What holds an award that stands outside the formula: the branch keeps what it has.
HELD_AT_CURRENT = "held at current"


@dataclass(frozen=True, slots=True)
class Award:
    """Positions for one branch in one program, and what would have changed them.

    `held_by` names the limit that holds the award away from what the quota alone
    would give, or is empty. `tie` names the branches with an equal claim to a last
    position that only some of them got. `price_of_next` is the quota the branch
    would have needed for one position more, everyone else unchanged;
    `price_of_last` the quota at which it would keep this many and below which it
    would lose one. Either is None where no quota would do it (a limit stands in
    the way, or there is nothing to lose).
    """

    branch: str
    positions: Fraction
    quota: Fraction
    program: str = ""
    held_by: str = ""
    tie: tuple[str, ...] = ()
    price_of_next: Fraction | None = None
    price_of_last: Fraction | None = None

    @property
    def stands_outside(self) -> bool:
        """Whether the branch stands outside the formula, and keeps what it has."""
        return self.held_by == HELD_AT_CURRENT

    @property
    def short_of_next(self) -> Fraction | None:
        """How much quota is missing for one position more."""
        return None if self.price_of_next is None else self.price_of_next - self.quota

    @property
    def above_loss(self) -> Fraction | None:
        """How much quota could go before a position is lost."""
        return None if self.price_of_last is None else self.quota - self.price_of_last
