"""Redeployment: who and what is where now, the rules of moving, and the plan that follows.

Counts are in units of positions; one person holds one unit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

Kind = Literal["vacancy", "attrition", "transfer", "reassignment", "new", "given up"]


@dataclass(frozen=True, slots=True)
class Post:
    """One branch's part of one program: who holds it now, and how many it is to have.

    `filled` counts everybody who holds a position, trainees and those on leave among
    them; `vacant` the positions nobody holds. `leaving` are the people expected to
    leave, cycle by cycle. `fixed` of the filled may not be moved, `willing` would like
    to be, `experienced` have served long. `least` positions must be there in any cycle.
    """

    branch: str
    program: str
    filled: int
    vacant: int
    target: int
    leaving: tuple[int, ...] = ()
    trainees: int = 0
    on_leave: int = 0
    fixed: int = 0
    willing: int = 0
    experienced: int = 0
    least: int = 0

    @property
    def positions(self) -> int:
        """Positions now, filled or not."""
        return self.filled + self.vacant


@dataclass(frozen=True, slots=True)
class Person:
    """One worker, by pseudonym, as far as moving is concerned; `years` of service."""

    worker: str
    branch: str
    program: str
    years: Fraction | None = None
    on_leave: bool = False
    trainee: bool = False
    willing: bool = False
    fixed: bool = False
    leaves_on: date | None = None


@dataclass(frozen=True, slots=True)
class MoveRules:
    """What a plan must keep to; None and "" mean no such rule.

    `most_out` and `most_in` are the positions one branch may lose, or gain, in one
    cycle over all programs. `within` is "region" or "zone"; `farthest` is in `measure`.
    `across_programs` allows people to change program inside their branch. A cycle is
    `months` long, and the first begins on `starts_on`.
    """

    starts_on: date
    cycles: int = 1
    months: int = 12
    most_out: int | None = None
    most_in: int | None = None
    within: Literal["", "region", "zone"] = ""
    farthest: float | None = None
    measure: str = "km"
    across_programs: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """One step of the plan: so many positions, from where to where, how, and when.

    "vacancy": an empty position goes. "attrition": it goes when somebody has left.
    "transfer": a person goes with it. "reassignment": a person changes program and
    stays in the branch. "new" positions come from outside (no `origin`), and those
    "given up" go (no `destination`). `worker` is a pseudonym where people are known.
    """

    number: int
    cycle: int
    on: date
    kind: Kind
    program: str
    origin: str
    destination: str
    positions: int
    distance: float | None = None
    to_program: str = ""
    worker: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One aim, in order of importance: its best value, and the proof that none is better.

    `bound` is what the solver proved no plan can go below; `value` equals it where
    the plan is proven optimal.
    """

    aim: str
    value: float
    bound: float

    @property
    def proven(self) -> bool:
        return abs(self.value - self.bound) <= 1e-6 * max(1.0, abs(self.value))


@dataclass(frozen=True, slots=True)
class Standing:
    """Positions of one post at the end of one cycle (cycle 0: now), and its target."""

    cycle: int
    branch: str
    program: str
    positions: int
    filled: int
    target: int


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that no plan can keep: which, where, and by how much it would have to give."""

    rule: str
    where: str
    by: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The moves, what they lead to cycle by cycle, and the proof of each aim.

    `cycles_needed` says how many cycles reach the target; None where more than were
    asked for are needed, and `short` then tells the positions still missing. Where
    `broken` is not empty there is no plan, and nothing else.
    """

    rules: MoveRules
    moves: tuple[Move, ...] = ()
    standing: tuple[Standing, ...] = ()
    stages: tuple[Stage, ...] = ()
    people_moved: int = 0
    distance: float | None = None
    imbalance_before: float | None = None
    imbalance_after: float | None = None
    cycles_needed: int | None = None
    short: int = 0
    broken: tuple[Broken, ...] = ()
    notes: tuple[str, ...] = ()
