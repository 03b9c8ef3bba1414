"""Incentives: what a branch gains or loses by one more of something, under a policy."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Marginal:
    """Quota gained (negative: lost) by one branch for one more `event`; in "all" programs too.

    `component` is the one through which most of it comes; empty for a sum.
    """

    program: str
    branch: str
    event: str
    positions: Fraction
    component: str = ""


@dataclass(frozen=True, slots=True)
class ReturnWorth:
    """The risk of re-abuse below which returning a child pays in a branch.

    `highest` is ρ*: 0 where no return pays, 1 where any does.
    """

    program: str
    branch: str
    highest: Fraction


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
