"""Incentives: what a branch gains or loses by one more of something, under a policy."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from evenhand.figures.together import ALL

#: Why an event is not told: readings that only stand for something; nobody it could happen to.
STANDS_FOR, NOBODY = "readings that only stand for others", "nobody it could happen to"


@dataclass(frozen=True, slots=True)
class Marginal:
    """Quota gained (negative: lost) by one branch for one more `event`.

    `component` is the one it comes through; empty for the sum over components, which is
    also given over all programs ("all").
    """

    program: str
    branch: str
    event: str
    positions: Fraction
    component: str = ""


@dataclass(frozen=True, slots=True)
class Untold:
    """An event of which a program (or "all") says nothing, in one branch or (empty) in any."""

    program: str
    branch: str
    event: str
    why: str


@dataclass(frozen=True, slots=True)
class ReturnWorth:
    """The risk of re-abuse below which returning a child pays in a branch.

    `highest` is ρ*: 0 where no return pays, 1 where any does. `safe` and `unsafe` are the
    positions that a return without and with re-abuse is worth, from which it follows.
    """

    program: str
    branch: str
    highest: Fraction
    safe: Fraction = Fraction(0)
    unsafe: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Dial:
    """The statewide dial: influences at which returning pays up to a risk of `highest`."""

    program: str
    state_rate: Fraction
    highest: Fraction
    returns: str
    returns_influence: Fraction
    reabuse: str
    reabuse_influence: Fraction


@dataclass(frozen=True, slots=True)
class NextPosition:
    """How far one branch is from one position more, and from one fewer, in one program.

    `short` is the quota it lacks, `above` what it could lose; None where no quota would do
    it. `more` and `fewer` are the positions by which its award changes if the program has
    one more to share, and one fewer.
    """

    program: str
    branch: str
    short: Fraction | None
    above: Fraction | None
    more: Fraction = Fraction(0)
    fewer: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Incentives:
    """What a policy pays for, branch by branch: by event, by return, and where it stands now.

    `now` is the statewide dial as the policy has it, for each program that has one.
    """

    position: str
    events: tuple[str, ...]
    marginals: tuple[Marginal, ...]
    untold: tuple[Untold, ...] = ()
    worth: tuple[ReturnWorth, ...] = ()
    now: tuple[Dial, ...] = ()

    def of(self, event: str, program: str = ALL, component: str = "") -> dict[str, Fraction]:
        """Positions by branch for one more of an event, where they are told."""
        return {
            each.branch: each.positions
            for each in self.marginals
            if (each.event, each.program, each.component) == (event, program, component)
        }
