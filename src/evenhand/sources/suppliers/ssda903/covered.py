"""The days a return covers: whole years from 1 April to 31 March, told by its own days.

A year counts if at least one in a hundred of the days on which episodes ended (where none
did, began) lie in it, so that one mistyped year moves nothing. An assumption: no file of the
return names its year.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from evenhand.errors import TableError
from evenhand.figures import Period
from evenhand.sources.suppliers.ssda903.faults import day

APRIL = 4
SHARE = 100


def covered(episodes: pl.DataFrame, file: str) -> Period:
    """The first day covered, and the first no longer.

    Raises:
        TableError: No episode has a day that can be read.
    """
    for column in ("DEC", "DECOM"):
        years = episodes.select(year=_year(day(column))).to_series().drop_nulls().value_counts()
        if years.height:
            often = years.filter(pl.col("count") * SHARE >= pl.col("count").sum())["year"].to_list()
            first = min(often) if column == "DEC" else max(often)
            return Period(date(first, APRIL, 1), date(max(often) + 1, APRIL, 1))
    raise TableError(f"{file} has no episode with a day written dd/mm/yyyy.")


def must_be_covered(period: Period, given: Period) -> None:
    """Refuse a period of which the return cannot tell every entry.

    Raises:
        TableError: The period reaches out of the return.
    """
    if period.start < given.start or period.end > given.end:
        raise TableError(
            f"The return covers {given}; the period asked for is {period}. Before that it tells "
            "only of children still looked after, so give a period within it."
        )


def _year(days: pl.Expr) -> pl.Expr:
    """The year in whose April the return's year of that day began."""
    return days.dt.year() - pl.when(days.dt.month() < APRIL).then(1).otherwise(0)
