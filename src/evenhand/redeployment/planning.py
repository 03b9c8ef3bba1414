"""The journey of a plan: situation, flows, rows, aims in order, and what is read off them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from evenhand.errors import TableError
from evenhand.figures import Broken, MoveRules, Person, Place, Plan, Post, Stage, Standing
from evenhand.redeployment.aims import aims
from evenhand.redeployment.blocking import blocking
from evenhand.redeployment.checking import name_of
from evenhand.redeployment.cycles import fewest_cycles, reached_in
from evenhand.redeployment.distances import TENTHS, Travel
from evenhand.redeployment.experience import imbalance, shares
from evenhand.redeployment.flows import all_flows
from evenhand.redeployment.model import build
from evenhand.redeployment.moves import moves
from evenhand.redeployment.outcome import Outcome, outcome, people_gained, standing
from evenhand.redeployment.situation import Situation, situation
from evenhand.redeployment.stages import best


def plan(
    posts: Sequence[Post],
    rules: MoveRules,
    *,
    places: Mapping[str, Place],
    people: Sequence[Person] = (),
    travel: Travel | None = None,
) -> Plan:
    """Find the best moves from what is to what is to be, and prove that none are better.

    That is among plans in which only posts with too many give, and only posts with too
    few take: one that passes people on through a third post is not looked at.

    Aims in order: fewest positions missing at the end, then fewest over; fewest people
    moved to another branch, then fewest who change program; least distance; fewest
    moved who did not ask; soonest; experience best balanced. Ties: empty positions keep
    their program, then move early; then branches and programs early by id in early
    cycles; then people between posts near in that list; what is equal even so falls as
    the solver takes posts sorted by id.

    `places` tells each branch's place; `travel`, (origin, destination) → distance in
    the rules' measure, stands in for kilometres. A post lists all its people or none.

    Raises:
        TableError: Counts contradict each other, or a rule needs what nobody told.
    """
    case = situation(posts, rules, places, people, travel)
    _check_places(case)
    model = build(case, all_flows(case), rules.cycles)
    aimed, experience = aims(model)
    columns, stages = best(model.rows, aimed)
    found = outcome(model, columns, experience.of_flow)
    return _told(found, stages)


def _told(found: Outcome, stages: Sequence[Stage]) -> Plan:
    case, steps, stood = found.case, moves(found), standing(found)
    end = [each for each in stood if each.cycle == found.cycles]
    short = sum(max(0, each.target - each.positions) for each in end)
    over = sum(max(0, each.positions - each.target) for each in end)
    in_the_way = blocking(case) if short or over else ()
    before, after = _imbalances(found)
    return Plan(
        rules=case.rules,
        moves=steps,
        standing=stood,
        stages=tuple(stages),
        people_moved=sum(move.positions for move in steps if move.kind == "transfer"),
        distance=_distance(found),
        imbalance_before=before,
        imbalance_after=after,
        cycles_needed=_cycles_needed(found, stood, bool(short or over), bool(in_the_way)),
        short=short,
        over=over,
        broken=tuple(_broken(case, stood)),
        blocking=in_the_way,
        notes=tuple(f"No place is known for {branch}." for branch in case.lost),
    )


def _cycles_needed(
    found: Outcome, stood: tuple[Standing, ...], unreached: bool, blocked: bool
) -> int | None:
    if blocked:
        return None
    return fewest_cycles(found.case) if unreached else reached_in(stood)


def _distance(found: Outcome) -> float | None:
    if found.case.tenths is None:
        return None
    return sum(count * (flow.tenths or 0) for _, _, flow, count in found.going("person")) / TENTHS


def _imbalances(found: Outcome) -> tuple[float | None, float | None]:
    if not shares(found.case.posts):
        return None, None
    after = imbalance(found.case, *people_gained(found))
    return float(imbalance(found.case, {}, {})), float(after)


def _broken(case: Situation, stood: Iterable[Standing]) -> list[Broken]:
    """Posts that stand below their least after some cycle, by the most they are below."""
    below: dict[str, int] = {}
    posts = {(post.branch, post.program): post for post in case.posts}
    for each in stood:
        post = posts[each.branch, each.program]
        if each.cycle and each.positions < post.least:
            below[name_of(post)] = max(below.get(name_of(post), 0), post.least - each.positions)
    return [Broken("least", where, by) for where, by in sorted(below.items())]


def _check_places(case: Situation) -> None:
    if case.lost and case.rules.farthest is not None:
        raise TableError(
            f"No latitude and longitude is known for {', '.join(case.lost[:3])}, but the rules "
            "limit how far people go. Give every branch its place, hand over a travel table, or "
            "leave the rule out."
        )
