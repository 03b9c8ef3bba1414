"""The pictures of a change: a branch's causes as a waterfall; what each moved in the state."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from fractions import Fraction

from evenhand.explanation.account import cause_in_words, change_in_words
from evenhand.figures import Account, Accounted
from evenhand.reports.account_tables import (
    branch_answer,
    cause_answer,
)
from evenhand.reports.charts.bars import NUMBER, Bar, bars
from evenhand.reports.charts.drawing import svg
from evenhand.reports.charts.frame import Frame
from evenhand.reports.charts.marks import (
    FAINT,
    GAIN,
    INK,
    QUIET,
    Block,
    Line,
    Mark,
    Text,
    gap_color,
)
from evenhand.reports.charts.picture import Picture
from evenhand.reports.charts.scale import Scale, grid
from evenhand.reports.numerals import change_text, positions_text
from evenhand.reports.presenting import sentence_case
from evenhand.reports.table import table

ROW, HALF, LETTERS = 28, 6, 19
READING = (
    "Read downwards: each bar starts where the one above it ends, to the right if the cause "
    "brings positions and to the left if it costs them. The last bar is the whole change."
)
STATE_READING = (
    "A bar is what the cause brings the branches that it raises, added up; beside it, what it "
    "costs those that it lowers. The two are equal where the total stays the same."
)


def waterfall(line: Accounted, name: str) -> Picture:
    """Draw one branch's change, cause by cause, from what it had to what it has."""
    answer, height = branch_answer(line, name), ROW * (len(line.parts) + 2)
    frame = Frame("waterfall", answer, READING, left=122, right=4, height=height)
    cells = [(part.name, part.change) for part in line.parts]
    cells = [("before", line.before), *cells, ("after", line.after)]
    columns = [("Cause", "text"), ("Positions", "quota")]
    beside = table("table-waterfall", f"{name}: from before to after", columns, cells)
    drawn = svg(frame, list(_marks(line, frame)))
    return Picture("waterfall", "Why did this branch change?", answer, READING, drawn, beside)


def _marks(line: Accounted, frame: Frame) -> Iterator[Mark]:
    steps = [Fraction(0)]
    for part in line.parts:
        steps.append(steps[-1] + part.change)
    scale = Scale(min(steps), max(steps), NUMBER, frame.width - NUMBER)
    yield from grid(scale, frame.height)
    zero = scale.at(Fraction(0))
    yield from _name("Before", 0)
    yield Text(zero + 5, ROW / 2, positions_text(line.before), INK, weight="bold")
    for at, part in enumerate(line.parts):
        yield from _name(sentence_case(part.name), at + 1)
        yield from _step(scale, steps[at], steps[at + 1], at + 1)
    last = ROW * (len(line.parts) + 1) + ROW / 2
    yield from _name("After", len(line.parts) + 1)
    yield Block(zero, last - HALF, scale.at(line.change), last + HALF, QUIET)
    end = max(zero, scale.at(line.change))
    whole = f"{positions_text(line.after)} ({change_text(line.change)})"
    yield Text(end + 5, last, whole, INK, weight="bold")


def _step(scale: Scale, start: Fraction, end: Fraction, row: int) -> Iterator[Mark]:
    """One cause: its bar, the thread from the bar above, and its number beyond its tip."""
    middle, here, tip = ROW * row + ROW / 2, scale.at(start), scale.at(end)
    color = gap_color(end - start)
    yield Line(here, middle - ROW + HALF, here, middle + HALF, FAINT if start == end else QUIET)
    yield Block(here, middle - HALF, tip, middle + HALF, color)
    number = change_in_words(end - start)
    if tip < here:
        yield Text(tip - 4, middle, number, color, "right")
    else:
        yield Text(tip + 4, middle, number, color)


def _name(name: str, row: int) -> Iterator[Text]:
    """A row's name at the left, on two lines where it is long."""
    lines = textwrap.wrap(name, LETTERS)[:2]
    first = ROW * row + ROW / 2 - 6 * (len(lines) - 1)
    for place, text in enumerate(lines):
        yield Text(-6, first + 12 * place, text, align="right", size=11)


def causes_moved(account: Account, lines: Sequence[Accounted]) -> Picture:
    """Draw what each cause moved in the whole state, in the order of telling."""
    moved = account.moved(lines)
    answer = cause_answer(moved)
    shown = [
        Bar(
            sentence_case(cause_in_words(each.cause)),
            each.gained,
            change_text(each.gained),
            GAIN,
            beside=change_text(-each.lost),
        )
        for each in moved
    ]
    frame = Frame("causes", answer, STATE_READING, left=122, right=56, height=22 * len(shown))
    columns = [("Cause", "text"), ("Brought", "quota"), ("Cost", "quota")]
    cells = [(each.cause, each.gained, each.lost) for each in moved]
    beside = table("table-causes", "Positions moved by each cause", columns, cells)
    drawn = svg(frame, bars(shown, frame, 22, beside="and cost"))
    return Picture("causes", "What moved positions?", answer, STATE_READING, drawn, beside)
