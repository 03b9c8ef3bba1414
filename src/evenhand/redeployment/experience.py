"""Experience: whether each post keeps its program's share of long-served people.

Imbalance is the sum over posts of |experienced - share × filled|. It is judged among
today's people, those expected to leave among them, since counts do not say who leaves.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

from evenhand.figures import Post
from evenhand.redeployment.model import Model
from evenhand.redeployment.situation import Situation


@dataclass
class Experience:
    """Columns: of each person's flow, how many are experienced; by post, its imbalance."""

    of_flow: dict[int, int] = field(default_factory=dict)
    of_post: dict[int, int] = field(default_factory=dict)
    elsewhere: Fraction = Fraction(0)  # imbalance of the posts nobody moves to or from


def shares(posts: tuple[Post, ...]) -> dict[str, Fraction]:
    """Each program's share of experienced people; empty where nobody counted them."""
    filled: dict[str, int] = defaultdict(int)
    experienced: dict[str, int] = defaultdict(int)
    for post in posts:
        filled[post.program] += post.filled
        experienced[post.program] += post.experienced
    if not any(experienced.values()):
        return {}
    return {p: Fraction(experienced[p], filled[p] or 1) for p in filled}


def imbalance(case: Situation, people: dict[int, int], experienced: dict[int, int]) -> Fraction:
    """Sum of the posts' imbalances once so many, net, have come to each."""
    share = shares(case.posts)
    return sum(
        (
            abs(
                post.experienced
                + experienced.get(number, 0)
                - share[post.program] * (post.filled + people.get(number, 0))
            )
            for number, post in enumerate(case.posts)
        ),
        Fraction(0),
    )


def add_experience(model: Model) -> Experience:
    """Add what the aims on experience need; nothing where nobody is counted experienced."""
    found, share = Experience(), shares(model.case.posts)
    if not share:
        return found
    for flow in model.of("person"):
        (found.of_flow[flow],) = model.rows.add_columns(1)
        people = dict.fromkeys(model.columns([flow]), 1.0)
        model.rows.add(people | {found.of_flow[flow]: -1.0}, low=0)
    for number, post in enumerate(model.case.posts):
        out = model.of("person", model.out_of.get(number, ()))
        into = model.of("person", model.into.get(number, ()))
        _only_those_who_may_move(model, found, number, out)
        if out or into:
            _imbalance_of(model, found, number, share[post.program], out, into)
        else:
            found.elsewhere += abs(post.experienced - share[post.program] * post.filled)
    return found


def _only_those_who_may_move(model: Model, found: Experience, post: int, out: list[int]) -> None:
    movable = model.case.movable[post]
    long_served = dict.fromkeys((found.of_flow[f] for f in out), 1.0)
    if out:
        model.rows.add(long_served, high=movable.experienced)
        others = dict.fromkeys(model.columns(out), 1.0)
        others |= dict.fromkeys(long_served, -1.0)
        model.rows.add(others, high=movable.others)


def _imbalance_of(
    model: Model, found: Experience, number: int, share: Fraction, out: list[int], into: list[int]
) -> None:
    post = model.case.posts[number]
    now, part = float(post.experienced - share * post.filled), float(share)
    (apart,) = model.rows.add_columns(1, whole=False)
    found.of_post[number] = apart
    change: dict[int, float] = {}
    for flows, sign in ((into, 1.0), (out, -1.0)):
        change |= {found.of_flow[f]: sign for f in flows}
        change |= dict.fromkeys(model.columns(flows), -sign * part)
    model.rows.add({apart: 1.0} | {c: -w for c, w in change.items()}, low=now)
    model.rows.add({apart: 1.0} | change, low=-now)
