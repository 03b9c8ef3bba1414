"""An account: why positions differ between two runs, in parts that add up exactly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

#: The parts that come after the quota: what limits do, what making whole does, what people did.
BOUNDS, WHOLE, BY_HAND = "bounds", "rounding, method and ties", "adjusted by hand"


@dataclass(frozen=True, slots=True)
class Part:
    """What one cause changed, in positions."""

    name: str
    change: Fraction


@dataclass(frozen=True, slots=True)
class Accounted:
    """One branch in one program (or in "all"): before, after, and the parts between them.

    The parts add up to `after` less `before`, exactly.
    """

    program: str
    branch: str
    before: Fraction
    after: Fraction
    parts: tuple[Part, ...]

    @property
    def change(self) -> Fraction:
        """Positions gained, or lost where it is negative."""
        return self.after - self.before

    @property
    def most(self) -> Part:
        """The part that pulled most in the direction of the change, or most where there is none."""
        return max(self.parts, key=lambda part: part.change / (self.change or 1))


@dataclass(frozen=True, slots=True)
class MovedByCause:
    """What one cause brought those it raised, and cost those it lowered, in positions."""

    cause: str
    gained: Fraction
    lost: Fraction


@dataclass(frozen=True, slots=True)
class Account:
    """The whole account between two runs.

    `causes` are the parts in the order they are told; causes that could not be told apart
    in a program stand as one. `notes` are sentences a reader must see, that reason among them.
    """

    before: str
    after: str
    causes: tuple[str, ...]
    lines: tuple[Accounted, ...]
    notes: tuple[str, ...] = ()

    def moved(self, lines: Iterable[Accounted]) -> list[MovedByCause]:
        """What each cause moved over some of the lines, in the order of telling."""
        changes: dict[str, list[Fraction]] = {cause: [] for cause in self.causes}
        for part in (part for line in lines for part in line.parts):
            changes[part.name].append(part.change)
        return [
            MovedByCause(
                cause,
                sum((each for each in own if each > 0), Fraction(0)),
                sum((-each for each in own if each < 0), Fraction(0)),
            )
            for cause, own in changes.items()
            if own
        ]
