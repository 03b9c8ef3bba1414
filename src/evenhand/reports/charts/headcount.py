"""The picture of headcount: workers by status through time, each line named at its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise

from evenhand.explanation.caseload import STATE, day_text
from evenhand.figures.caseload import Watch
from evenhand.figures.heads import headlines, heads_by_day
from evenhand.reports.caseload_heads import head_answer
from evenhand.reports.charts.calendar import Calendar
from evenhand.reports.charts.drawing import svg
from evenhand.reports.charts.frame import Frame
from evenhand.reports.charts.marks import GAIN, LOSS, QUIET, Line, Mark, Text, short
from evenhand.reports.charts.picture import Picture
from evenhand.reports.charts.scale import Scale
from evenhand.reports.charts.upright import apart, upright
from evenhand.reports.numerals import positions_text
from evenhand.reports.presenting import plain_words, readable, sentence_case
from evenhand.reports.table import Cell, table

LEFT, RIGHT, HEIGHT, FOOT, LETTERS = 36, 112, 190, 16, 14
#: Okabe–Ito, one a line; each line is named at its end, so colour never says it alone.
COLORS = (GAIN, LOSS, "#009E73", "#CC79A7", "#8a6d00", QUIET)
QUESTION = "How many workers are there, and how many carry cases?"
READING = "Whole heads by the status they have on each day, all roles together."


def headcount(watch: Watch) -> Picture | None:
    """Draw the state's headcount; None where it was counted on fewer than two days."""
    whom = next((h.whom for h in watch.headcounts if h.whom.level == STATE), None)
    found = heads_by_day(watch.headcounts, whom) if whom else {}
    days = sorted({day for by_day in found.values() for day in by_day})
    if len(days) < 2:
        return None
    answer = next(head_answer(line) for line in headlines(watch.headcounts) if line.whom == whom)
    frame = Frame("headcount", answer, READING, LEFT, RIGHT, HEIGHT + FOOT)
    across = Calendar(days[0], days[-1], frame.width)
    marks = [*across.rules(0, HEIGHT), *_lines(found, across), *across.axis(HEIGHT)]
    columns = [("Day", "text"), *((sentence_case(readable(each)), "positions") for each in found)]
    rows: list[tuple[Cell, ...]] = [
        (day_text(d), *(Fraction(by_day[d]) for by_day in found.values())) for d in days
    ]
    beside = table("table-headcount", "Workers by status, whole heads", columns, rows)
    return Picture("headcount", QUESTION, answer, READING, svg(frame, marks), beside)


def _lines(found: Mapping[str, Mapping[date, int]], across: Calendar) -> Iterator[Mark]:
    most = max(heads for by_day in found.values() for heads in by_day.values())
    scale = Scale(Fraction(0), Fraction(most or 1), HEIGHT, 0)
    yield from upright(scale, across.width)
    colors = {status: COLORS[min(at, len(COLORS) - 1)] for at, status in enumerate(found)}
    for status, by_day in found.items():
        for (day, heads), (then, later) in pairwise(sorted(by_day.items())):
            start, end = scale.at(Fraction(heads)), scale.at(Fraction(later))
            yield Line(across.at(day), start, across.at(then), end, colors[status], 2)
    ends = {status: scale.at(Fraction(by_day[max(by_day)])) for status, by_day in found.items()}
    ranked = sorted(ends, key=lambda status: (ends[status], status))
    for status, y in zip(ranked, apart([ends[each] for each in ranked], HEIGHT), strict=True):
        last = found[status][max(found[status])]
        name = short(plain_words(readable(status)), LETTERS)
        words = f"{name} {positions_text(Fraction(last))}"
        yield Text(across.width + 6, y, words, colors[status], size=10.5)
