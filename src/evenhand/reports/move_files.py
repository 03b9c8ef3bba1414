"""The files of a plan of moves: exact, safe to open in a spreadsheet, and with the workers' ids.

They stay with whoever may see pseudonyms; the page and the picture name nobody.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evenhand import __version__
from evenhand.figures import Plan
from evenhand.figures.plain import to_plain
from evenhand.reports.csv_files import formula_safe
from evenhand.scenarios.moves.redeploying import Redeployment

MOVES = (
    *("number", "cycle", "on", "kind", "program", "to_program", "origin", "destination"),
    *("positions", "distance", "worker"),
)
STANDING = ("cycle", "branch", "program", "positions", "filled", "target")


def plan_json(made: Redeployment, about: Mapping[str, Any]) -> bytes:
    """Write `plan.json`: the plan, the posts it starts from, and what it was made with."""
    plain = {
        "evenhand": __version__,
        **about,
        "plan": to_plain(made.plan),
        "posts": to_plain(made.posts),
        "costs": to_plain(made.costs),
        "assumptions": list(made.assumptions),
    }
    return (json.dumps(plain, indent=1, ensure_ascii=False) + "\n").encode()


def moves_csv(plan: Plan) -> bytes:
    """Write `moves.csv`: one row a move, in order."""
    return _written(MOVES, ([getattr(each, name) for name in MOVES] for each in plan.moves))


def standing_csv(plan: Plan) -> bytes:
    """Write `standing.csv`: each post now (cycle 0) and after each cycle."""
    rows = ([getattr(each, name) for name in STANDING] for each in plan.standing)
    return _written(STANDING, rows)


def _written(header: Sequence[str], rows: Iterable[Iterable[Any]]) -> bytes:
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(
        [formula_safe(cell) if isinstance(cell, str) else cell for cell in row] for row in rows
    )
    return sheet.getvalue().encode()
