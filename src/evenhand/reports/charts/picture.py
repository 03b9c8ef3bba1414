"""A picture: one question, its answer as a sentence, the drawing, and the table beside it."""

from __future__ import annotations

from dataclasses import dataclass

from evenhand.reports.table import Table


@dataclass(frozen=True, slots=True)
class Picture:
    """`answer` is drawn in the picture as its title; `reading` says what the marks mean."""

    name: str
    question: str
    answer: str
    reading: str
    svg: str
    table: Table
