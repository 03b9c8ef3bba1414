"""The facts of an award: what held it, who tied with it, what would have changed it.

Facts only, no sentences: numbers and names that explanation can put into words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import nlargest, nsmallest
from math import inf

from evenhand.allocation.contest import Contest, Standing
from evenhand.figures import Award

ALL: Standing = (inf, -inf, 0)  # nothing but a certain first position stands higher
NOTHING: Standing = (-inf, -inf, 0)


@dataclass(frozen=True, slots=True)
class Edge:
    """The edge between given and not given: the two nearest claims on either side.

    `given` are the weakest last positions that could be given up, `waiting` the
    strongest next ones that could be taken. Two of each, as a branch's own position
    says nothing about what others would do. `quotas` keeps what a price comes to for
    each number held, since thousands of branches hold the same few.
    """

    given: list[Standing]
    waiting: list[Standing]
    tied: tuple[int, ...]
    quotas: dict[tuple[bool, int, int], Fraction] = field(default_factory=dict)


def awards(match: Contest, counts: Sequence[int]) -> list[Award]:
    """Turn counts into awards, by branch id."""
    edge = _edge(match, counts)
    line = _line(match, counts, edge)
    tie = tuple(match.branches[branch] for branch in edge.tied)
    return [
        Award(
            branch=name,
            positions=Fraction(counts[j]),
            quota=match.quotas[j],
            held_by=_held_by(match, line, j, counts[j]),
            tie=tie if j in edge.tied else (),
            price_of_next=_price_of_next(match, edge, j, counts[j]),
            price_of_last=_price_of_last(match, edge, j, counts[j]),
        )
        for j, name in enumerate(match.branches)
    ]


def _edge(match: Contest, counts: Sequence[int]) -> Edge:
    last = [match.standing(j, n - 1) for j, n in enumerate(counts) if n > match.least[j]]
    next_ = [match.standing(j, n) for j, n in enumerate(counts) if n < match.most[j]]
    given, waiting = nsmallest(2, last), nlargest(2, next_)
    # Equal prices met on the way do not matter; only those across the edge could fall otherwise.
    if not (given and waiting and given[0][0] == waiting[0][0]):
        return Edge(given, waiting, ())
    tied = {-standing[2] for standing in last + next_ if standing[0] == given[0][0]}
    return Edge(given, waiting, tuple(sorted(tied)))


def _held_by(match: Contest, line: Standing, branch: int, count: int) -> str:
    """Name the limit beyond which the line of the final divisor would have taken the branch."""
    limits = match.limits[branch]
    if not match.claims[branch]:
        return limits.least_rule if count else ""
    if count == limits.most and match.standing(branch, count) > line:
        return limits.most_rule
    if 0 < count == limits.least and match.standing(branch, count - 1) < line:
        return limits.least_rule
    return ""


def _line(match: Contest, counts: Sequence[int], edge: Edge) -> Standing:
    """Draw the line of the final divisor: what stands above it is due, what stands below is not.

    Any line between the last position given and the first not given is final, if it is
    drawn in the order of standings; a price alone would leave open which of equal claims
    are due. Whoever no limit holds then gets exactly what stands above the line; so the
    limits of those not held may go, and nothing moves. The line is drawn where limits
    that only meet the quotas hold nobody, and where there is no such place, as near as
    can be to the quotas as they stand, with exact halves not yet due.
    """
    given = edge.given[0] if edge.given else ALL
    waiting = edge.waiting[0] if edge.waiting else NOTHING
    claims = [(j, n) for j, n in enumerate(counts) if match.claims[j]]
    capped = [match.standing(j, n) for j, n in claims if n == match.limits[j].most]
    kept = [match.standing(j, n - 1) for j, n in claims if 0 < n == match.limits[j].least]
    over = max((s for s in capped if waiting < s < given), default=waiting)
    under = min((s for s in kept if waiting < s < given), default=given)
    # Where a cap and a floor are at odds, the two cross, and the line lies between them.
    lowest, highest = sorted((over, under))
    as_they_stand: Standing = (match.pricing.neutral(match.unit), inf, 0)
    return min(max(as_they_stand, lowest), highest)


def _price_of_next(match: Contest, edge: Edge, branch: int, count: int) -> Fraction | None:
    if count == match.limits[branch].most:
        return None
    return _quota_at(match, edge, branch, count, up=True)


def _price_of_last(match: Contest, edge: Edge, branch: int, count: int) -> Fraction | None:
    if count == match.limits[branch].least:
        return None
    return _quota_at(match, edge, branch, count - 1, up=False)


def _quota_at(match: Contest, edge: Edge, branch: int, held: int, *, up: bool) -> Fraction | None:
    others = edge.given if up else edge.waiting
    place = next((at for at, (_, _, other) in enumerate(others) if other != -branch), None)
    if place is None:
        return None
    key = up, place, held
    if key not in edge.quotas:
        price = Fraction(others[place][0])
        edge.quotas[key] = match.pricing.claim_at(price, held, match.scale, match.unit, up)
    return edge.quotas[key]
