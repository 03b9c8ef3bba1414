"""A plan drawn by hand: Astoria loses three, Bend gains two, Coos Bay one."""

from __future__ import annotations

from datetime import date

import pytest

from evenhand.figures import Move, MoveRules, Place, Plan, Post, Stage, Standing
from evenhand.scenarios.moves.redeploying import told

NAMES = {"astoria": "Astoria", "bend": "Bend", "coos_bay": "Coos Bay", "drain": "Drain"}
PLACES = {
    "astoria": Place("Coast", "North", 46.19, -123.83),
    "bend": Place("East", "North", 44.06, -121.31),
    "coos_bay": Place("Coast", "South", 43.37, -124.21),
    "drain": Place("Coast", "South", 43.66, -123.32),
}
#: Branch, filled, vacant, target.
HELD = (("astoria", 8, 1, 6), ("bend", 3, 0, 5), ("coos_bay", 2, 0, 3), ("drain", 1, 0, 1))
POSTS = tuple(Post(b, "out_of_home", filled, vacant, to) for b, filled, vacant, to in HELD)
STANDING = tuple(
    Standing(cycle, p.branch, p.program, p.target if cycle else p.positions, p.filled, p.target)
    for cycle in (0, 1)
    for p in POSTS
)


def move(number, kind, destination, **more):
    on = date(2000, 7, 1) if kind == "vacancy" else date(2001, 6, 30)
    return Move(number, 1, on, kind, "out_of_home", "astoria", destination, 1, **more)


MOVES = (
    move(1, "vacancy", "bend"),
    move(2, "transfer", "bend", distance=304.2, worker="w7"),
    move(3, "transfer", "coos_bay", distance=315.3, worker="w9"),
)
STAGES = (
    Stage("positions still missing", 0, 0),
    Stage("people moved to another branch", 2, 2),
    Stage("distance of people moved, km", 619.5, 619.5),
    Stage("tie: branches by id", 12, 12),
)
PLAN = Plan(
    MoveRules(date(2000, 7, 1), most_out=5),
    MOVES,
    STANDING,
    STAGES,
    people_moved=2,
    distance=619.5,
    cycles_needed=1,
    notes=("assumption: nobody is ill.", "Staff are told apart."),
)


@pytest.fixture
def plan():
    return PLAN


@pytest.fixture
def make():
    """Put beside a plan what a reader needs: `make(plan, places=…, costs=…)`."""

    def made(plan=PLAN, places=PLACES, costs=None, names=NAMES, posts=POSTS):
        return told(plan, posts, names, places, costs or {}, ("Nobody is dismissed.",))

    return made
