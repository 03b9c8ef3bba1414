"""The picture of levers: a component's influence along the axis, and what branches get by it.

Lines show quotas, which rounding does not jolt, as a change against today; the words beside
them give whole positions from one end of the axis to the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from evenhand.figures import Sweep
from evenhand.reports.charts.axes import Point
from evenhand.reports.charts.drawing import svg
from evenhand.reports.charts.frame import Frame
from evenhand.reports.charts.marks import (
    FAINT,
    INK,
    QUIET,
    Line,
    Mark,
    Text,
    gap_color,
    short,
)
from evenhand.reports.charts.picture import Picture
from evenhand.reports.charts.scale import Scale, round_step
from evenhand.reports.numerals import positions_text, pull_text, trimmed_text
from evenhand.reports.presenting import plain_words, readable
from evenhand.reports.scenario_tables import sweep_table

LEFT, RIGHT, UPPER, GAP, LOWER, FOOT, ROW = 34, 116, 230, 44, 64, 26, 13
#: So many branches are drawn; the table beside the picture has their positions at every point.
DRAWN, NAME_LETTERS, TICKS = 8, 12, 5
#: Room that the words under today's influence take; a number at an end gives way to them.
NUMBER = 40
QUESTION = "What does this influence do?"
READING = (
    "Above, a line is a branch: how far its quota lies from today's where the component has the "
    "influence below it. Beside it are its positions at the left end and at the right end. "
    "Below, positions of the program that stand in another branch than today. The upright line "
    "marks today's influence."
)


@dataclass(frozen=True, slots=True)
class Lever:
    """One branch's line: change of quota at every point, and positions at both ends."""

    name: str
    changes: tuple[Fraction, ...]
    first: Fraction
    last: Fraction

    @property
    def words(self) -> str:
        ends = positions_text(self.first), positions_text(self.last)
        return f"{short(self.name, NAME_LETTERS)} {' → '.join(ends)}"


def sweep_picture(found: Sweep) -> Picture:
    """Draw the branches that a component's influence moves most, and what moves in all."""
    places = found.most_affected(DRAWN)
    levers = [_lever(found, at) for at in places]
    answer = sweep_answer(found, levers)
    height = UPPER + GAP + LOWER + FOOT
    frame = Frame("sweep", answer, READING, LEFT, RIGHT, height)
    ends = found.points[0].influence, found.points[-1].influence
    across = Scale(*ends, 0, frame.width)
    marks = [*_upper(found, levers, across), *_lower(found, across), *_today(found, across)]
    beside = sweep_table(found, places)
    return Picture("sweep", QUESTION, answer, READING, svg(frame, marks), beside)


def sweep_answer(found: Sweep, levers: Sequence[Lever]) -> str:
    """Say what the whole sweep does to the branch it moves most, and to all."""
    what, first, last = plain_words(found.component), found.points[0], found.points[-1]
    over = f"influence {_short(first.influence)} to {_short(last.influence)}"
    if not levers:
        return f"From {over}, {what} moves nobody."
    most = levers[0]
    furthest = max(found.points, key=lambda point: (point.moved, point.influence))
    ends = f"from {positions_text(most.first)} positions to {positions_text(most.last)}"
    return (
        f"From {over}, {what} takes {most.name} {ends}. At {_short(furthest.influence)}, "
        f"{positions_text(furthest.moved)} stand elsewhere than today."
    )


def _lever(found: Sweep, at: int) -> Lever:
    branch, name = found.branches[at]
    now = found.now.quotas[at]
    ends = (found.points[place].positions[at] for place in (0, -1))
    changes = tuple(point.quotas[at] - now for point in found.points)
    return Lever(readable(name or branch), changes, *ends)


