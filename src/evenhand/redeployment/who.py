"""Who is moved, once it is known how many go from where to where.

Those who would like to move go first, then those with the fewest years of service, then
by pseudonym. Where the balance of experience asked for so many experienced people, the
same order holds among the experienced and among the others.
"""

from __future__ import annotations

from fractions import Fraction

from evenhand.figures import Person
from evenhand.redeployment.movable import experienced_workers, may_move
from evenhand.redeployment.outcome import Outcome

Chosen = dict[tuple[int, int], list[str]]  # workers by flow and cycle


def who(found: Outcome) -> Chosen:
    """Name the workers of each flow in each cycle; posts without a list of people have none."""
    chosen: Chosen = {}
    for post, at_hand in enumerate(found.case.posts):
        if (at_hand.branch, at_hand.program) in found.case.people:
            ways = enumerate(found.flows)
            going = [n for n, flow in ways if flow.way == "person" and flow.origin == post]
            chosen |= _of_post(found, post, going)
    return chosen


def _of_post(found: Outcome, post: int, flows: list[int]) -> Chosen:
    long_served, others = _queues(found, post)
    chosen: Chosen = {}
    for number in flows:
        wanted = found.experienced.get(number, 0)
        counts = found.counts[number]
        going = sorted(
            _first(long_served, wanted) + _first(others, sum(counts) - wanted), key=_turn
        )
        for cycle, count in enumerate(counts, 1):
            chosen[number, cycle] = [person.worker for person in _first(going, count)]
    return chosen


def _queues(found: Outcome, post: int) -> tuple[list[Person], list[Person]]:
    """Those who may be moved, in turn: the experienced, and the others."""
    at_hand = found.case.posts[post]
    listed = found.case.people[at_hand.branch, at_hand.program]
    free = sorted((p for p in listed if may_move(p, found.case.rules)), key=_turn)
    if not found.experienced:
        return [], free
    known = experienced_workers(at_hand, listed)
    return [p for p in free if p.worker in known], [p for p in free if p.worker not in known]


def _turn(person: Person) -> tuple[bool, bool, Fraction, str]:
    years = person.years or Fraction(0)
    return not person.willing, person.years is None, years, person.worker


def _first(queue: list[Person], count: int) -> list[Person]:
    taken, queue[:] = queue[:count], queue[count:]
    return taken
