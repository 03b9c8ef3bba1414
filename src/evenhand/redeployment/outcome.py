"""The outcome: what the solver chose, as whole numbers by flow and cycle, and what follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evenhand.figures import Standing
from evenhand.redeployment.flows import Flow
from evenhand.redeployment.model import Model
from evenhand.redeployment.rows import Array
from evenhand.redeployment.situation import Situation


@dataclass(frozen=True, slots=True)
class Outcome:
    """`counts` by flow, then by cycle; `experienced` people by flow, where counted."""

    case: Situation
    flows: tuple[Flow, ...]
    cycles: int
    counts: tuple[tuple[int, ...], ...]
    experienced: dict[int, int]

    def going(self, *ways: str) -> Iterator[tuple[int, int, Flow, int]]:
        """Each cycle and flow of these ways that carries any: cycle, its number, it, how many."""
        for cycle in range(1, self.cycles + 1):
            for number, flow in enumerate(self.flows):
                if (count := self.counts[number][cycle - 1]) and flow.way in ways:
                    yield cycle, number, flow, count


def outcome(model: Model, columns: Array, of_flow: dict[int, int]) -> Outcome:
    """Read whole numbers off the solved columns."""
    whole = [int(column) for column in columns]
    counts = tuple(
        tuple(whole[column] for column in model.columns([flow])) for flow in range(len(model.flows))
    )
    experienced = {flow: whole[column] for flow, column in of_flow.items()}
    return Outcome(model.case, tuple(model.flows), model.cycles, counts, experienced)


def standing(found: Outcome) -> tuple[Standing, ...]:
    """Each post now and after each cycle, by cycle and post."""
    posts = found.case.posts
    positions = {number: post.positions for number, post in enumerate(posts)}
    filled = {number: post.filled for number, post in enumerate(posts)}
    after: list[Standing] = []
    for cycle in range(found.cycles + 1):
        for flow, counts in zip(found.flows, found.counts, strict=True) if cycle else ():
            for end, sign in ((flow.origin, -1), (flow.destination, 1)):
                if end is not None:
                    positions[end] += sign * counts[cycle - 1]
                    filled[end] += sign * counts[cycle - 1] * (flow.way == "person")
        for number, post in enumerate(posts):
            filled[number] -= sum(post.leaving[cycle - 1 : cycle]) if cycle else 0
            place = (cycle, post.branch, post.program)
            after.append(Standing(*place, positions[number], filled[number], post.target))
    return tuple(after)


def people_gained(found: Outcome) -> tuple[dict[int, int], dict[int, int]]:
    """By post, people who came less people who went: all, and the experienced."""
    people = dict.fromkeys(range(len(found.case.posts)), 0)
    experienced = dict(people)
    for number, flow in enumerate(found.flows):
        if flow.way == "person":
            origin, destination = flow.ends()
            for gained, count in (
                (people, sum(found.counts[number])),
                (experienced, found.experienced.get(number, 0)),
            ):
                gained[origin] -= count
                gained[destination] += count
    return people, experienced
