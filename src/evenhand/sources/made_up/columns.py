"""Columns: arrays of numbers as the columns of a table, an unset number as an empty cell."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl

from evenhand.sources.made_up.chance import Array

#: A day, child or worker that is not there.
NONE = -1


def day(year: int, month: int, of_month: int) -> int:
    """A date as a day number, counted from the first day of 1970."""
    return (date(year, month, of_month) - date(1970, 1, 1)).days


AS_OF = date(2000, 2, 4)
LAST = day(2000, 2, 3)
FIRST = day(1996, 1, 1)
#: The year in which the state was surveyed: moments, taped calls, case records.
SURVEY = (day(1998, 1, 1), day(1999, 1, 1))


def known(days: Array) -> Array:
    """Days as they stand on the last day of the tables: what comes later is not known yet."""
    return np.where(days > LAST, NONE, days)


def dates(days: Array) -> pl.Series:
    """Day numbers as dates."""
    return _set(pl.Series(days.astype(np.int32))).cast(pl.Date)


def pseudonyms(letter: str, numbers: Array) -> pl.Series:
    """Numbers as pseudonyms; short, since ten million of them must fit in memory."""
    digits = _set(pl.Series(numbers)).cast(pl.String).str.zfill(8)
    return letter + digits


def words(names: Sequence[str], codes: Array) -> pl.Series:
    """Codes as the words they stand for."""
    return pl.Series(names, dtype=pl.String).gather(_set(pl.Series(codes.astype(np.int64))))


def _set(numbers: pl.Series) -> pl.Series:
    return numbers.set(numbers < 0, None)
