"""Who may be moved out of a post, from counts or from people known one by one.

Nobody is moved who is fixed, on leave, or expected to leave before the plan ends.
Trainees are moved like others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from evenhand.figures import MoveRules, Person, Post
from evenhand.redeployment.days import first_day


@dataclass(frozen=True, slots=True)
class Movable:
    """People who may be moved, at most: in all, of the experienced, and of the others.

    Where people are known one by one the willing are told apart by experience too;
    where only counts are known, nobody can say, and `willing` is for both together.
    """

    people: int
    experienced: int
    others: int
    willing: int
    willing_experienced: int | None = None
    willing_others: int | None = None


def movable_by_post(
    posts: Sequence[Post], people: Mapping[tuple[str, str], Sequence[Person]], rules: MoveRules
) -> tuple[Movable, ...]:
    """Count for every post, person by person where they are listed."""
    return tuple(
        movable_people(post, people[key], rules)
        if (key := (post.branch, post.program)) in people
        else movable_counts(post, rules)
        for post in posts
    )


def movable_counts(post: Post, rules: MoveRules) -> Movable:
    """Count from the post alone: those who leave are taken not to be among the fixed."""
    held = post.fixed + post.on_leave + sum(post.leaving[: rules.cycles])
    people = max(0, post.filled - held)
    return Movable(
        people,
        min(people, post.experienced),
        min(people, post.filled - post.experienced),
        min(people, post.willing),
    )


def movable_people(post: Post, people: Sequence[Person], rules: MoveRules) -> Movable:
    """Count the people who may be moved; `people` are all who hold the post."""
    long_served = experienced_workers(post, people)
    free = [person for person in people if may_move(person, rules)]
    # More may be expected to leave than have said so; nobody can tell yet who.
    said = sum(_leaves(person, rules) for person in people)
    others_leave = max(0, sum(post.leaving[: rules.cycles]) - said)
    experienced = sum(person.worker in long_served for person in free)
    willing = sum(person.willing for person in free)
    both = sum(person.willing and person.worker in long_served for person in free)
    most = max(0, len(free) - others_leave)
    return Movable(most, experienced, len(free) - experienced, willing, both, willing - both)


def may_move(person: Person, rules: MoveRules) -> bool:
    """Whether a plan may move this person at all."""
    return not (_leaves(person, rules) or person.fixed or person.on_leave)


def _leaves(person: Person, rules: MoveRules) -> bool:
    """Whether this person has said to leave before the plan ends."""
    ends_on = first_day(rules, rules.cycles + 1)
    return person.leaves_on is not None and person.leaves_on < ends_on


def experienced_workers(post: Post, people: Sequence[Person]) -> frozenset[str]:
    """The post's experienced people: as many as it counts, the longest served first."""
    order = sorted(people, key=lambda person: (-(person.years or Fraction(0)), person.worker))
    return frozenset(person.worker for person in order[: post.experienced])
