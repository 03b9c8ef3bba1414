"""Flows: every way a position can go, from a post that has too many to one with too few.

Posts above their target only lose and posts below it only gain, so no post ever leaves
the span between now and its target, and nobody who came is sent on. A position with its
person flows from post to post; empty positions are alike, so they flow into a pool, one
for each program and group, and out of it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from evenhand.redeployment.situation import Situation

Way = Literal["person", "to pool", "from pool", "turned", "new", "given up"]


@dataclass(frozen=True, slots=True)
class Flow:
    """One way: `origin` and `destination` are posts by number, None for a pool or outside.

    "person": with its person. "turned": empty, to another program of the same branch.
    """

    way: Way
    origin: int | None
    destination: int | None
    tenths: int | None = None

    def ends(self) -> tuple[int, int]:
        """Both posts, for a flow that has two."""
        if self.origin is None or self.destination is None:
            raise LookupError(f"a flow {self.way} has no two ends")
        return self.origin, self.destination


def all_flows(case: Situation, *, anywhere: bool = False) -> list[Flow]:
    """List every way the rules allow; `anywhere` lists those that leave groups or go far too."""
    numbers = range(len(case.posts))
    losing = [post for post in numbers if case.surplus(post)]
    gaining = [post for post in numbers if case.deficit(post)]
    flows = [Flow("to pool", post, None) for post in losing]
    flows += [Flow("from pool", None, post) for post in gaining]
    flows += [Flow("given up", i, None) for i in losing if case.growth(case.program(i)) < 0]
    flows += [Flow("new", None, j) for j in gaining if case.growth(case.program(j)) > 0]
    for origin in losing:
        for destination in gaining:
            flows += _between(case, origin, destination, anywhere)
    return flows


def _between(case: Situation, origin: int, destination: int, anywhere: bool) -> Iterator[Flow]:
    if case.branch(origin) == case.branch(destination):
        if case.rules.across_programs:
            yield Flow("person", origin, destination, tenths(case, origin, destination))
            yield Flow("turned", origin, destination)
    elif case.program(origin) == case.program(destination):
        near = case.groups[origin] == case.groups[destination] and not too_far(
            case, origin, destination
        )
        if near or anywhere:
            yield Flow("person", origin, destination, tenths(case, origin, destination))


def tenths(case: Situation, origin: int, destination: int) -> int | None:
    """Tenths of distance between two posts' branches; None where places are not known."""
    here, there = case.branch(origin), case.branch(destination)
    if here == there:
        return 0
    return None if case.tenths is None else case.tenths[here, there]


def too_far(case: Situation, origin: int, destination: int) -> bool:
    """Whether the rule on distance keeps a person from going there."""
    apart, farthest = tenths(case, origin, destination), case.rules.farthest
    return apart is not None and farthest is not None and apart > farthest * 10
