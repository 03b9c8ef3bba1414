"""The picture of a list: everybody in its order, who is up, and who is passed over and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evenhand.explanation.rotation import Known
from evenhand.figures.rotation_judged import Standing
from evenhand.reports.charts.drawing import svg
from evenhand.reports.charts.frame import WIDTH, Frame
from evenhand.reports.charts.marks import (
    FAINT,
    GAIN,
    INK,
    LOSS,
    PAPER,
    QUIET,
    Dot,
    Line,
    Mark,
    Text,
    short,
)
from evenhand.reports.charts.picture import Picture
from evenhand.reports.list_tables import list_table, way_words
from evenhand.reports.rotation_answers import strip_answer, up_next

ROW, LEFT, NAME_LETTERS, WAY_LETTERS = 18, 140, 17, 34
QUESTION = "Who gets the next report, and who is passed over?"
READING = (
    "One row a person, in the order of the list{at}. The filled dot is who is up; an open dot "
    "with words is somebody passed over, and why."
)


def strip(unit: str, people: Sequence[Standing], known: Known, said_at: str) -> Picture | None:
    """Draw a unit's list as it stands; None where nobody stands on it."""
    if not people:
        return None
    answer, reading = strip_answer(unit, people, known), READING.format(at=said_at)
    frame = Frame("strip", answer, reading, left=LEFT, right=8, height=ROW * len(people), head=8)
    up = up_next(people)
    marks: list[Mark] = []
    for place, each in enumerate(people):
        marks += _row(place, each, known, up=place == up)
    beside = list_table(unit, people, known)
    return Picture("strip", QUESTION, answer, reading, svg(frame, marks), beside)


def _row(place: int, each: Standing, known: Known, *, up: bool) -> Iterator[Mark]:
    y = ROW * place + ROW / 2
    yield Line(-LEFT, y + ROW / 2, WIDTH - LEFT - 8, y + ROW / 2, FAINT)
    yield Text(-LEFT + 16, y, str(place + 1), QUIET, "right", 10)
    name, ink = short(each.worker, NAME_LETTERS), QUIET if each.why else INK
    yield Text(-LEFT + 36, y, name, ink, weight="bold" if up else "normal")
    color = GAIN if up or not each.why else LOSS
    yield Dot(-LEFT + 26, y, GAIN if up else PAPER, color)
    if up:
        yield Text(0, y, "is up", GAIN, weight="bold")
    elif each.why:
        way = way_words(each, known).removeprefix("skipped: ")
        yield Text(0, y, short(way, WAY_LETTERS), LOSS, size=10.5)
