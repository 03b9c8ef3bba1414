"""Moves: the plan as steps in order, each with its day.

In each cycle empty positions come first, then what those who left leave behind, then
people. A post sends what was vacant before what falls vacant. Empty positions of one
pool are alike: they are paired off in the order of their branches' ids.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from evenhand.figures import Move
from evenhand.figures.redeployment import Kind
from evenhand.redeployment.days import first_day, last_day, middle_day
from evenhand.redeployment.flows import Flow
from evenhand.redeployment.outcome import Outcome
from evenhand.redeployment.who import who

ORDER: tuple[Kind, ...] = (
    *("given up", "vacancy", "new", "attrition", "transfer", "reassignment"),
)
EMPTIED = ("given up", "turned", "to pool")  # in this order a post hands on empty positions

Parcel = tuple[int, bool, int]  # so many of a post's empty positions: post, vacant before, how many


def moves(found: Outcome) -> tuple[Move, ...]:
    """Write the moves down in their order, and number them."""
    drawn = [*_empty(found), *_new(found), *_people(found)]
    drawn.sort(key=_order)
    return tuple(replace(move, number=number) for number, move in enumerate(drawn, 1))


def _order(move: Move) -> tuple[int, date, int, str, str, str, str, str]:
    turn = (move.cycle, move.on, ORDER.index(move.kind), move.program)
    return *turn, move.origin, move.destination, move.to_program, move.worker


def _empty(found: Outcome) -> Iterator[Move]:
    pooled: dict[tuple[int, str, str], list[Parcel]] = defaultdict(list)
    for cycle, flow, parcel in _parcels(found):
        post, _, _ = parcel
        if flow.way == "to pool":
            pooled[cycle, found.case.program(post), found.case.groups[post]].append(parcel)
        else:
            yield _of_parcel(found, cycle, parcel, flow.destination, flow.way == "given up")
    arriving: dict[tuple[int, str, str], list[int]] = defaultdict(list)
    for cycle, _, flow, count in found.going("from pool"):
        post = flow.destination or 0
        arriving[cycle, found.case.program(post), found.case.groups[post]] += [post] * count
    for key, parcels in pooled.items():
        yield from _paired(found, key[0], parcels, sorted(arriving[key]))


def _parcels(found: Outcome) -> Iterator[tuple[int, Flow, Parcel]]:
    """Hand on each post's empty positions: those vacant before first, then those just left."""
    vacant = {number: post.vacant for number, post in enumerate(found.case.posts)}
    going = sorted(
        found.going(*EMPTIED), key=lambda one: (one[0], EMPTIED.index(one[2].way), one[1])
    )
    for cycle in range(1, found.cycles + 1):
        left = {n: sum(p.leaving[cycle - 1 : cycle]) for n, p in enumerate(found.case.posts)}
        for _, _, flow, count in (one for one in going if one[0] == cycle):
            post = flow.origin or 0
            before = min(count, vacant[post])
            vacant[post] -= before
            left[post] -= count - before
            for was_vacant, part in ((True, before), (False, count - before)):
                if part:
                    yield cycle, flow, (post, was_vacant, part)
        vacant = {post: number + left[post] for post, number in vacant.items()}


def _paired(
    found: Outcome, cycle: int, parcels: list[Parcel], arriving: list[int]
) -> Iterator[Move]:
    for post, was_vacant, count in sorted(parcels, key=lambda one: (not one[1], one[0])):
        here, arriving = arriving[:count], arriving[count:]
        for destination in sorted(set(here)):
            part = (post, was_vacant, here.count(destination))
            yield _of_parcel(found, cycle, part, destination, False)


def _of_parcel(
    found: Outcome, cycle: int, parcel: Parcel, destination: int | None, given_up: bool
) -> Move:
    post, was_vacant, count = parcel
    emptied: Kind = "vacancy" if was_vacant else "attrition"
    on = (first_day if was_vacant else middle_day)(found.case.rules, cycle)
    drawn = _move(found, cycle, on, "given up" if given_up else emptied, post, destination)
    return replace(drawn, positions=count)


def _new(found: Outcome) -> Iterator[Move]:
    for cycle, _, flow, count in found.going("new"):
        on = first_day(found.case.rules, cycle)
        drawn = _move(found, cycle, on, "new", None, flow.destination)
        yield replace(drawn, positions=count)


def _people(found: Outcome) -> Iterator[Move]:
    workers = who(found)
    for cycle, number, flow, count in found.going("person"):
        on = last_day(found.case.rules, cycle)
        drawn = _move(found, cycle, on, "transfer", flow.origin, flow.destination)
        if drawn.to_program:
            drawn = replace(drawn, kind="reassignment")
        elif flow.tenths is not None:
            drawn = replace(drawn, distance=flow.tenths / 10)
        if named := workers.get((number, cycle)):
            yield from (replace(drawn, positions=1, worker=worker) for worker in named)
        else:
            yield replace(drawn, positions=count)


def _move(
    found: Outcome, cycle: int, on: date, kind: Kind, origin: int | None, destination: int | None
) -> Move:
    here = None if origin is None else found.case.posts[origin]
    there = None if destination is None else found.case.posts[destination]
    programs = [post.program for post in (here, there) if post is not None]
    return Move(
        number=0,
        cycle=cycle,
        on=on,
        kind=kind,
        program=programs[0],
        origin=here.branch if here else "",
        destination=there.branch if there else "",
        positions=1,
        to_program=programs[-1] if programs[-1] != programs[0] else "",
    )
