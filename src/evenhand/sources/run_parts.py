"""Run parts: the files of a RUN that are read back, with refusals a user can act on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from evenhand.errors import RunError

AGAIN = "Make the run anew."
#: What reading a part that was changed can come to.
DAMAGE = (KeyError, ValueError, TypeError, AttributeError, ZeroDivisionError)


def run_part(run: str | Path, name: str) -> Path:
    """The place of one file of a RUN.

    Raises:
        RunError: There is nothing, a file, or a folder that is no run.
    """
    folder = Path(run)
    if not folder.exists():
        raise RunError(f"There is nothing at {run}. `evenhand allocate … --out {run}` makes a run.")
    if not folder.is_dir():
        raise RunError(f"{run} is a file, not a run. Give the folder{_holding(folder)}.")
    if not (folder / name).is_file():
        raise RunError(
            f"{run} is not a run: it has no {name}. `evenhand allocate … --out {run}` makes one."
        )
    return folder / name


def run_json(run: str | Path, name: str) -> Any:
    """What one file of a RUN says.

    Raises:
        RunError: There is no such file, or it cannot be read or is not JSON.
    """
    path = run_part(run, name)
    try:
        return json.loads(path.read_text("utf-8"))
    except OSError as problem:
        raise RunError(f"{path} cannot be read: {problem.strerror}.") from None
    except ValueError:
        raise RunError(f"{path} is damaged: it is not JSON. {AGAIN}") from None


def _holding(file: Path) -> str:
    """The folder that a file lies in, where it is a run's."""
    return f", {file.parent}" if (file.parent / "manifest.json").is_file() else " that holds a run"
