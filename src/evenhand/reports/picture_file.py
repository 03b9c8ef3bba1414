"""A picture in a file of its own: written whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from evenhand.errors import RunError
from evenhand.reports.charts.picture import Picture

ENDING = ".svg"


def check_picture(place: str) -> None:
    """Refuse a name that says another kind of picture than is drawn, before any work is done.

    Raises:
        RunError: The name does not end in .svg.
    """
    if not place.lower().endswith(ENDING):
        stem = Path(place).stem or "picture"
        raise RunError(
            f"{place or 'The picture'} has no name that ends in {ENDING}, and pictures are SVG. "
            f"Name it {stem}{ENDING}."
        )


def check_pictures(folder: Path) -> None:
    """Refuse a place for pictures that is a file.

    Raises:
        RunError: It is one.
    """
    if folder.exists() and not folder.is_dir():
        raise RunError(f"{folder} is not a folder. Name a new folder for the pictures.")


def write_pictures(pictures: Sequence[Picture], folder: Path) -> None:
    """Write each drawing under its own name into `folder`.

    Raises:
        RunError: It is a file, or the disk refuses.
    """
    check_pictures(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for picture in pictures:
        write_picture(picture, folder / f"{picture.name}{ENDING}")


def write_picture(picture: Picture, place: Path) -> None:
    """Write the drawing to `place`; a picture that is there is replaced.

    Raises:
        RunError: The name does not end in .svg, or it cannot be written.
    """
    check_picture(str(place))
    partial = place.with_name(f".{place.name}.partial")
    try:
        partial.write_text(picture.svg, "utf-8", newline="\n")
        partial.replace(place)
    except OSError as problem:
        with suppress(OSError):
            partial.unlink()
        raise RunError(f"{place} cannot be written: {problem.strerror}.") from None
