"""A folder written whole: beside its place first, then renamed into it, or nothing changes."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from evenhand.errors import RunError

#: What a path is left with of the beginning of a URL; a drive has but one letter.
URL = re.compile("[A-Za-z][A-Za-z0-9+.-]+:")


def write_whole(place: Path, contents: Mapping[str, bytes], what: str) -> None:
    """Write `contents` to the folder `place`, in place of one that is there.

    `what` opens the sentence a user reads where the disk refuses, such as "The run".

    Raises:
        RunError: The disk refuses, or the place is a URL; the old folder stays, and no half
            is left.
    """
    refuse_url(place, what)
    with _beside(place, what) as partial:
        for name, content in contents.items():
            (partial / name).write_bytes(content)
        _swap(partial, place)


def refuse_url(place: Path, what: str) -> None:
    """Refuse a place that is a URL: its password would become a folder's name.

    Raises:
        RunError: It is one.
    """
    if url := next((part for part in place.parts if URL.fullmatch(part)), ""):
        raise RunError(f"{what} is written to a folder, and {url}// begins a URL. Name a folder.")


@contextmanager
def _beside(place: Path, what: str) -> Iterator[Path]:
    """Make a folder next to `place` and clear it away unless it took that place."""
    partial = place.with_name(f".{place.name}.partial-{secrets.token_hex(4)}")
    try:
        partial.mkdir(parents=True)
        yield partial
    except OSError as problem:
        raise RunError(
            f"{what} cannot be written to {place}: {problem.strerror or problem}. "
            "Name a folder you may write to, on a disk with room."
        ) from problem
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _swap(partial: Path, place: Path) -> None:
    """Put the new folder in its place; if that fails, the old one goes back."""
    if not place.exists():
        partial.rename(place)
        return
    old = place.with_name(f".{place.name}.old-{secrets.token_hex(4)}")
    place.rename(old)
    try:
        partial.rename(place)
    except BaseException:
        old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
