"""Left out: what of a run is no part of a what-if, which stands on the formula's own answer."""

from __future__ import annotations

from collections.abc import Iterator

from evenhand.explanation.numbers import counted
from evenhand.figures.adjustment import moved_by_hand
from evenhand.scenarios.making import making_of
from evenhand.sources.runs import Run


def left_out(run: Run) -> Iterator[str]:
    """Say how much people moved by hand after the formula, if they did: it is not in `before`."""
    moved = moved_by_hand(making_of(run.about).adjustments)
    if moved:
        verb = "is" if moved == 1 else "are"
        yield f"Before is the formula's: {counted(moved)} moved by hand {verb} left out."
