"""Federal fiscal years, October to September: which one a day is in, and that a file holds one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

import polars as pl

from evenhand.errors import TableError
from evenhand.sources.federal.coded import Coded
from evenhand.sources.rows.worded import worded

OCTOBER = 10


def fiscal_year(day: date) -> int:
    """The federal fiscal year that the day is in."""
    return day.year + (day.month >= OCTOBER)


def year_end(year: int) -> date:
    """The first day after the fiscal year."""
    return date(year, OCTOBER, 1)


def must_be_given(
    what: str, layout: str, years: Collection[int], first_day: date, last_day: date
) -> None:
    """Refuse days that lie in fiscal years whose file of the layout is not given.

    Raises:
        TableError: Naming the files that are needed.
    """
    needed = range(fiscal_year(first_day), fiscal_year(last_day) + 1)
    if lacking := [str(year) for year in needed if year not in years]:
        every = ", ".join(map(str, needed))
        raise TableError(
            f"{what} needs the {layout} file of fiscal year {every}; {', '.join(lacking)} is not "
            "among those given. Put it into the folder, or choose another --period."
        )


def of_one_year(coded: Coded) -> Coded:
    """The rows of the year that most rows of their file are of; other years are faults."""
    grouped = coded.rows.lazy().group_by("file", "year").len()
    sizes = grouped.collect(engine="streaming")
    if sizes["file"].is_unique().all():
        return coded
    most = sizes.sort("len", "year", descending=True).unique("file", keep="first")
    known = most.select("file", file_year="year")
    told = replace(coded, rows=coded.rows.join(known, on="file", maintain_order="left"))
    why = worded("is not the fiscal year {} that the file is of", "file_year")
    return told.less(told.fault(pl.col("year") != pl.col("file_year"), "year", why))


def late(coded: Coded, column: str) -> pl.DataFrame:
    """Faults of days in `column` on or after `ends_on`, which ends the row's file."""
    why = worded("is after the file's last day, {}", pl.col("ends_on").dt.offset_by("-1d"))
    return coded.fault(pl.col(column) >= pl.col("ends_on"), column, why)


def early(coded: Coded, column: str, first: str) -> pl.DataFrame:
    """Faults of days in `column` before the day in `first`."""
    name = coded.layout.elements[first].name
    why = worded("is before {}, {}", pl.lit(name), pl.col(first))
    return coded.fault(pl.col(column) < pl.col(first), column, why)


def again(coded: Coded, key: list[str], column: str) -> pl.DataFrame:
    """Faults of rows whose key stands in an earlier row."""
    # By a number each first, which takes eight bytes a row; only rows alike in it are compared.
    hashed = coded.rows.select(pl.struct(key).hash()).to_series()
    alike = coded.rows.filter(hashed.is_duplicated())
    first = alike.select(pl.struct(key).is_first_distinct()).to_series()
    where = alike.filter(first).select(*key, in_file="file", in_line="line")
    found = replace(coded, rows=alike.filter(~first).join(where, on=key, maintain_order="left"))
    why = worded("stands already in {}, line {}", "in_file", "in_line")
    return found.fault(pl.lit(value=True), column, why)
