"""What somebody most likely meant: the known word nearest to the one given."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def meant(given: str, known: Iterable[str]) -> str:
    """` Did you mean x?`, or nothing where no known word is near."""
    near = get_close_matches(given, list(known), n=1)
    return f" Did you mean {near[0]}?" if near else ""
