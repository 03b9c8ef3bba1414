"""The picture of effect: the positions each component moves, its influence beside it."""

from __future__ import annotations

from evenhand.figures import Result
from evenhand.reports.answers import moved_answer
from evenhand.reports.charts.bars import Bar, bars
from evenhand.reports.charts.drawing import svg
from evenhand.reports.charts.frame import Frame
from evenhand.reports.charts.marks import GAIN
from evenhand.reports.charts.picture import Picture
from evenhand.reports.numerals import moved_text, trimmed_text
from evenhand.reports.presenting import component_title, components, plain_words, sentence_case
from evenhand.reports.table import table

READING = (
    "A bar is the positions that would lie elsewhere if the branches differed in nothing but "
    "their base; influence is the part of the program handed out on the component."
)
COLUMNS = [("Component", "text"), ("Positions moved", "moved"), ("Influence", "influence")]


def moved(result: Result) -> Picture | None:
    """Draw positions moved by component, the most first."""
    ranked = sorted(components(result), key=lambda each: -each[1].moved)
    if not ranked:
        return None
    several = len(result.programs) > 1
    row = 34 if several else 22
    shown = [
        Bar(
            sentence_case(component.name),
            component.moved,
            moved_text(component.moved),
            GAIN,
            note=plain_words(program.name) if several else "",
            beside=trimmed_text(component.influence, 2),
        )
        for program, component in ranked
    ]
    answer = moved_answer(result)
    frame = Frame("moved", answer, READING, left=122, right=56, height=row * len(shown))
    cells = [
        (component_title(result, program, component), component.moved, component.influence)
        for program, component in ranked
    ]
    beside = table("table-moved", "Positions moved by component", COLUMNS, cells)
    drawn = svg(frame, bars(shown, frame, row, beside="influence"))
    return Picture("moved", "Which component matters most?", answer, READING, drawn, beside)
