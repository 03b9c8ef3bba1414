"""Labels on a map: each beside its disc where there is room, else shorter, else not at all.

Widths are counted in letters, so that a picture does not depend on a machine's fonts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from evenhand.reports.charts.ground import Ground
from evenhand.reports.charts.marks import PAPER, QUIET, Block, Line, Mark, Side, Text

SIZE, SMALL = 10.5, 9.0
LETTER = 0.56  # of the size
LINE = 11.0
NEAR, FAR = 3, 10  # from the disc's edge

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Label:
    """Words for the disc at (x, y) with radius `reach`; `under` may be left out."""

    x: float
    y: float
    reach: float
    text: str
    under: str
    color: str


def place_labels(
    labels: Sequence[Label], discs: Sequence[Box], arcs: Sequence[Sequence[Line]], lie: Ground
) -> tuple[list[Mark], int]:
    """Write labels in their order where they hide no disc and no label; count those left out.

    A label crosses an arc only where it must, and then stands on paper of its own; the
    barb at an arc's end is never covered.
    """
    taken = [*discs, *(_box_of(line) for each in arcs for line in each[-2:])]
    crossed = [_box_of(line) for each in arcs for line in each]
    written: list[Mark] = []
    left_out = 0
    for label in labels:
        found = _room(label, lie, [*taken, *crossed]) or _room(label, lie, taken)
        if found is None:
            left_out += 1
            continue
        box, words = found
        taken.append(box)
        written += [*_leader(label, box), Block(*box, PAPER), *words]
    return written, left_out


def _leader(label: Label, box: Box) -> Iterator[Line]:
    """A thin line from the disc to a label that does not touch it."""
    x, y = min(max(label.x, box[0]), box[2]), min(max(label.y, box[1]), box[3])
    if hypot(x - label.x, y - label.y) > label.reach + NEAR + 1:
        yield Line(label.x, label.y, x, y, QUIET, 0.8)


def _box_of(line: Line) -> Box:
    across, up = sorted((line.x, line.x2)), sorted((line.y, line.y2))
    return across[0], up[0], across[1], up[1]


def _room(label: Label, lie: Ground, taken: Sequence[Box]) -> tuple[Box, list[Text]] | None:
    for lines in dict.fromkeys([(label.text, label.under), (label.text, "")]):
        for box, side, x, y in _boxes(label, [line for line in lines if line], lie.width):
            inside = box[0] >= 0 and box[2] <= lie.width and box[1] >= 0 and box[3] <= lie.height
            if inside and not any(_meet(box, other) for other in taken):
                return box, _words(label, lines, side, x, y)
    return None


def _boxes(
    label: Label, lines: Sequence[str], width: int
) -> Iterator[tuple[Box, Side, float, float]]:
    """Around the disc, near it first; with the place of the first line."""
    wide = max(len(line) for line in lines) * SIZE * LETTER
    high = LINE * len(lines)
    for gap in (label.reach + NEAR, label.reach + FAR):
        # Above and below, a label near an edge is pushed in from it.
        middle = min(max(label.x, wide / 2), width - wide / 2)
        right, left = label.x + gap, label.x - gap
        above, below = label.y - gap - high, label.y + gap
        sides: tuple[tuple[Side, float, float], ...] = (
            *(("left", right, label.y - high / 2), ("right", left, label.y - high / 2)),
            *(("center", middle, above), ("center", middle, below)),
            *(("left", right - 3, above + 3), ("left", right - 3, below - 3)),
            *(("right", left + 3, above + 3), ("right", left + 3, below - 3)),
        )
        for side, x, y in sides:
            begin = {"left": x, "right": x - wide, "center": x - wide / 2}[side]
            box = (round(begin, 2), round(y, 2), round(begin + wide, 2), round(y + high, 2))
            yield box, side, round(x, 2), round(y + LINE / 2, 2)


def _words(label: Label, lines: tuple[str, str], side: Side, x: float, y: float) -> list[Text]:
    first = Text(x, y, lines[0], label.color, side, SIZE)
    return [first] + ([Text(x, y + LINE, lines[1], QUIET, side, SMALL)] if lines[1] else [])


def _meet(one: Box, other: Box) -> bool:
    apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    return not apart
