"""Posts drawn as a table, and the plan that follows, one line a move."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from evenhand.figures import MoveRules, Place, Plan, Post
from evenhand.redeployment import plan

#: Minutes between the three branches; the made-up line Astoria - Bend - Coos Bay.
MINUTES = {("Astoria", "Bend"): 10.0, ("Bend", "Coos Bay"): 20.0, ("Astoria", "Coos Bay"): 30.0}
REGIONS = {"Astoria": Place("North"), "Bend": Place("North"), "Coos Bay": Place("South")}


def read_posts(table: str) -> list[Post]:
    """Read `branch | program | filled | …`; without a program it is protective."""
    header, *lines = (
        [cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()
    )
    posts = []
    for line in lines:
        cells: dict[str, Any] = {"program": "protective", "vacant": 0}
        for name, cell in zip(header, line, strict=True):
            if name == "leaving":
                cells[name] = tuple(map(int, cell.split()))
            else:
                cells[name] = cell if name in ("branch", "program") else int(cell)
        posts.append(Post(**cells))
    return posts


def told(found: Plan) -> list[str]:
    """Say each move in a line: cycle, kind, from, to, how many (or who)."""
    return [
        f"{move.cycle} {move.kind} {move.program}"
        f"{'>' + move.to_program if move.to_program else ''}: "
        f"{move.origin or '-'} > {move.destination or '-'} {move.worker or move.positions}"
        for move in found.moves
    ]


@pytest.fixture
def posts():
    return read_posts


@pytest.fixture
def planned():
    """Plan a drawn table: the plan, and its moves said line by line."""

    def make(table: str, people=(), places=REGIONS, travel=MINUTES, **rules: Any):
        keep = MoveRules(date(2026, 1, 1), **{"measure": "minutes", **rules})
        found = plan(read_posts(table), keep, places=places, people=people, travel=travel)
        return found, told(found)

    return make
