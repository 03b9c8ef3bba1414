"""Reading a RUN's result back, for those who only look."""

from __future__ import annotations

import json
from pathlib import Path

from evenhand.errors import RunError
from evenhand.figures import Result
from evenhand.figures.plain import from_plain


def read_result(run: str | Path) -> Result:
    """The result a RUN folder holds.

    Raises:
        RunError: There is no such run, or its `result.json` is damaged.
    """
    path = Path(run) / "result.json"
    if not path.is_file():
        raise RunError(f"{run} is not a run: it has no result.json.")
    try:
        return from_plain(Result, json.loads(path.read_text("utf-8")))
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise RunError(f"{path} is damaged: {type(error).__name__}: {error}.") from None
