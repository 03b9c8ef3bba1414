"""Marks: the four things a picture is made of, each placed in pixels from the plot's corner."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import pi, sqrt
from typing import Literal

# Okabe–Ito, whose colours stay apart for colour-blind readers; ink and greys besides.
GAIN, LOSS = "#0072B2", "#D55E00"
PALE = "#B3D4E8"
INK, QUIET, FAINT, PAPER = "#1b1b1b", "#595959", "#e3e3e3", "white"


Side = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line from (x, y) to (x2, y2)."""

    x: float
    y: float
    x2: float
    y2: float
    color: str
    width: float = 1


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc: filled, or open with an edge of another colour."""

    x: float
    y: float
    color: str
    edge: str


@dataclass(frozen=True, slots=True)
class Disc:
    """A disc of so many square pixels, filled with one colour and edged with another."""

    x: float
    y: float
    size: float
    color: str
    edge: str

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The corners of the square around it: left, top, right, bottom."""
        reach = sqrt(self.size / pi)
        return self.x - reach, self.y - reach, self.x + reach, self.y + reach


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle between two corners: a bar, or a tick when it is thin."""

    x: float
    y: float
    x2: float
    y2: float
    color: str


@dataclass(frozen=True, slots=True)
class Text:
    """Words whose middle line lies at y and whose start, middle or end lies at x."""

    x: float
    y: float
    text: str
    color: str = INK
    align: Side = "left"
    size: float = 11.5
    weight: Literal["normal", "bold"] = "normal"


Mark = Line | Dot | Disc | Block | Text


def gap_color(gap: Fraction) -> str:
    """Choose the colour of a gain, of a loss, or of neither."""
    return QUIET if not gap else GAIN if gap > 0 else LOSS


def short(name: str, letters: int) -> str:
    """Cut a name that is too long for its place; the table beside the picture has it whole."""
    return name if len(name) <= letters else name[: letters - 1].rstrip() + "…"
