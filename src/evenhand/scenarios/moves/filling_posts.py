"""Filling posts: who holds each post now, as far as a staffing file, a list of people, or a
yearly part that leaves can tell.

A staffing file goes before the list of people, and both before the yearly part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from evenhand.figures import MoveRules, Person, Post
from evenhand.figures.together import ALL
from evenhand.scenarios.moves.leavers import assumed, leaving, leaving_of
from evenhand.scenarios.moves.posts import Key, Posts
from evenhand.sources.staffing_file import Staffed

#: Years of service from which somebody counts as experienced.
EXPERIENCED = 5
OF_PEOPLE = ("trainees", "on_leave", "fixed", "willing", "experienced", "leaving")


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known beside the RUN: staffing by post, people, and the part leaving a year."""

    staffing: Mapping[Key, Staffed] | None = None
    people: tuple[Person, ...] = ()
    attrition: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """Posts with the people who hold them; people are named only where all of a post are."""

    posts: tuple[Post, ...]
    people: tuple[Person, ...]
    notes: tuple[str, ...]


def fill(found: Posts, beside: Beside, rules: MoveRules) -> Filled:
    """Say of each post who holds it."""
    crowds = _crowds(found.posts, beside.people)
    posts, named = [], []
    for post in found.posts:
        key = post.branch, post.program
        staffed, crowd = (beside.staffing or {}).get(key), crowds.get(key, [])
        told = _named(post, staffed, crowd, known=bool(beside.people))
        posts.append(_filled(post, staffed, crowd if told else [], beside, rules, named=told))
        named += crowd if told else []
    return Filled(
        tuple(posts),
        tuple(named),
        (*found.notes, *_notes(found.posts, posts, beside, rules, named)),
    )


def _crowds(posts: Sequence[Post], people: Sequence[Person]) -> dict[Key, list[Person]]:
    """The people of each post; where programs are not told apart, of each branch."""
    apart = all(post.program != ALL for post in posts)
    found: dict[Key, list[Person]] = {}
    for person in people:
        placed = person if apart else replace(person, program=ALL)
        found.setdefault((placed.branch, placed.program), []).append(placed)
    return found


def _named(post: Post, staffed: Staffed | None, crowd: Sequence[Person], *, known: bool) -> bool:
    """Whether the list of people can be the post's whole staff."""
    if not known:
        return False
    return len(crowd) == staffed.filled if staffed else len(crowd) <= post.positions


def _filled(
    post: Post,
    staffed: Staffed | None,
    crowd: Sequence[Person],
    beside: Beside,
    rules: MoveRules,
    *,
    named: bool,
) -> Post:
    filled = staffed.filled if staffed else len(crowd) if named else post.filled
    vacant = staffed.vacant if staffed and staffed.vacant is not None else None
    if vacant is None:
        vacant = max(0, post.positions - filled)
    found: dict[str, Any] = _counted(crowd, rules) if named else {}
    if beside.attrition is not None and not any(found.get("leaving", ())):
        found["leaving"] = leaving(filled, beside.attrition, rules)
    for name in OF_PEOPLE:
        if staffed and getattr(staffed, name) is not None:
            found[name] = getattr(staffed, name)
    return replace(post, filled=filled, vacant=vacant, **found)


def _counted(crowd: Sequence[Person], rules: MoveRules) -> dict[str, Any]:
    return {
        "trainees": sum(person.trainee for person in crowd),
        "on_leave": sum(person.on_leave for person in crowd),
        "fixed": sum(person.fixed for person in crowd),
        "willing": sum(person.willing for person in crowd),
        "experienced": sum((person.years or 0) >= EXPERIENCED for person in crowd),
        "leaving": leaving_of(crowd, rules),
    }


def _notes(
    before: Sequence[Post],
    posts: Sequence[Post],
    beside: Beside,
    rules: MoveRules,
    named: Sequence[Person],
) -> Iterator[str]:
    if beside.staffing is None and not beside.people:
        yield "assumption: nothing tells who is there, so every position counts as filled."
    elif beside.staffing is not None and (left := len(posts) - len(beside.staffing)):
        yield f"The staffing file leaves out {left} of {len(posts)} posts."
    changed = [a for a, b in zip(before, posts, strict=True) if a.positions != b.positions]
    if changed:
        yield (
            f"In {len(changed)} of {len(posts)} posts more or fewer positions are filled and "
            "vacant than the run knows; what was given beside it counts."
        )
    if others := len(beside.people) - len(named):
        yield (
            f"{others} of {len(beside.people)} people listed are not told apart: their posts have "
            "another number of positions than people, or the run does not know them."
        )
    if beside.people and (empty := sum(post.vacant for post in posts)):
        yield (
            f"{empty} of {sum(post.positions for post in posts)} positions have nobody in what was "
            "given, and count as empty."
        )
    if beside.people:
        yield f"assumption: experienced is who has served {EXPERIENCED} years."
    if beside.attrition is not None:
        yield assumed(beside.attrition, posts, rules)
