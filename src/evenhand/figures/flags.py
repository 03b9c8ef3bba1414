"""Flags that several rooms must know: said where they arise, heard where they matter."""

from __future__ import annotations

#: How a source begins its flag where nothing in it is real.
MADE_UP = "Made up"
#: Of a component in which nobody has a score.
SILENT = "says nothing, so it follows the base"
#: Of a base or component whose samples leave open whether branches differ at all.
CANNOT_TELL = (
    "the samples are too small to tell branches apart, so branches are taken as alike and "
    "intervals are too narrow"
)
