"""Redeploying: a RUN, what was given beside it, and rules, made into a plan of moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from evenhand.errors import TableError
from evenhand.figures import Move, MoveRules, Place, Plan, Post, Result
from evenhand.scenarios.moves.filling_posts import Beside, fill
from evenhand.scenarios.moves.posts import posts_of
from evenhand.sources.data import Data


@dataclass(frozen=True, slots=True)
class Cost:
    """What one kind of step costs: so many units, at so much each."""

    what: str
    units: Fraction
    each: Fraction

    @property
    def total(self) -> Fraction:
        return self.units * self.each


@dataclass(frozen=True, slots=True)
class Redeployment:
    """A plan with all that a reader of it needs; `by_kind` counts positions by kind of move."""

    plan: Plan
    posts: tuple[Post, ...]
    names: Mapping[str, str]
    places: Mapping[str, Place]
    by_kind: Mapping[str, int]
    costs: tuple[Cost, ...]
    assumptions: tuple[str, ...]


def redeploy(
    result: Result,
    data: Data,
    rules: MoveRules,
    beside: Beside,
    *,
    travel: Mapping[tuple[str, str], float] | None = None,
    costs: Mapping[str, Fraction] | None = None,
) -> Redeployment:
    """Plan the moves from where staff are now to what the run gives each branch.

    Raises:
        EvenhandError: The run does not know who is where, or what was given contradicts it.
    """
    from evenhand.redeployment import ASSUMES, plan

    check_costs(costs or {}, rules)
    filled = fill(posts_of(result, data), beside, rules)
    made = plan(filled.posts, rules, places=data.places, people=filled.people, travel=travel)
    return told(
        replace(made, notes=(*filled.notes, *_places_in_short(made.notes, data))),
        filled.posts,
        {total.branch: total.name or total.branch for total in result.totals},
        data.places,
        costs or {},
        ASSUMES,
    )


def _places_in_short(notes: Iterable[str], data: Data) -> Iterator[str]:
    """The solver's notes, those on branches without a place made one."""
    without = {f"No place is known for {branch}." for branch in data.branches}
    lost = [note for note in notes if note in without]
    if lost:
        yield (
            f"{len(lost)} branches have no latitude and longitude, so nothing is known of how far "
            "people move. --travel FILE tells it."
        )
    yield from (note for note in notes if note not in without)


def told(
    plan: Plan,
    posts: tuple[Post, ...],
    names: Mapping[str, str],
    places: Mapping[str, Place],
    costs: Mapping[str, Fraction],
    assumes: tuple[str, ...],
) -> Redeployment:
    """Put beside a plan what is counted and paid by it; assumptions leave the notes."""
    assumed = [note for note in plan.notes if note.startswith("assumption:")]
    others = tuple(note for note in plan.notes if note not in assumed)
    kept = replace(plan, notes=others)
    return Redeployment(
        kept,
        posts,
        names,
        places,
        by_kind(plan),
        tuple(_costs(plan, costs)),
        (*(each.removeprefix("assumption:").strip() for each in assumed), *assumes),
    )


def by_kind(plan: Plan) -> dict[str, int]:
    """Positions by kind of move, in the order of their first move."""
    found: dict[str, int] = {}
    for move in plan.moves:
        found[move.kind] = found.get(move.kind, 0) + move.positions
    return found


def together(plan: Plan) -> list[Move]:
    """The moves in order, those that differ only in the worker made one, without a name.

    A move keeps the number of the first that it stands for.
    """
    found: dict[tuple[object, ...], Move] = {}
    for move in plan.moves:
        key = (
            *(move.cycle, move.on, move.kind, move.program, move.to_program),
            *(move.origin, move.destination),
        )
        before = found.get(key)
        positions = move.positions + (before.positions if before else 0)
        found[key] = replace(before or move, positions=positions, worker="")
    return list(found.values())


def check_costs(costs: Mapping[str, Fraction], rules: MoveRules) -> None:
    """Refuse a cost by a unit of distance that the plan does not measure in.

    Raises:
        TableError: There is one; the text says what would work.
    """
    if "minute" in costs and rules.measure == "km":
        raise TableError("Costs are given by the minute, but distances are in km. Give --travel.")
    if "km" in costs and rules.measure != "km":
        raise TableError(
            "Costs are given by the km, but --travel gives minutes. Give a cost by the minute."
        )


def _costs(plan: Plan, costs: Mapping[str, Fraction]) -> Iterator[Cost]:
    counted = by_kind(plan)
    for what, each in costs.items():
        units = Fraction(counted.get(what, 0))
        if what in ("km", "minute"):
            # A distance is a float with one decimal; its text says it exactly.
            units = Fraction(str(plan.distance or 0))
        yield Cost(what, units, each)
