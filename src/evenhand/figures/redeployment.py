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
    leave, cycle by cycle. `fixed` of the filled may not be moved (those on leave are
    counted in `on_leave`, not again here), `willing` would like to be, `experienced`
    have served long. `least` positions must be there in any cycle.
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
    cycle over all programs. `within` is "region" or "zone": neither people nor empty
    positions leave it. `farthest`, in `measure`, binds people only. `across_programs`
    allows positions, with people or empty, to change program inside their branch. A
    cycle is `months` long, and the first begins on `starts_on`.
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
    "given up" go (no `destination`). `to_program` is told where a position, with its
    person or empty, changes program. `distance` is that of one person's move; an empty
    position has none. `worker` is a pseudonym where people are known.
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
    """Positions of one post at the end of one cycle (cycle 0: now), and its target.

    `filled` are today's people, less those expected to have left, as moved so far:
    nobody is hired in a plan, and the rest of the positions are there to hire for.
    """

    cycle: int
    branch: str
    program: str
    positions: int
    filled: int
    target: int


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule in the way: which, where, and by how much it gives or would have to give.

    `rule` is a field of `Post` or `MoveRules`, or "dismissal": no plan dismisses anybody.
    """

    rule: str
    where: str
    by: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The moves, what they lead to cycle by cycle, and the proof of each aim.

    `cycles_needed` is the cycle this plan reaches the target in; where it does not, the
    fewest cycles that could under the same rules; None where no number of cycles does.
    `short` tells the positions still missing at the end, `over` those still above their
    target. `broken` are rules that no plan can keep: they gave by that much, and the
    plan keeps all others. `blocking` are rules the plan keeps that keep it from the
    target for ever: the fewest units by which they would have to give.
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
    over: int = 0
    broken: tuple[Broken, ...] = ()
    blocking: tuple[Broken, ...] = ()
    notes: tuple[str, ...] = ()
