"""The pictures of serving: the level each branch reaches, and the share of need that it meets.

One row a branch, from what it can do now to what it could with what it is allocated; the
branches that serve least as allocated come first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from evenhand.figures import Equity, Served
from evenhand.reports.charts.drawing import svg
from evenhand.reports.charts.frame import Frame
from evenhand.reports.charts.marks import (
    FAINT,
    PAPER,
    QUIET,
    Dot,
    Line,
    Mark,
    Text,
    gap_color,
    short,
)
from evenhand.reports.charts.picture import Picture
from evenhand.reports.charts.scale import Scale, grid
from evenhand.reports.numerals import share_text
from evenhand.reports.presenting import sentence_case
from evenhand.reports.serving_answers import cut, equity_answer, level_text
from evenhand.reports.table import table

ROW, NAME_LETTERS = 16, 18
#: How all of a need reads; what rounds to it looks like it.
ALL_MET = "100%"
NOW_AND_THEN = (
    "The open dot is what the branch can do now, the filled dot what it could as allocated."
)
THEN_ONLY = "The dot is what the branch could do with what it is allocated."

OF_QUOTA = "How much of its quota does each branch have?"


@dataclass(frozen=True, slots=True)
class _Looked:
    """What is looked at: its name, its question, where it lies on the scale, how it is written."""

    name: str
    question: str
    value: Callable[[Served], Fraction | None]
    at: Callable[[Fraction], Fraction]
    text: Callable[[Fraction], str]
    most: int
    kind: str


LEVEL = _Looked(
    "level",
    "Down to which level can each branch serve?",
    lambda row: row.level,
    lambda level: level,
    level_text,
    7,
    "moved",
)
SHARE = _Looked(
    "share",
    "How much of its need can each branch meet?",
    lambda row: row.share,
    lambda share: share * 100,
    share_text,
    100,
    "share",
)


def served_pictures(equity: Equity, names: Mapping[str, str]) -> tuple[Picture, ...]:
    """Both pictures of one program; that of levels only where need has levels.

    Where every branch meets its need before and after, there is nothing to see.
    """
    if all(share_text(share) == ALL_MET for share in _shares(equity)):
        return ()
    drawn = (_picture(equity, names, looked) for looked in (LEVEL, SHARE))
    return tuple(picture for picture in drawn if picture)


def _shares(equity: Equity) -> list[Fraction]:
    """What part of their need all meet that have any, before and after."""
    return [row.share for row in (*equity.before, *equity.after) if row.share is not None]


def _picture(equity: Equity, names: Mapping[str, str], looked: _Looked) -> Picture | None:
    found = [(value, row) for row in equity.after if (value := looked.value(row)) is not None]
    if not found:
        return None
    found.sort(key=lambda each: (each[0], each[1].branch))
    before = {row.branch: looked.value(row) for row in equity.before}
    name, answer = f"{looked.name}-{equity.program}", equity_answer(equity)
    reading = NOW_AND_THEN if equity.before else THEN_ONLY
    frame = Frame(name, answer, reading, left=122, right=46, height=ROW * len(found))
    scale = Scale(Fraction(0), Fraction(looked.most), 0, frame.width)
    marks = grid(scale, frame.height, parts=7 if looked is LEVEL else 4)
    cells = []
    for line, (then, row) in enumerate(found):
        now, called = before.get(row.branch), names.get(row.branch, row.branch)
        marks += _row(called, now, then, ROW * line + ROW / 2, scale, looked)
        cells.append((called, *(_cell(value, looked) for value in (now, then))))
    columns = [("Branch", "text"), ("Now", looked.kind), ("Allocated", looked.kind)]
    question = looked.question if equity.unit == "hours" else OF_QUOTA
    caption = f"{sentence_case(equity.program)}: {question}"
    beside = table(f"table-{name}", caption, columns, cells).without_empty_columns()
    return Picture(name, question, answer, reading, svg(frame, marks), beside)


def _cell(value: Fraction | None, looked: _Looked) -> Fraction | None:
    return cut(value) if looked is LEVEL and value is not None else value


def _row(
    name: str, now: Fraction | None, then: Fraction, y: float, scale: Scale, looked: _Looked
) -> Iterator[Mark]:
    end = scale.at(looked.at(then))
    ink = gap_color(then - (Fraction(0) if now is None else now))
    yield Line(0, y, scale.end, y, FAINT)
    yield Text(-6, y, short(name, NAME_LETTERS), align="right")
    if now is not None:
        start = scale.at(looked.at(now))
        yield Line(start, y, end, y, ink, 2.5)
        yield Dot(start, y, PAPER, QUIET)
    yield Dot(end, y, ink, ink)
    yield Text(scale.end + 9, y, looked.text(then), ink)
