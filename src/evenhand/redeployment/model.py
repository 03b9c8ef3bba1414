"""The model: a column for each flow in each cycle, and a row for each rule.

Nothing here says which plan is best: whole numbers that fit the rows are a plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from math import inf

from evenhand.redeployment.flows import Flow, all_flows
from evenhand.redeployment.rows import Rows
from evenhand.redeployment.situation import Situation

EMPTY_LEAVES = ("to pool", "given up", "turned")  # how an empty position leaves its post


@dataclass
class Model:
    """Rows over flows: flow f in cycle c (from 1) stands in column f × cycles + c - 1.

    `short_of_least` are the columns that count positions below a post's least.
    """

    case: Situation
    flows: list[Flow]
    cycles: int
    rows: Rows = field(default_factory=Rows)
    short_of_least: list[int] = field(default_factory=list)
    out_of: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    into: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.rows.add_columns(len(self.flows) * self.cycles)
        for number, flow in enumerate(self.flows):
            if flow.origin is not None:
                self.out_of[flow.origin].append(number)
            if flow.destination is not None:
                self.into[flow.destination].append(number)

    def columns(self, flows: Iterable[int], upto: int | None = None) -> list[int]:
        """Columns of these flows in every cycle, or in those up to one."""
        last = self.cycles if upto is None else upto
        return [f * self.cycles + cycle for f in flows for cycle in range(last)]

    def column(self, flow: int, cycle: int) -> int:
        return flow * self.cycles + cycle - 1

    def of(self, way: str, flows: Iterable[int] | None = None) -> list[int]:
        """Flows that go one way, of all or of some."""
        chosen = range(len(self.flows)) if flows is None else flows
        return [f for f in chosen if self.flows[f].way == way]

    def between_branches(self, flow: int) -> bool:
        """Whether a position leaves its branch; one that changes program there does not."""
        ends = (self.flows[flow].origin, self.flows[flow].destination)
        return (
            None in ends or len({self.case.branch(post) for post in ends if post is not None}) > 1
        )

    def by_branch(self, ends: Mapping[int, list[int]]) -> dict[str, list[int]]:
        """Flows out of (or into) each branch, over all its programs."""
        found: dict[str, list[int]] = defaultdict(list)
        for post, flows in ends.items():
            found[self.case.branch(post)] += [f for f in flows if self.between_branches(f)]
        return found

    def pools(self) -> dict[tuple[str, str], dict[int, float]]:
        """Flows into (1) and out of (-1) the pool of each program and group."""
        found: dict[tuple[str, str], dict[int, float]] = defaultdict(dict)
        for ends, way, sign in ((self.out_of, "to pool", 1.0), (self.into, "from pool", -1.0)):
            for post, flows in ends.items():
                pool = (self.case.program(post), self.case.groups[post])
                found[pool] |= dict.fromkeys(self.of(way, flows), sign)
        return found


def build(case: Situation, flows: list[Flow], cycles: int) -> Model:
    """Write down every rule over these flows."""
    model = Model(case, flows, cycles)
    _what_leaves_is_there(model)
    _rules_of_branches(model)
    return model


def build_pooled(case: Situation, cycles: int) -> Model:
    """The same in small, for what can be reached at all where no distance is too far.

    People go the ways of empty positions, through the pool; that they may leave at any
    time adds to what is empty.
    """
    model = Model(case, [flow for flow in all_flows(case) if flow.way != "person"], cycles)
    for post, flows in model.out_of.items():
        for cycle in range(1, cycles + 1):
            there = case.emptied(post, cycle)
            given_up = model.columns(model.of("given up", flows), cycle)
            model.rows.add_sum(given_up, high=there)
            people = case.movable[post].people
            model.rows.add_sum(model.columns(flows, cycle), high=there + people)
    _rules_of_branches(model)
    return model


def _rules_of_branches(model: Model) -> None:
    _posts_stay_between_now_and_target(model)
    _pools_are_emptied(model)
    _caps_hold(model)
    _totals_stay_between_now_and_target(model)
    _least_is_kept(model)


def _posts_stay_between_now_and_target(model: Model) -> None:
    for post, flows in model.out_of.items():
        model.rows.add_sum(model.columns(flows), high=model.case.to_lose(post))
    for post, flows in model.into.items():
        model.rows.add_sum(model.columns(flows), high=model.case.deficit(post))


def _what_leaves_is_there(model: Model) -> None:
    """Empty positions leave once they are vacant; people leave if they may be moved."""
    for post, flows in model.out_of.items():
        empty = [f for f in flows if model.flows[f].way in EMPTY_LEAVES]
        for cycle in range(1, model.cycles + 1):
            there = model.case.emptied(post, cycle)
            model.rows.add_sum(model.columns(empty, cycle), high=there)
        people = model.columns(model.of("person", flows))
        model.rows.add_sum(people, high=model.case.movable[post].people)


def _pools_are_emptied(model: Model) -> None:
    """What flows into a program's pool in a cycle flows out again in the same cycle."""
    for flows in model.pools().values():
        for cycle in range(1, model.cycles + 1):
            model.rows.add({model.column(f, cycle): sign for f, sign in flows.items()}, 0, 0)


def _caps_hold(model: Model) -> None:
    rules = model.case.rules
    for ends, cap in ((model.out_of, rules.most_out), (model.into, rules.most_in)):
        for flows in model.by_branch(ends).values() if cap is not None else ():
            for cycle in range(1, model.cycles + 1):
                columns = (model.column(f, cycle) for f in flows)
                model.rows.add_sum(columns, high=inf if cap is None else cap)


def _totals_stay_between_now_and_target(model: Model) -> None:
    """No program's total, nor that of all, leaves the span between now and its target.

    So one that is to stay as it is stays so in every cycle.
    """
    case = model.case
    changes: dict[str, dict[int, float]] = defaultdict(dict)
    for number, flow in enumerate(model.flows):
        within = flow.way in ("person", "turned") and not model.between_branches(number)
        if flow.origin is not None and (within or flow.way == "given up"):
            changes[case.program(flow.origin)][number] = -1.0
        if flow.destination is not None and (within or flow.way == "new"):
            changes[case.program(flow.destination)][number] = 1.0
    for program, flows in changes.items():
        _hold_total(model, flows, case.growth(program))
    outside = dict.fromkeys(model.of("new"), 1.0) | dict.fromkeys(model.of("given up"), -1.0)
    if outside:
        _hold_total(model, outside, sum(map(case.growth, {p.program for p in case.posts})))


def _hold_total(model: Model, flows: dict[int, float], growth: int) -> None:
    for cycle in range(1, model.cycles + 1):
        weights = {c: sign for f, sign in flows.items() for c in model.columns([f], cycle)}
        model.rows.add(weights, min(0, growth), max(0, growth))


def _least_is_kept(model: Model) -> None:
    """A post below its least now is brought up to it in the first cycle, or counted short."""
    for post, flows in model.into.items():
        at_hand = model.case.posts[post]
        needed = min(at_hand.least, at_hand.target) - at_hand.positions
        for cycle in range(1, model.cycles + 1) if needed > 0 else ():
            (short,) = model.rows.add_columns(1)
            model.short_of_least.append(short)
            arrived = dict.fromkeys([short, *model.columns(flows, cycle)], 1.0)
            model.rows.add(arrived, needed, inf)