def _upper(found: Sweep, levers: Sequence[Lever], across: Scale) -> Iterator[Mark]:
    changes = [Fraction(0), *(change for lever in levers for change in lever.changes)]
    scale = Scale(min(changes), max(changes), UPPER, 0)
    step = round_step((scale.most - scale.least) / TICKS)
    for count in range(-int(-scale.least // step), int(scale.most // step) + 1):
        y = scale.at(step * count)
        yield Line(0, y, across.end, y, FAINT if count else QUIET)
        yield Text(-5, y, _signed(step * count), QUIET, "right", 10)
    for lever in levers:
        yield from _line(found, lever.changes, across, scale, gap_color(_end(lever)))
    yield from _names(levers, across.end + 6, scale)
    yield Text(-LEFT, -9, "change of quota against today", QUIET, size=10)


def _end(lever: Lever) -> Fraction:
    return lever.changes[-1] - lever.changes[0]


def _line(
    found: Sweep, values: Sequence[Fraction], across: Scale, scale: Scale, color: str
) -> Iterator[Line]:
    points = [(p.influence, value) for p, value in zip(found.points, values, strict=True)]
    for (x, y), (x2, y2) in pairwise(bends(points)):
        yield Line(across.at(x), scale.at(y), across.at(x2), scale.at(y2), color, 1.8)


def bends(points: Sequence[Point]) -> list[Point]:
    """The points where a line starts, bends or ends; the others lie on it in any case."""
    kept = [points[0]]
    for (x, y), (x3, y3) in pairwise(points[1:]):
        x1, y1 = kept[-1]
        if (y - y1) * (x3 - x1) != (y3 - y1) * (x - x1):
            kept.append((x, y))
    return [*kept, points[-1]]


def _names(levers: Sequence[Lever], x: float, scale: Scale) -> Iterator[Text]:
    """Write each branch at its line's end, pushed apart so that no two names touch."""
    ranked = sorted(levers, key=lambda lever: (scale.at(lever.changes[-1]), lever.name))
    wanted = [scale.at(lever.changes[-1]) for lever in ranked]
    for lever, y in zip(ranked, _apart(wanted), strict=True):
        yield Text(x, y, lever.words, gap_color(_end(lever)), size=10)


def _apart(wanted: Sequence[float]) -> list[float]:
    """Heights no nearer than a row to each other, in order, within the upper plot."""
    placed: list[float] = []
    for y in wanted:
        placed.append(max(y, placed[-1] + ROW) if placed else y)
    floor = float(UPPER)
    for place in reversed(range(len(placed))):
        placed[place] = min(placed[place], floor)
        floor = placed[place] - ROW
    return placed


def _lower(found: Sweep, across: Scale) -> Iterator[Mark]:
    top, bottom = UPPER + GAP, UPPER + GAP + LOWER
    moved = [point.moved for point in found.points]
    most = max(moved)
    scale = Scale(Fraction(0), most or Fraction(1), bottom, top)
    for value in {Fraction(0), most}:
        y = scale.at(value)
        yield Line(0, y, across.end, y, FAINT if value else QUIET)
        yield Text(-5, y, positions_text(value), QUIET, "right", 10)
    yield from _line(found, moved, across, scale, INK)
    yield Text(-LEFT, top - 12, "positions that stand elsewhere than today", QUIET, size=10)
    for end in (across.least, across.most):
        if abs(across.at(end) - across.at(found.today)) > NUMBER:
            yield Text(across.at(end), bottom + 11, _short(end), QUIET, "center", 10)
    yield Text(
        across.end / 2,
        bottom + 24,
        f"influence of {plain_words(found.component)}",
        QUIET,
        "center",
        10,
    )


def _today(found: Sweep, across: Scale) -> Iterator[Mark]:
    x, top = across.at(found.today), UPPER + GAP
    yield Line(x, 0, x, UPPER, INK, 1)
    yield Line(x, top, x, top + LOWER, INK, 1)
    words = f"today {_short(found.today)}"
    yield Text(x, top + LOWER + 11, words, INK, "center", 10, "bold")


def _signed(value: Fraction) -> str:
    return positions_text(value) if not value else pull_text(value) if value % 1 else _whole(value)


def _whole(value: Fraction) -> str:
    return f"+{positions_text(value)}" if value > 0 else positions_text(value)


def _short(influence: Fraction) -> str:
    return trimmed_text(influence, 3)
