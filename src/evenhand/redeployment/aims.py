"""The aims of a plan, in the order of their importance.

Later aims only choose among plans that are equal in all earlier ones. The last ones are
the tie rule: empty positions keep their program, and move early; then branches early by
id (and programs within) lose and gain in early cycles; then people go between posts that
stand near in that list.
"""

from __future__ import annotations

from collections.abc import Iterable

from evenhand.redeployment.experience import Experience, add_experience
from evenhand.redeployment.flows import Flow
from evenhand.redeployment.model import EMPTY_LEAVES, Model
from evenhand.redeployment.stages import Aim


def missing(model: Model) -> Aim:
    """Positions still missing after the last cycle."""
    arrivals = [f for flows in model.into.values() for f in flows]
    return Aim("positions still missing", _each(model, arrivals, -1.0), _total_deficit(model))


def over(model: Model) -> Aim:
    """Positions still above their target after the last cycle."""
    case = model.case
    surplus = sum(map(case.surplus, range(len(case.posts))))
    leaving = [f for flows in model.out_of.values() for f in flows]
    return Aim("positions still over their target", _each(model, leaving, -1.0), surplus)


def aims(model: Model) -> tuple[list[Aim], Experience]:
    """Every aim that can be meant here, and the columns the plan's experience stands in."""
    experience = add_experience(model)
    found = [*_below_the_least(model), missing(model)]
    if model.of("given up") or model.of("new"):  # else what is over is what is missing
        found += [over(model)]
    found += _people(model)
    found += _unasked(model, experience)
    found += [_time(model)]
    if experience.of_flow:
        weights = dict.fromkeys(experience.of_post.values(), 1.0)
        constant = float(experience.elsewhere)
        found.append(Aim("experience out of balance", weights, constant, whole=False))
    return found + _ties(model), experience


def _below_the_least(model: Model) -> list[Aim]:
    """Positions that no plan can bring up to the least, and those targets leave below it."""
    below = (max(0, p.least - max(p.positions, p.target)) for p in model.case.posts)
    for_good = model.cycles * sum(below)
    columns = dict.fromkeys(model.short_of_least, 1.0)
    if not columns and not for_good:
        return []
    return [Aim("positions below the least, summed over cycles", columns, for_good)]


def _each(model: Model, flows: Iterable[int], weight: float) -> dict[int, float]:
    return dict.fromkeys(model.columns(flows), weight)


def _total_deficit(model: Model) -> int:
    return sum(map(model.case.deficit, range(len(model.case.posts))))


def _people(model: Model) -> list[Aim]:
    people = model.of("person")
    moved = [f for f in people if model.between_branches(f)]
    changed = [f for f in people if not model.between_branches(f)]
    found = [Aim("people moved to another branch", _each(model, moved, 1.0))]
    if model.case.rules.across_programs:
        found.append(Aim("people who change program", _each(model, changed, 1.0)))
    if model.case.tenths is not None:
        weights = {c: float(model.flows[f].tenths or 0) for f in moved for c in model.columns([f])}
        found.append(Aim(f"distance of people moved, {model.case.rules.measure}", weights, 0, 10))
    return found


def _unasked(model: Model, experience: Experience) -> list[Aim]:
    """People moved beyond those who would like to be, where anybody would."""
    case = model.case
    if not any(post.willing for post in case.posts):
        return []
    columns: list[int] = []
    for post, flows in model.out_of.items():
        people, movable = model.of("person", flows), case.movable[post]
        moved = _each(model, people, -1.0)
        long_served = [experience.of_flow[f] for f in people if f in experience.of_flow]
        if long_served and movable.willing_experienced is not None:
            columns += _beyond(model, dict.fromkeys(long_served, -1.0), movable.willing_experienced)
            others = moved | dict.fromkeys(long_served, 1.0)
            columns += _beyond(model, others, movable.willing_others or 0)
        elif people:
            columns += _beyond(model, moved, movable.willing)
    return [Aim("people moved who did not ask", dict.fromkeys(columns, 1.0))]


def _beyond(model: Model, moved: dict[int, float], willing: int) -> range:
    columns = model.rows.add_columns(1)
    model.rows.add({columns[0]: 1.0} | moved, low=-willing)
    return columns


def _time(model: Model) -> Aim:
    weights = {
        model.column(f, cycle): -float(model.cycles - cycle + 1)
        for flows in model.into.values()
        for f in flows
        for cycle in range(1, model.cycles + 1)
    }
    constant = model.cycles * _total_deficit(model)
    return Aim("positions missing, summed over cycles", weights, constant)


def _ties(model: Model) -> list[Aim]:
    numbered = list(enumerate(model.flows))
    cycles = range(1, model.cycles + 1)
    empty = {
        model.column(f, c): float(c) for f, x in numbered if x.way in EMPTY_LEAVES for c in cycles
    }
    last = len(model.case.posts)
    early = {model.column(f, c): float(c * _lateness(x, last)) for f, x in numbered for c in cycles}
    near = {
        column: float((flow.ends()[0] - flow.ends()[1]) ** 2)
        for number, flow in numbered
        if flow.way == "person"
        for column in model.columns([number])
    }
    turned = _each(model, model.of("turned"), 1.0)
    keep = [Aim("tie: empty positions keep their program", turned)] if turned else []
    return [
        *keep,
        Aim("tie: empty positions early", empty),
        Aim("tie: branches by id", early),
        Aim("tie: pairs by id", near),
    ]


def _lateness(flow: Flow, last: int) -> int:
    return sum(last - post for post in (flow.origin, flow.destination) if post is not None)
