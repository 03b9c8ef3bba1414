"""Panels: small charts of bars, two side by side, on one scale, their rows named at the left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from evenhand.reports.charts.frame import Frame
from evenhand.reports.charts.marks import (
    FAINT,
    PAPER,
    QUIET,
    Block,
    Line,
    Mark,
    Side,
    Text,
    gap_color,
    short,
)
from evenhand.reports.charts.scale import Scale, grid
from evenhand.reports.numerals import pull_text

ROW, HEADER, FOOT, GUTTER, ACROSS, NAME_LETTERS = 15, 54, 18, 12, 2, 15
# Room that a number of a sign, a digit or two, and a decimal needs.
NUMBER = 30


@dataclass(frozen=True, slots=True)
class Panel:
    """One component's pulls by branch, under its title."""

    program: str
    title: str
    whole_title: str
    pulls: dict[str, Fraction]

    def pull(self, branch: str) -> Fraction:
        return self.pulls.get(branch, Fraction(0))


def band_height(branches: int) -> int:
    """Say how high one band of panels is, headings included."""
    return HEADER + ROW * branches + FOOT


def panels_height(panels: int, branches: int) -> int:
    """Say how high so many panels are together."""
    return -(-panels // ACROSS) * band_height(branches)


def panels_marks(
    frame: Frame, panels: Sequence[Panel], branches: Sequence[tuple[str, str]]
) -> list[Mark]:
    """Draw every panel, its rows the (branch, name) pairs in the order given."""
    pulls = [panel.pull(branch) for panel in panels for branch, _ in branches]
    least, most = min([Fraction(0), *pulls]), max([Fraction(0), *pulls])
    across = min(ACROSS, len(panels))
    width = (frame.width - GUTTER * (across - 1)) / across
    marks: list[Mark] = []
    for place, panel in enumerate(panels):
        band, column = divmod(place, ACROSS)
        top, start = band * band_height(len(branches)) + HEADER, column * (width + GUTTER)
        scale = Scale(least, most, start, start + width)
        marks += _panel(panel, scale, top, [branch for branch, _ in branches])
        marks += _names(top, branches) if column == 0 else []
    return marks


def _panel(panel: Panel, scale: Scale, top: int, branches: Sequence[str]) -> Iterator[Mark]:
    yield from grid(scale, ROW * len(branches), top=top, parts=3)
    yield Text(scale.start, top - 42, panel.program, QUIET, size=10)
    yield Text(scale.start, top - 28, panel.title, weight="bold")
    zero = scale.at(Fraction(0))
    for line, branch in enumerate(branches):
        y, pull = top + ROW * line, panel.pull(branch)
        yield Line(scale.start, y + ROW / 2, scale.end, y + ROW / 2, FAINT)
        yield Block(zero, y + 2, scale.at(pull), y + ROW - 2, gap_color(pull))
    longest = max(range(len(branches)), key=lambda line: abs(panel.pull(branches[line])))
    yield _number(panel.pull(branches[longest]), scale, top + ROW * longest + ROW / 2)


def _number(pull: Fraction, scale: Scale, y: float) -> Text:
    """Write the longest bar's number inside it, else beyond its tip, else across zero."""
    text, zero, tip = pull_text(pull), scale.at(Fraction(0)), scale.at(pull)
    back: Side = "right" if pull > 0 else "left"
    onward: Side = "left" if pull > 0 else "right"
    step = 3 if pull > 0 else -3
    if abs(tip - zero) >= NUMBER:
        return Text(tip - step, y, text, PAPER, back, 10, "bold")
    if abs((scale.end if pull > 0 else scale.start) - tip) >= NUMBER:
        return Text(tip + step, y, text, gap_color(pull), onward, 10, "bold")
    return Text(zero - step, y, text, gap_color(pull), back, 10, "bold")


def _names(top: int, branches: Sequence[tuple[str, str]]) -> list[Mark]:
    return [
        Text(-6, top + ROW * line + ROW / 2, short(name, NAME_LETTERS), align="right", size=11)
        for line, (_, name) in enumerate(branches)
    ]
