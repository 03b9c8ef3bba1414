"""Supply: effective staff, vacancies, and the roles and money that positions bring with them.

Supervisors and support staff are whole in every branch: a started one is counted, since
half of one cannot sit in each of two offices.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from math import ceil

from evenhand.figures import BranchRoles, Cost, PostSupply, StatusCount

#: What a table of costs calls the three roles.
CASEWORKER, SUPERVISOR, SUPPORT = ROLES = ("caseworker", "supervisor", "support")


def post_supply(
    branch: str,
    program: str,
    positions: Fraction,
    counts: Sequence[StatusCount],
    counts_as: Mapping[str, Fraction],
) -> PostSupply:
    """One post: who holds its positions, and what they count for.

    `counts_as` is what a full-time worker of each status counts for; a status that it
    does not name counts for nothing.
    """
    heads = sum(each.heads for each in counts)
    effective = (each.fte * counts_as.get(each.status, Fraction(0)) for each in counts)
    return PostSupply(
        branch,
        program,
        positions,
        heads,
        sum((each.fte for each in counts), Fraction(0)),
        sum(effective, Fraction(0)),
        max(positions - heads, Fraction(0)),
        max(heads - positions, Fraction(0)),
        tuple(counts),
    )


def branch_roles(
    branch: str, positions: Fraction, to_a_supervisor: Fraction, support_each: Fraction
) -> BranchRoles:
    """Whole supervisors and support staff for a branch's caseworker positions."""
    supervisors = ceil(positions / to_a_supervisor)
    return BranchRoles(branch, positions, supervisors, ceil(positions * support_each))


def priced(roles: BranchRoles, costs: Mapping[str, Fraction]) -> BranchRoles:
    """The same branch with what it costs; a role without a cost is for nothing."""
    money = (n * costs.get(role, Fraction(0)) for role, n in _each(roles))
    return replace(roles, money=sum(money, Fraction(0)))


def costs_by_role(
    branches: Sequence[BranchRoles], costs: Mapping[str, Fraction]
) -> tuple[Cost, ...]:
    """What all positions of each role with a cost come to."""
    number = dict.fromkeys(ROLES, Fraction(0))
    for branch in branches:
        for role, n in _each(branch):
            number[role] += n
    return tuple(
        Cost(role, n, costs[role], n * costs[role]) for role, n in number.items() if role in costs
    )


def _each(roles: BranchRoles) -> tuple[tuple[str, Fraction], ...]:
    return (
        (CASEWORKER, roles.positions),
        (SUPERVISOR, Fraction(roles.supervisors)),
        (SUPPORT, Fraction(roles.support)),
    )
