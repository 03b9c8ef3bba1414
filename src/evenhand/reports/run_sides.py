"""The sides of an account from RUN folders: made again, and seen to be what was published."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from evenhand.errors import RunError
from evenhand.reports.csv_files import positions_csv
from evenhand.scenarios.accounts.sides import Side, side
from evenhand.sources.run_parts import AGAIN
from evenhand.sources.runs import read_run

PUBLISHED = "positions.csv"
#: What an account rests on, of all that is published of a branch in a program.
NUMBERS = ("program", "branch", "quota", "positions", "lower", "upper")


def run_side(run: str) -> Side:
    """One side of an account: the run in that folder, made again.

    Raises:
        RunError: There is no such run, or it does not come out as it was published.
    """
    made = side(run, read_run(run))
    again = _numbers(positions_csv(made.result))
    try:
        published = _numbers((Path(run) / PUBLISHED).read_bytes())
    except OSError:
        raise RunError(f"{run} is a damaged run: it has no {PUBLISHED}. {AGAIN}") from None
    except (ValueError, csv.Error):
        where = Path(run) / PUBLISHED
        raise RunError(f"{where} is damaged: it is not the table it was. {AGAIN}") from None
    if published != again:
        program, branch, *_ = min(published ^ again)
        raise RunError(
            f"{run} cannot be made again to its own numbers, so no change from it or to it can be "
            f"accounted for: {branch} in {program} is published otherwise than it comes out. "
            f"`evenhand verify {run}` says what differs."
        )
    return made


def _numbers(text: bytes) -> set[tuple[str, ...]]:
    rows = csv.DictReader(StringIO(text.decode()))
    return {tuple(str(row.get(name)) for name in NUMBERS) for row in rows}
