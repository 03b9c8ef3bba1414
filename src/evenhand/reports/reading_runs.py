"""Reading a RUN's result back, for those who only look."""

from __future__ import annotations

from pathlib import Path

from evenhand.errors import RunError
from evenhand.figures import Result
from evenhand.figures.plain import from_plain
from evenhand.sources.run_parts import AGAIN, DAMAGE, run_json

RESULT = "result.json"


def read_result(run: str | Path) -> Result:
    """The result a RUN folder holds.

    Raises:
        RunError: There is no such run, or its `result.json` is damaged.
    """
    told = run_json(run, RESULT)
    try:
        return from_plain(Result, told)
    except DAMAGE:
        where = Path(run) / RESULT
        raise RunError(f"{where} is damaged: it holds no result. {AGAIN}") from None
