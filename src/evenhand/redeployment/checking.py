"""Checks what was handed over, and says which post, which number and what would work."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from evenhand.errors import TableError
from evenhand.figures import MoveRules, Person, Place, Post

COUNTS = (
    *("filled", "vacant", "target", "trainees", "on_leave"),
    *("fixed", "willing", "experienced", "least"),
)
#: So many branches are named where something is missing; the others are counted.
NAMED = 3
OF_THE_FILLED = ("trainees", "on_leave", "fixed", "willing", "experienced")


def name_of(post: Post) -> str:
    """What a post is called in answers and errors."""
    return f"{post.branch}, {post.program}"


def check_posts(posts: Sequence[Post], rules: MoveRules) -> None:
    """See that every count can be meant; posts come sorted.

    Raises:
        TableError: One cannot.
    """
    for post, following in pairwise(posts):
        if (post.branch, post.program) == (following.branch, following.program):
            raise TableError(f"{name_of(post)} is told twice. Keep one of the two.")
    for post in posts:
        _check_counts(post)
    for name, number in (("cycles", rules.cycles), ("months", rules.months)):
        if number < 1:
            raise TableError(f"A plan of {number} {name} moves nobody. Use 1 or more.")
    for name, cap in (("most_out", rules.most_out), ("most_in", rules.most_in)):
        if cap is not None and cap < 0:
            raise TableError(f"{name} is {cap}. Use 0 or more, or leave it out for no such rule.")


def _check_counts(post: Post) -> None:
    numbers = {name: getattr(post, name) for name in COUNTS}
    for number, left in enumerate(post.leaving, 1):
        numbers[f"leaving in cycle {number}"] = left
    for name, number in numbers.items():
        if number < 0:
            raise TableError(f"{name_of(post)}: {name} is {number}. A count is 0 or more.")
    for name in (*OF_THE_FILLED, "leaving"):
        counted = sum(post.leaving) if name == "leaving" else numbers[name]
        if counted > post.filled:
            raise TableError(
                f"{name_of(post)}: {name} counts {counted} people, but only {post.filled} "
                f"positions are filled. Correct one of the two."
            )


def check_people(
    posts: Sequence[Post], people: Sequence[Person]
) -> dict[tuple[str, str], tuple[Person, ...]]:
    """Sort people to their posts; a post has all of its people listed, or none.

    Raises:
        TableError: A worker is listed twice or nowhere, or a post's list is not full.
    """
    ordered = sorted(people, key=lambda person: person.worker)
    for person, following in pairwise(ordered):
        if person.worker == following.worker:
            raise TableError(f"Worker {person.worker} is listed twice. Keep one of the two.")
    by_post: dict[tuple[str, str], list[Person]] = {}
    for person in ordered:
        by_post.setdefault((person.branch, person.program), []).append(person)
    filled = {(post.branch, post.program): post.filled for post in posts}
    for key, listed in sorted(by_post.items()):
        if filled.get(key) != len(listed):
            raise TableError(
                f"{key[0]}, {key[1]}: {len(listed)} workers are listed, but {filled.get(key, 0)} "
                "positions are filled. List everybody who holds one, or nobody there."
            )
    return {key: tuple(listed) for key, listed in by_post.items()}


def groups_of(
    posts: Sequence[Post], rules: MoveRules, places: Mapping[str, Place]
) -> tuple[str, ...]:
    """The region or zone that moves of each post stay within; "" without such a rule.

    Raises:
        TableError: There is such a rule, and nobody told the region or zone of some branches.
    """
    if not rules.within:
        return ("",) * len(posts)
    groups = {p.branch: getattr(places.get(p.branch, Place()), rules.within) for p in posts}
    if bare := sorted(branch for branch, group in groups.items() if not group):
        first = ", ".join(bare[:NAMED])
        others = f" and {len(bare) - NAMED} more" if len(bare) > NAMED else ""
        raise TableError(
            f"{len(bare)} of {len(groups)} branches {'has' if len(bare) == 1 else 'have'} no "
            f"{rules.within} ({first}{others}), but "
            f"moves are to stay within one. Give every branch its {rules.within}, or leave the "
            "rule out."
        )
    return tuple(str(groups[post.branch]) for post in posts)
