"""What keeps a plan from its target for ever: which rules, where, and by how much.

Every rule may give as much as it must for the target to be reached in one long cycle.
The fewest units in all are sought; among equals rules give in the order of `GIVES`. A
unit is one position, or one person, or for a cap of 0 a cap of 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from evenhand.figures import Broken
from evenhand.redeployment.checking import name_of
from evenhand.redeployment.flows import all_flows, too_far
from evenhand.redeployment.model import EMPTY_LEAVES, Model
from evenhand.redeployment.situation import Situation, lengthened
from evenhand.redeployment.stages import Aim, best

GIVES = ("farthest", "within", "most_out", "most_in", "fixed", "dismissal")


@dataclass
class Giving:
    """A model of one long cycle, and the columns by which each rule gives somewhere."""

    model: Model
    columns: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, rule: str, where: str) -> int:
        (column,) = self.model.rows.add_columns(1)
        self.columns[rule, where].append(column)
        return column


def blocking(case: Situation) -> tuple[Broken, ...]:
    """The fewest units by which rules must give for the target to be reached at all."""
    longest = max(len(post.leaving) for post in case.posts)
    case = lengthened(case, max(case.rules.cycles, longest))
    giving = Giving(Model(case, all_flows(case, anywhere=True), 1))
    _targets_are_reached(giving)
    _people_and_empty_positions_give(giving)
    _flows_leave_their_group(giving)
    _flows_go_far(giving)
    _caps_of_none_give(giving)
    least = {
        ("least", name_of(post)): post.least - post.target
        for post in case.posts
        if post.positions > post.target < post.least
    }
    units = _solved(giving) | least
    return tuple(Broken(rule, where, by) for (rule, where), by in sorted(units.items()) if by)


def _solved(giving: Giving) -> dict[tuple[str, str], int]:
    given = giving.columns.items()
    units = Aim("units", {column: 1.0 for _, columns in given for column in columns})
    order = {c: float(GIVES.index(rule)) for (rule, _), columns in given for c in columns}
    solved, _ = best(giving.model.rows, [units, Aim("order", order)])
    return {place: int(solved[columns].sum()) for place, columns in given}


def _targets_are_reached(giving: Giving) -> None:
    model, case = giving.model, giving.model.case
    for post, flows in model.out_of.items():
        model.rows.add_sum(flows, case.surplus(post), case.surplus(post))
    for post, flows in model.into.items():
        model.rows.add_sum(flows, case.deficit(post), case.deficit(post))


def _people_and_empty_positions_give(giving: Giving) -> None:
    model, case = giving.model, giving.model.case
    for post, flows in model.out_of.items():
        where = name_of(case.posts[post])
        empty = [f for f in flows if model.flows[f].way in EMPTY_LEAVES]
        _give(giving, empty, case.emptied(post, case.rules.cycles), "dismissal", where)
        people = model.of("person", flows)
        _give(giving, people, case.movable[post].people, "fixed", where)


def _give(giving: Giving, flows: Iterable[int], most: int, rule: str, where: str) -> None:
    beyond = {giving.add(rule, where): -1.0}
    giving.model.rows.add(beyond | dict.fromkeys(flows, 1.0), high=most)


def _flows_leave_their_group(giving: Giving) -> None:
    """Empty positions may go from one group's pool to another's, at a unit each."""
    model = giving.model
    crossing: dict[str, dict[int, float]] = defaultdict(dict)
    for (program, group), flows in model.pools().items():
        out, into = giving.add("within", group), model.rows.add_columns(1)[0]
        model.rows.add(flows | {out: 1.0, into: -1.0}, 0, 0)
        crossing[program] |= {out: 1.0, into: -1.0}
    for ends in crossing.values():
        model.rows.add(ends, 0, 0)
    for number, flow in enumerate(model.flows):
        if flow.origin is not None and flow.destination is not None:
            group = model.case.groups[flow.origin]
            if group != model.case.groups[flow.destination]:
                model.rows.add({giving.add("within", group): 1.0, number: -1.0}, 0, 0)


def _flows_go_far(giving: Giving) -> None:
    model, case = giving.model, giving.model.case
    for number in model.of("person"):
        origin, destination = model.flows[number].ends()
        if too_far(case, origin, destination):
            where = f"{case.branch(origin)} to {case.branch(destination)}"
            model.rows.add({giving.add("farthest", where): 1.0, number: -1.0}, 0, 0)


def _caps_of_none_give(giving: Giving) -> None:
    """Any other cap lets everything through in time; one of 0 must become 1."""
    model, rules = giving.model, giving.model.case.rules
    enough = -float(sum(post.positions + post.target for post in model.case.posts))
    caps = (("most_out", rules.most_out, model.out_of), ("most_in", rules.most_in, model.into))
    for rule, cap, ends in caps:
        for branch, flows in model.by_branch(ends).items() if cap == 0 else ():
            model.rows.add(dict.fromkeys(flows, 1.0) | {giving.add(rule, branch): enough}, high=0)
