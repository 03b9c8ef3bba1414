"""The small table of a letter: what its branch has and gets, and how near the next one is."""

from __future__ import annotations

from fractions import Fraction

from evenhand.explanation.numbers import exactly, plain, signed, words
from evenhand.explanation.outside import stands_outside
from evenhand.figures import ProgramResult, Result

COLUMNS = (
    "Program",
    "Now",
    "Formula",
    "Change",
    "Decided",
    "Owed before rounding",
    "One more from",
    "One fewer below",
)
#: What a branch outside the formula is told in place of what the formula gives.
FORMULA, CHANGE, KEPT = 2, 3, "Keeps"


def letter_table(result: Result, at: int) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Each program in a row, then all together; a column that says nothing is left out.

    A branch outside the formula is owed nothing by it and has no thresholds.
    """
    total, outside = result.totals[at], stands_outside(result, at)
    rows = [_row(result, program, at) for program in result.programs]
    decided = plain(result.decided(total.branch)) if result.adjustments else ""
    now = "" if total.current is None else plain(total.current)
    given, change = plain(total.positions), _change(total.positions, total.current)
    rows.append(("All", now, given, change, decided, exactly(total.quota), "", ""))
    places = (*range(CHANGE), CHANGE + 1) if outside else range(len(COLUMNS))
    shown = [place for place in places if any(row[place] for row in rows)]
    kept = tuple(tuple(row[place] for place in shown) for row in rows)
    titles = (*COLUMNS[:FORMULA], KEPT, *COLUMNS[FORMULA + 1 :]) if outside else COLUMNS
    return tuple(titles[place] for place in shown), kept


def _row(result: Result, program: ProgramResult, at: int) -> tuple[str, ...]:
    award, now = program.awards[at], program.current[at]
    name = words(program.name)
    return (
        f"{name[:1].upper()}{name[1:]}",
        "" if now is None else plain(now),
        plain(award.positions),
        _change(award.positions, now),
        plain(result.decided(award.branch, program.name)) if result.adjustments else "",
        exactly(award.quota),
        _threshold(award.price_of_next),
        _threshold(award.price_of_last),
    )


def _change(given: Fraction, now: Fraction | None) -> str:
    if now is None:
        return ""
    return signed(given - now) if given != now else "0"


def _threshold(price: Fraction | None) -> str:
    return "–" if price is None else exactly(price)
