"""A frame: what stands around a picture's marks, and how much room it takes.

Widths are counted in letters and never measured, so that a picture does not depend on the
fonts of the machine that draws it.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from evenhand.reports.charts.marks import Text

# Narrow enough to be read on a phone without shrinking; the page lets it grow a little.
WIDTH = 340
BOTTOM = 20
LETTERS_A_LINE = 45
LINE_HEIGHT = 17


@dataclass(frozen=True, slots=True)
class Frame:
    """Room for the title above, for a scale's numbers under it, for names at the left."""

    name: str
    answer: str
    reading: str
    left: int
    right: int
    height: int
    head: int = 22

    @property
    def width(self) -> int:
        """The width of the plot itself, between the names and the right edge."""
        return WIDTH - self.left - self.right

    @property
    def top(self) -> int:
        return LINE_HEIGHT * len(self._lines) + 8 + self.head

    def title(self) -> list[Text]:
        """Write the answer over the plot, line by line."""
        first = 8 - self.top
        return [
            Text(-self.left, first + LINE_HEIGHT * place, line, size=13, weight="bold")
            for place, line in enumerate(self._lines)
        ]

    @property
    def _lines(self) -> list[str]:
        return textwrap.wrap(self.answer, LETTERS_A_LINE)
