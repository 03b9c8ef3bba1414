"""A picture in a file of its own: written whole or not at all."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from evenhand.errors import RunError
from evenhand.reports.charts.picture import Picture


def write_picture(picture: Picture, place: Path) -> None:
    """Write the drawing to `place`; a file that is there is replaced.

    Raises:
        RunError: It cannot be written.
    """
    partial = place.with_name(f".{place.name}.partial")
    try:
        partial.write_text(picture.svg, "utf-8", newline="\n")
        partial.replace(place)
    except OSError as problem:
        with suppress(OSError):
            partial.unlink()
        raise RunError(f"{place} cannot be written: {problem.strerror}.") from None
