"""Headcount in words: the shape of the question, from so many then to so many now."""

from __future__ import annotations

from fractions import Fraction

from evenhand.explanation.caseload import day_text
from evenhand.figures.heads import Headline
from evenhand.reports.numerals import change_text, positions_text
from evenhand.reports.presenting import sentence_case


def head_answer(line: Headline) -> str:
    """One status: so many on the first day, so many on the last, and the change."""
    first, last = map(positions_text, (Fraction(line.first), Fraction(line.last)))
    who = sentence_case(line.status).replace("Case carrying", "Case-carrying")
    return (
        f"{who} workers: {first} on {day_text(line.first_on)}, "
        f"{last} on {day_text(line.last_on)} ({change_text(Fraction(line.change))})."
    )
