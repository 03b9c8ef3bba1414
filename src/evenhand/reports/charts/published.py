"""The picture of published points: each where and when it was printed, with its own definition.

A letter at a point names its definition below. A line joins points only where measure,
area, note and source are the same; those counted otherwise never look like one series.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise
from urllib.parse import urlsplit

from evenhand.figures.recorded import Recorded
from evenhand.reports.charts.beside import Box, Spot, written
from evenhand.reports.charts.calendar import Calendar
from evenhand.reports.charts.drawing import svg
from evenhand.reports.charts.frame import Frame
from evenhand.reports.charts.marks import GAIN, INK, PAPER, QUIET, Dot, Line, Mark, Text
from evenhand.reports.charts.picture import Picture
from evenhand.reports.charts.scale import Scale
from evenhand.reports.charts.upright import upright
from evenhand.reports.numerals import figure_text
from evenhand.reports.presenting import readable
from evenhand.reports.published_tables import in_time, points_table

LEFT, RIGHT, PLOT, HEAD, AXIS, KEY, FOOT = 42, 48, 96, 22, 24, 12, 14
#: A scale of many points is higher, so that their labels stand apart.
HIGH, MANY = 190, 6
LETTERS_A_LINE = 64
QUESTION = "What was published, and how was it counted?"
READING = (
    "Each point stands over the days it was printed for, and its letter names its definition "
    "below the plot; an open one lies somewhere in the days of its thin line. Points are joined "
    "only where measure, area, note and source are the same."
)

Definition = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Panel:
    """Points on one scale: of one measure, or of those that were asked for together."""

    title: str
    points: list[Recorded]
    definitions: dict[Definition, str]

    @property
    def plot(self) -> int:
        return HIGH if len(self.points) > MANY else PLOT

    @property
    def key(self) -> list[str]:
        """The lines below the plot that say what each letter means."""
        one = len({what for what, *_ in self.definitions}) == 1
        said = (
            f"{letter}: {definition_text(('', *d[1:]) if one else d)}"
            for d, letter in self.definitions.items()
        )
        return [line for text in said for line in _wrapped(text)]

    @property
    def height(self) -> int:
        return HEAD + self.plot + AXIS + KEY * len(self.key) + FOOT


def published_picture(points: Sequence[Recorded], together: bool) -> Picture:
    """Draw the points: a panel a measure, or all on one scale where that was asked for."""
    ordered = in_time(points)
    panels = list(_panels(ordered, together))
    answer = published_answer(ordered)
    height = sum(panel.height for panel in panels)
    frame = Frame("published", answer, READING, LEFT, RIGHT, height, head=6)
    first = min(point.span.start for point in ordered)
    across = Calendar(first, ordered[-1].span.last_day, frame.width)
    marks: list[Mark] = []
    top = 0
    for panel in panels:
        marks += _panel(panel, across, top)
        top += panel.height
    return Picture("published", QUESTION, answer, READING, svg(frame, marks), points_table(points))


def published_answer(ordered: Sequence[Recorded]) -> str:
    """Say the latest point, and in how many ways all of them were counted."""
    last, ways = ordered[-1], len({_definition(point) for point in ordered})
    value = "" if last.value is None else figure_text(last.value)
    many = f"{len(ordered)} points" if len(ordered) > 1 else "1 point"
    counted = f"{ways} definitions" if ways > 1 else "1 definition"
    return readable(
        f"{last.population}, {last.printed}: {value} {last.what}. "
        f"{many} by {counted}, never joined across them."
    )


def _definition(point: Recorded) -> Definition:
    return point.what, point.population, point.note, point.source


def definition_text(definition: Definition) -> str:
    """One definition in a line or two: measure, area, note, and who printed it."""
    what, area, note, source = definition
    parts = (what, area, note, _short_source(source))
    return readable("; ".join(part for part in parts if part))


def _short_source(source: str) -> str:
    """The host of an address, and any words after it; the table has the source whole."""
    address, _, rest = source.partition(" ")
    host = urlsplit(address).hostname
    return f"{host} {rest}".strip() if host else source


def _panels(ordered: Sequence[Recorded], together: bool) -> Iterator[Panel]:
    letters = iter(_letters())
    names = [""] if together else list(dict.fromkeys(point.what for point in ordered))
    for name in names:
        own = [point for point in ordered if together or point.what == name]
        definitions = dict.fromkeys(_definition(point) for point in own)
        title = readable(name) or "As printed, on one scale"
        yield Panel(title, own, {each: next(letters) for each in definitions})


def _letters() -> Iterator[str]:
    """A to z, then aa, ab and so on."""
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    yield from alphabet
    for first in _letters():
        yield from (first + second for second in alphabet)


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, LETTERS_A_LINE, subsequent_indent="    ")


def _panel(panel: Panel, across: Calendar, top: int) -> Iterator[Mark]:
    roof, floor = top + HEAD, top + HEAD + panel.plot
    most = max((point.value or Fraction(0)) for point in panel.points)
    scale = Scale(Fraction(0), most * Fraction(11, 10) or Fraction(1), floor, roof)
    yield Text(-LEFT, top + 8, textwrap.shorten(panel.title, 48), INK, weight="bold")
    yield from across.rules(roof, floor)
    yield from upright(scale, across.width, 4)
    yield from across.axis(floor)
    for definition in panel.definitions:
        own = [point for point in panel.points if _definition(point) == definition]
        yield from _series(own, scale, across)
    yield from _labels(panel, scale, across, (2, roof - 8, across.width + RIGHT - 4, floor - 1))
    for place, line in enumerate(panel.key):
        yield Text(-LEFT, floor + AXIS + KEY * place, line, QUIET, size=9.5)


def _series(own: Sequence[Recorded], scale: Scale, across: Calendar) -> Iterator[Mark]:
    """A stroke over a point's days, the point in their middle, and a line to its like.

    Of a part of a year that nobody dates, the year is a thin line, and the point is open.
    """
    spots = [_spot(point, scale, across) for point in own]
    for one, two in pairwise(spots):
        yield Line(one.x, one.y, two.x, two.y, GAIN, 1)
    for point, at in zip(own, spots, strict=True):
        yield Line(at.left, at.y, at.right, at.y, GAIN, 2.5 if point.period else 0.8)
        yield Dot(at.x, at.y, GAIN if point.period else PAPER, GAIN)


def _spot(point: Recorded, scale: Scale, across: Calendar, words: str = "") -> Spot:
    first, last = point.span.start, point.span.last_day
    middle = across.at(first + timedelta(days=(last - first).days // 2))
    y = scale.at(point.value or Fraction(0))
    return Spot(middle, y, across.at(first), across.at(last), words)


def _labels(panel: Panel, scale: Scale, across: Calendar, within: Box) -> Iterator[Mark]:
    """Each value with its definition's letter, beside its own point."""
    spots = []
    for point in panel.points:
        value = "" if point.value is None else figure_text(point.value)
        words = f"{value} {panel.definitions[_definition(point)]}"
        spots.append(_spot(point, scale, across, words))
    return written(spots, within)
