"""The small table of a letter: what its branch has and gets, and how near the next one is."""

from __future__ import annotations

from fractions import Fraction

from evenhand.explanation.numbers import exactly, plain, words
from evenhand.figures import ProgramResult, Result

COLUMNS = (
    "Program",
    "Now",
    "Formula",
    "Decided",
    "Owed before rounding",
    "One more from",
    "One fewer below",
)


def letter_table(result: Result, at: int) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Each program in a row, then all together; a column that says nothing is left out."""
    total = result.totals[at]
    rows = [_row(result, program, at) for program in result.programs]
    decided = plain(result.decided(total.branch)) if result.adjustments else ""
    now = "" if total.current is None else plain(total.current)
    rows.append(("All", now, plain(total.positions), decided, exactly(total.quota), "", ""))
    shown = [place for place in range(len(COLUMNS)) if any(row[place] for row in rows)]
    kept = tuple(tuple(row[place] for place in shown) for row in rows)
    return tuple(COLUMNS[place] for place in shown), kept


def _row(result: Result, program: ProgramResult, at: int) -> tuple[str, ...]:
    award, now = program.awards[at], program.current[at]
    name = words(program.name)
    return (
        f"{name[:1].upper()}{name[1:]}",
        "" if now is None else plain(now),
        plain(award.positions),
        plain(result.decided(award.branch, program.name)) if result.adjustments else "",
        exactly(award.quota),
        _threshold(award.price_of_next),
        _threshold(award.price_of_last),
    )


def _threshold(price: Fraction | None) -> str:
    return "–" if price is None else exactly(price)
