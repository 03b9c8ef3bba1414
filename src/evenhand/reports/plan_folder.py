"""The folder of a plan of moves: written beside its place and renamed at the end.

Never over anything but such a folder, and never a half.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from evenhand.errors import RunError
from evenhand.reports.move_files import moves_csv, plan_json, standing_csv
from evenhand.reports.whole_folder import write_whole
from evenhand.scenarios.moves.redeploying import Redeployment

PLAN = "plan.json"
#: Every file a plan's folder may hold; anything else in it is somebody's own.
FILES = {PLAN, "moves.csv", "standing.csv", "map.svg", "plan.html"}


def write_plan(made: Redeployment, folder: Path, about: Mapping[str, Any]) -> None:
    """Write the plan to `folder`, replacing a plan that is there, or change nothing at all.

    `about` says what the plan was made from: its run, policy and day.

    Raises:
        RunError: `folder` holds something that is no plan, or the disk refuses.
    """
    place = folder.resolve()
    check_plan_place(place)
    write_whole(place, plan_contents(made, about), "The plan")


def check_plan_place(folder: Path) -> None:
    """Refuse a place that holds anything but a plan, before any work is done for it.

    Raises:
        RunError: `folder` is a file, or holds something that no plan does.
    """
    if folder.exists() and not folder.is_dir():
        raise RunError(f"{folder} is not a folder. Name a new folder for the plan.")
    found = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    if found and (not _is_plan(folder) or found - FILES):
        raise RunError(
            f"{folder} holds files that are no plan of moves, so it is left alone. "
            "Name a new folder, or one that a plan was written to."
        )


def _is_plan(folder: Path) -> bool:
    """Whether the folder's plan is one that Evenhand wrote."""
    try:
        plain = json.loads((folder / PLAN).read_text("utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(plain, dict) and {"evenhand", "plan", "posts"} <= set(plain)


def plan_contents(made: Redeployment, about: Mapping[str, Any]) -> dict[str, bytes]:
    """Make every file of a plan: its name, its bytes. The same plan gives the same bytes."""
    from evenhand.reports.charts.moves_map import moves_map
    from evenhand.reports.move_page import plan_html

    drawn = moves_map(made)
    files = {
        PLAN: plan_json(made, about),
        "moves.csv": moves_csv(made.plan),
        "standing.csv": standing_csv(made.plan),
        "plan.html": plan_html(made, about, drawn).encode(),
    }
    return files | ({"map.svg": drawn.svg.encode()} if drawn else {})
