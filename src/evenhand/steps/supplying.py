"""Supplying: what staff an agency has on the day of its tables, and what they take and cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from evenhand.errors import PolicyError, TableError
from evenhand.figures import BranchRoles, PostSupply, StatusCount, Supply, Tally
from evenhand.measures import catalogue
from evenhand.policy import Policy, assumptions
from evenhand.policy import Supply as Counts
from evenhand.sources.data import Data
from evenhand.staffing.supply import ROLES, branch_roles, costs_by_role, post_supply, priced

Place = tuple[str, str]
#: So many people in a post, or of one status in it, can be told apart by those who know them.
FEW = 2
FEW_HERE = (
    "Some posts here hold one or two people, or one or two of a status: for those who may see "
    "staff files, not for publication."
)


def supplied(policy: Policy, data: Data, costs: Mapping[str, Fraction] | None = None) -> Supply:
    """Posts, derived roles, and with a table of costs the money.

    Raises:
        PolicyError: The policy has no section `supply`.
        TableError: There are no workers, no statuses, or no positions.
    """
    if policy.supply is None:
        raise PolicyError(
            f"{policy.file}: the policy does not say what staff count for. Give it a section "
            "`supply:` with counts_as, workers_per_supervisor and support_per_worker; "
            "oregon-2000 has one."
        )
    counts = _counts(policy, data)
    if not data.staff:
        raise TableError("There is no table staff, so nobody knows what positions there are.")
    posts, flags = _posts(data, counts, policy.supply)
    roles = tuple(_roles(policy.supply, posts))
    if costs is not None:
        roles = tuple(priced(each, costs) for each in roles)
    return Supply(
        posts,
        roles,
        costs_by_role(roles, costs or {}),
        (*_few(posts), *flags, *_unknown(counts, policy.supply), *_unpriced(costs)),
        tuple(a for a in assumptions(policy) if a.startswith("supply.")),
    )


def _counts(policy: Policy, data: Data) -> dict[Place, list[StatusCount]]:
    """Workers by branch and program."""
    needed = ("workers", "worker_status")
    missing = [t for t in needed if data.tables is None or t not in data.tables]
    if missing:
        raise TableError(
            f"Staff are counted from the tables {' and '.join(needed)}; there is no "
            f"{' and no '.join(missing)}."
        )
    tallies: list[Tally] = catalogue()["workers_by_status"].compute(data.tables, policy.period)
    found: dict[Place, list[StatusCount]] = {}
    for t in tallies:
        program, _, status = t.of.rpartition("|")
        count = StatusCount(status, t.base // 100, Fraction(t.hits, 100))
        found.setdefault((t.branch, program), []).append(count)
    return found


def _posts(
    data: Data, counts: Mapping[Place, list[StatusCount]], rules: Counts
) -> tuple[tuple[PostSupply, ...], tuple[str, ...]]:
    """By branch and program where staff and workers both name one, else by branch."""
    apart = all(program for _, program in (*data.staff, *counts))
    weights = {status: number.value for status, number in rules.counts_as.items()}
    staff: dict[Place, Fraction] = {}
    held: dict[Place, list[StatusCount]] = {}
    for (branch, program), positions in data.staff.items():
        place = branch, program if apart else ""
        staff[place] = staff.get(place, Fraction(0)) + positions
    for (branch, program), found in counts.items():
        held.setdefault((branch, program if apart else ""), []).extend(found)
    posts = tuple(
        post_supply(*place, staff.get(place, Fraction(0)), _added(held.get(place, [])), weights)
        for place in sorted(staff.keys() | held.keys())
    )
    why = "Some staff stand under no program, so branches are looked at as wholes."
    return posts, () if apart else (why,)


def _few(posts: Iterable[PostSupply]) -> Iterator[str]:
    if any(0 < each.heads <= FEW for post in posts for each in post.by_status):
        yield FEW_HERE


def _added(counts: Sequence[StatusCount]) -> list[StatusCount]:
    """One count a status."""
    found: dict[str, StatusCount] = {}
    for each in counts:
        own = found.get(each.status, StatusCount(each.status, 0, Fraction(0)))
        found[each.status] = StatusCount(each.status, own.heads + each.heads, own.fte + each.fte)
    return [found[status] for status in sorted(found)]


def _roles(rules: Counts, posts: Sequence[PostSupply]) -> Iterator[BranchRoles]:
    positions: dict[str, Fraction] = {}
    for post in posts:
        positions[post.branch] = positions.get(post.branch, Fraction(0)) + post.positions
    span, support = rules.workers_per_supervisor.value, rules.support_per_worker.value
    for branch, number in positions.items():
        yield branch_roles(branch, number, span, support)


def _unknown(counts: Mapping[Place, list[StatusCount]], rules: Counts) -> Iterator[str]:
    heads: dict[str, int] = {}
    for found in counts.values():
        for each in found:
            heads[each.status] = heads.get(each.status, 0) + each.heads
    for status in sorted(set(heads) - set(rules.counts_as)):
        yield (
            f"{heads[status]} workers are of status {status}, which the policy does not name: "
            "they count for nothing."
        )


def _unpriced(costs: Mapping[str, Fraction] | None) -> Iterator[str]:
    if costs is not None and (missing := [role for role in ROLES if role not in costs]):
        yield f"No cost is given for {' or '.join(missing)}: the money leaves them out."
