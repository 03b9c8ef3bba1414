"""A scenario: changes to a run above its tallies, under a name; and what they come to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

#: From where to where positions lie in nine draws of ten.
Span = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Scenario:
    """Changes, one a line, made in one go; those of `upon` were made before them."""

    name: str
    changes: tuple[str, ...]
    upon: Scenario | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """One branch in one program, or in "all": before a scenario, and after it.

    Where draws were made the spans hold positions in nine of ten, and `agreeing` is the
    part of the draws that change the branch's positions to the same side.
    """

    program: str
    branch: str
    before: Fraction
    after: Fraction
    before_quota: Fraction
    after_quota: Fraction
    before_span: Span | None = None
    after_span: Span | None = None
    agreeing: Fraction | None = None

    @property
    def change(self) -> Fraction:
        """Positions gained, or lost where it is negative."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class ComponentBeside:
    """One component before and after: its influence, and the positions it moves."""

    program: str
    component: str
    before_influence: Fraction
    after_influence: Fraction
    before_moved: Fraction
    after_moved: Fraction


@dataclass(frozen=True, slots=True)
class MisplacedBeside:
    """Positions expected to stand in the wrong branch, before and after, in a program or "all"."""

    program: str
    before: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True)
class Compared:
    """A run beside itself in a scenario, by branch in every program and in "all".

    `before_shared` and `after_shared` are all positions. `names` are the branches' own, by
    id; `flags` what a reader must know of the result in the scenario and not of the run,
    `notes` what of the comparison.
    """

    scenario: Scenario
    before_shared: Fraction
    after_shared: Fraction
    rows: tuple[Beside, ...]
    components: tuple[ComponentBeside, ...]
    misplaced: tuple[MisplacedBeside, ...] = ()
    names: tuple[tuple[str, str], ...] = ()
    seed: int | None = None
    draws: int = 0
    flags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def of(self, program: str) -> tuple[Beside, ...]:
        """Every branch in one program, or in "all"."""
        return tuple(row for row in self.rows if row.program == program)

    @property
    def programs(self) -> tuple[str, ...]:
        """The programs, in the policy's order; "all" is none."""
        return tuple(dict.fromkeys(row.program for row in self.rows if row.program != "all"))

    def moved(self, program: str) -> Fraction:
        """Positions that stand in another branch than before: half of all changes."""
        return sum((abs(row.change) for row in self.of(program)), Fraction(0)) / 2


@dataclass(frozen=True, slots=True)
class SweepPoint:
    """What every branch has where the component has `influence`, in the sweep's order of branches.

    `moved` are the positions of the program that stand in another branch than today;
    `pulled` those the component itself moves away from plain shares of the base.
    """

    influence: Fraction
    positions: tuple[Fraction, ...]
    quotas: tuple[Fraction, ...]
    moved: Fraction
    pulled: Fraction


@dataclass(frozen=True, slots=True)
class Sweep:
    """One component's influence from end to end, all else as `upon` has it; `today` is a point.

    `notes` are sentences a reader must see.
    """

    program: str
    component: str
    today: Fraction
    branches: tuple[tuple[str, str], ...]
    points: tuple[SweepPoint, ...]
    giver: str = ""
    upon: Scenario | None = None
    notes: tuple[str, ...] = ()

    @property
    def now(self) -> SweepPoint:
        """The point where the component has what it has today."""
        return next(point for point in self.points if point.influence == self.today)

    def most_affected(self, most: int) -> tuple[int, ...]:
        """Places of the branches whose quotas go furthest, the furthest first; ties by id."""
        reach = {
            at: max(point.quotas[at] for point in self.points)
            - min(point.quotas[at] for point in self.points)
            for at in range(len(self.branches))
        }
        ranked = sorted(reach, key=lambda at: (-reach[at], self.branches[at][0]))
        return tuple(at for at in ranked[:most] if reach[at])

    def lines(self, places: tuple[int, ...]) -> Iterator[tuple[str, tuple[Fraction, ...]]]:
        """The name of each of those branches, with its quota at every point."""
        for at in places:
            yield self.branches[at][1], tuple(point.quotas[at] for point in self.points)
