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

    @property
    def effective_share(self) -> Fraction | None:
        """The part of the positions that can carry cases; None where there is no position."""
        return self.effective / self.positions if self.positions else None


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

    @property
    def whole(self) -> PostSupply:
        """All posts together, statuses by name."""
        heads, fte = dict[str, int](), dict[str, Fraction]()
        for count in (count for post in self.posts for count in post.by_status):
            heads[count.status] = heads.get(count.status, 0) + count.heads
            fte[count.status] = fte.get(count.status, Fraction(0)) + count.fte
        return PostSupply(
            "",
            "",
            sum((post.positions for post in self.posts), Fraction(0)),
            sum(post.heads for post in self.posts),
            sum((post.fte for post in self.posts), Fraction(0)),
            sum((post.effective for post in self.posts), Fraction(0)),
            sum((post.vacant for post in self.posts), Fraction(0)),
            sum((post.doubled for post in self.posts), Fraction(0)),
            tuple(StatusCount(name, heads[name], fte[name]) for name in sorted(heads)),
        )

    @property
    def all_roles(self) -> BranchRoles:
        """Who else all positions take together; money where any branch's is known."""
        known = [each.money for each in self.roles if each.money is not None]
        return BranchRoles(
            "",
            sum((each.positions for each in self.roles), Fraction(0)),
            sum(each.supervisors for each in self.roles),
            sum(each.support for each in self.roles),
            sum(known, Fraction(0)) if known else None,
        )
