"""The list of moments to ask at: whom and when, for those who run a survey.

It names workers, so only its owner may read it; it is written whole or not at all, and
never over a file that is there.
"""

from __future__ import annotations

import csv
import io
import os
import secrets
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from evenhand.errors import RunError
from evenhand.reports.csv_files import formula_safe

COLUMNS = ("worker", "moment")

Moments = Sequence[tuple[str, datetime]]


def moments_csv(moments: Moments) -> str:
    """The list as CSV, a moment as 1998-03-02T09:10."""
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((formula_safe(worker), moment_text(moment)) for worker, moment in moments)
    return sheet.getvalue()


def moment_text(moment: datetime) -> str:
    """A moment to the minute, as tables write it."""
    return moment.isoformat(timespec="minutes")


def check_free(path: Path) -> None:
    """Refuse a place where something stands.

    Raises:
        RunError: A file or a folder is there already.
    """
    if path.exists() or path.is_symlink():
        raise RunError(f"{path} is there already and is left alone. Name a new file.")


def write_moments(moments: Moments, path: Path) -> None:
    """Write the list to a new file, beside its place first and renamed at the end.

    Raises:
        RunError: Something stands there, or the disk refuses.
    """
    check_free(path)
    partial = path.with_name(f".{path.name}.partial-{secrets.token_hex(4)}")
    try:
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
            file.write(moments_csv(moments))
        check_free(path)
        partial.rename(path)
    except OSError as fault:
        raise RunError(f"{path} cannot be written: {fault.strerror}.") from None
    finally:
        partial.unlink(missing_ok=True)
