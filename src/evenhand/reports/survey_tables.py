"""Tables of samples: how much was looked at, and how much would have to be."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

from evenhand.figures import Settled, Survey
from evenhand.reports.presenting import plain_words, sentence_case
from evenhand.reports.table import Cell, Table, table


def size_table(found: Settled) -> Table:
    """Each survey as it is, and at the size that halves the part that sampling adds."""
    columns = [
        ("Program", "text"),
        ("Survey", "text"),
        ("Out of", "number"),
        ("Now", "number"),
        ("Then", "number"),
    ]
    rows = [_row(now, then) for now, then in zip(found.now, found.then, strict=True)]
    return table(
        "sizes", "Samples of the whole state that halve the part that sampling adds", columns, rows
    )


def _row(now: Survey, then: Survey) -> tuple[Cell, ...]:
    size = Fraction(ceil(then.read))
    return sentence_case(now.program), plain_words(now.of), now.most, now.read, size
