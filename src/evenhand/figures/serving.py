"""Serving: how far staff go for those they are there for, branch by branch, before and after."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Needed:
    """So many children at one level (or calls of one type), and the hours each one needs."""

    of: str
    number: Fraction
    hours: Fraction


@dataclass(frozen=True, slots=True)
class Served:
    """What one branch's positions can do for those it serves in one program.

    `needed` and `available` are hours of casework, or positions where a policy gives no
    hours: the quota is then the need. `ratio` is available ÷ needed, `share` the part of
    the need that is met, 1 at most; both None where nothing is needed. `level` is how far
    down the levels the hours go, most vulnerable first: 4.6 is every child to level 4 and
    six tenths of what those at level 5 need. None where need has no levels.
    """

    branch: str
    positions: Fraction
    needed: Fraction
    available: Fraction
    ratio: Fraction | None
    share: Fraction | None
    level: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Evenness:
    """How evenly staff meet need over the branches that need any.

    `gini` and `variation` (standard deviation ÷ mean) are of what is available per hour
    needed, each hour of need counted once, so that a large branch weighs more than a small
    one: 0 where every hour of need has as much. `share` is the part of all need that is met,
    with no branch's surplus meeting another's need. `below` of the `branches` cannot meet
    theirs; `level` is the level that the middle branch reaches.
    """

    gini: Fraction
    variation: Fraction
    share: Fraction
    below: int
    branches: int
    level: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Equity:
    """One program (or "all"): whom each branch can serve with what it has now, and was given.

    `unit` is "hours", or "positions" where the policy gives no hours: need is then the
    run's own quota, and what its own positions lack of it is rounding, unless limits keep
    them `limited`: a unit or more off. `before` is empty, and `even_before` None, where
    nobody knows what branches have now.
    """

    program: str
    unit: str
    after: tuple[Served, ...]
    even_after: Evenness
    before: tuple[Served, ...] = ()
    even_before: Evenness | None = None
    flags: tuple[str, ...] = ()
    limited: bool = False


@dataclass(frozen=True, slots=True)
class Bought:
    """What a total of `positions` would buy one program: `more` than the run's, same need.

    Where `unit` is "positions", need is the quota of the run, and only positions are bought.
    """

    program: str
    more: Fraction
    positions: Fraction
    even: Evenness
    unit: str = "hours"
