"""The table of a forecast: a row a month, with the range, and what happened where it is known."""

from __future__ import annotations

from fractions import Fraction

from evenhand.figures.forecast import Ahead, Forecast
from evenhand.reports.numerals import moved_text
from evenhand.reports.table import Cell, Table, table


def forecast_table(found: Forecast) -> Table:
    """Workers and cases in the middle of the simulations; cases per worker with the range."""
    columns = [
        ("Last day", "text"),
        ("Workers", "positions"),
        ("Cases", "positions"),
        ("Per worker", "quota"),
        ("Nine in ten", "span"),
        ("Meets", "share"),
        ("Happened", "quota"),
        ("In range", "text"),
    ]
    caption = (
        f"{found.counting}: the middle of {found.draws:,} simulations, and where nine in ten lie; "
        f"{found.standard}: at most {float(found.most):g}"
    )
    rows = [_row(month) for month in found.months]
    return table("forecast", caption, columns, rows).without_empty_columns()


def _row(month: Ahead) -> tuple[Cell, ...]:
    ratio, happened = month.ratio, month.happened
    each: tuple[Cell, Cell] = (None, "")
    if ratio is not None:
        each = ratio.middle, f"{moved_text(ratio.low)}–{moved_text(ratio.high)}"
    inside = "" if happened is None else "yes" if month.inside else "no"
    middle = month.workers.middle, Fraction(round(month.cases.middle))
    return (str(month.on), *middle, *each, month.meets, happened, inside)
