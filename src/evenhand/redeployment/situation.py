"""The situation: posts in the order of their ids, and what each may lose, gain and send.

Everything after this file counts posts by number, so the order of the input is gone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from evenhand.figures import MoveRules, Person, Place, Post
from evenhand.redeployment.checking import check_people, check_posts, groups_of
from evenhand.redeployment.distances import Travel, tenths_between
from evenhand.redeployment.movable import Movable, movable_by_post


@dataclass(frozen=True, slots=True)
class Situation:
    """Posts by number, the group each must stay within, and who may be moved.

    `tenths` tells distances between branches that lose and branches that gain; it is
    None where a branch's place is not known, and `lost` then names such branches.
    """

    posts: tuple[Post, ...]
    rules: MoveRules
    groups: tuple[str, ...]
    movable: tuple[Movable, ...]
    people: Mapping[tuple[str, str], tuple[Person, ...]]
    tenths: Mapping[tuple[str, str], int] | None
    lost: tuple[str, ...]

    def surplus(self, post: int) -> int:
        """Positions over the target now."""
        return max(0, self.posts[post].positions - self.posts[post].target)

    def deficit(self, post: int) -> int:
        """Positions missing now."""
        return max(0, self.posts[post].target - self.posts[post].positions)

    def to_lose(self, post: int) -> int:
        """Positions the post may lose: down to its target, or to the least it must have."""
        least = self.posts[post].least
        return max(0, min(self.surplus(post), self.posts[post].positions - least))

    def growth(self, program: str) -> int:
        """By how much the program's targets are more than its positions now."""
        return sum(p.target - p.positions for p in self.posts if p.program == program)

    def emptied(self, post: int, cycles: int) -> int:
        """Positions vacant, or left by somebody, by the end of so many cycles."""
        return self.posts[post].vacant + sum(self.posts[post].leaving[:cycles])

    def branch(self, post: int) -> str:
        return self.posts[post].branch

    def program(self, post: int) -> str:
        return self.posts[post].program


def situation(
    posts: Sequence[Post],
    rules: MoveRules,
    places: Mapping[str, Place],
    people: Sequence[Person],
    travel: Travel | None,
) -> Situation:
    """Sort and check what was handed over.

    Raises:
        TableError: Counts contradict each other, or a rule needs a place nobody told.
    """
    ordered = tuple(sorted(posts, key=lambda post: (post.branch, post.program)))
    check_posts(ordered, rules)
    by_post = check_people(ordered, people)
    groups = groups_of(ordered, rules, places)
    losing = {post.branch for post in ordered if post.positions > post.target}
    gaining = {post.branch for post in ordered if post.positions < post.target}
    pairs = [(a, b) for a in sorted(losing) for b in sorted(gaining) if a != b]
    tenths, lost = tenths_between(pairs, places, travel)
    movable = movable_by_post(ordered, by_post, rules)
    return Situation(ordered, rules, groups, movable, by_post, None if lost else tenths, lost)


def lengthened(case: Situation, cycles: int) -> Situation:
    """The same situation for so many cycles; more people will have left by their end."""
    rules = replace(case.rules, cycles=cycles)
    return replace(case, rules=rules, movable=movable_by_post(case.posts, case.people, rules))
