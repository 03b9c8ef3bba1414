"""Lasting: what lasts some days of a period, as four small numbers; its days by the calendar."""

from __future__ import annotations

from typing import Any

import narwhals.stable.v2 as nw

from evenhand.figures.period import Period

Frame = nw.LazyFrame[Any]
#: `first` is a day and a rank, as one number; days are numbered from the period's first.
LASTING = ("place", "first", "last", "change")


def lasting(found: Frame, period: Period) -> Frame:
    """Whose each is, from which day to which it lasts (the period's first is 0), its change."""
    begin, end = nw.col("from_on"), nw.col("to_on")
    early = nw.when(begin < period.start).then(nw.lit(period.start)).otherwise(begin)
    late = nw.when(end.is_null() | (end > period.end)).then(nw.lit(period.end)).otherwise(end)
    zero = period.start.toordinal()
    return found.select(
        *("place", "change"),
        first=(day_number(early) - zero) * 4 + nw.col("rank"),
        last=day_number(late) - zero,
    )


def day_number(day: nw.Expr) -> nw.Expr:
    """The day as the number Python gives it (`date.toordinal`), from the calendar alone."""
    year = day.dt.year().cast(nw.Int64) - 1
    return year * 365 + year // 4 - year // 100 + year // 400 + day.dt.ordinal_day().cast(nw.Int64)
