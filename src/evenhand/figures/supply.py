"""Supply: what staff there are, what they count for, who else they take, and what that costs."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class StatusCount:
    """Workers of one status in one branch: heads, and full-time equivalents."""

    status: str
    heads: int
    fte: Fraction


@dataclass(frozen=True, slots=True)
class PostSupply:
    """One branch's part of one program; `program` is empty where staff are not told apart.

    `effective` is the full-time equivalent of those who can carry cases, each status
    counting for what the policy says. One person holds one position: `vacant` are the
    positions nobody holds, `doubled` the people beyond the positions there are.
    """

    branch: str
    program: str
    positions: Fraction
    heads: int
    fte: Fraction
    effective: Fraction
    vacant: Fraction
    doubled: Fraction
    by_status: tuple[StatusCount, ...]


@dataclass(frozen=True, slots=True)
class BranchRoles:
    """Who else one branch's positions take: whole supervisors and support staff, and money.

    `money` is a year's cost of all three; None where no table of costs was given.
    """

    branch: str
    positions: Fraction
    supervisors: int
    support: int
    money: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Cost:
    """What all positions of one role cost together."""

    role: str
    number: Fraction
    each: Fraction
    total: Fraction


@dataclass(frozen=True, slots=True)
class Supply:
    """The state's staff on one day: posts, derived roles, and money by role."""

    posts: tuple[PostSupply, ...]
    roles: tuple[BranchRoles, ...]
    costs: tuple[Cost, ...] = ()
    flags: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
