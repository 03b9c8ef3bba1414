"""One column's cells as values of its kind, each distinct cell judged once where few are distinct.

A cell that already has the kind's type, as in Parquet, is only held against its bounds.
What comes out is null where a cell is not acceptable; the words come from `kinds.py`.
"""

from __future__ import annotations

import polars as pl

from evenhand.sources.rows.kinds import DTYPES, value, within
from evenhand.sources.tables import Column


def judged(cells: pl.Series, column: Column) -> pl.Series:
    """The cells' values; a text of few distinct ones stays in categories."""
    if isinstance(cells.dtype, pl.Categorical):
        return _once_each(cells, column)
    rule = value(column) if cells.dtype == pl.String else _native(column)
    return cells.to_frame().select(rule).to_series()


def _once_each(cells: pl.Series, column: Column) -> pl.Series:
    codes = cells.to_physical()
    each = cells.drop_nulls().unique()
    values = judged(each.cast(pl.String), column)
    if values.dtype != pl.String:
        return _by_code(each.to_physical(), values).gather(codes).alias(cells.name)
    if not values.null_count():
        return cells
    bad = codes.is_in(each.to_physical().filter(values.is_null()).implode()).alias("bad")
    kept = pl.when(~pl.col("bad").fill_null(value=False)).then(cells.name)
    return pl.DataFrame([cells, bad]).select(kept).to_series()


def _by_code(codes: pl.Series, values: pl.Series) -> pl.Series:
    """The values, each at the place that its code names."""
    places = pl.DataFrame({"code": pl.int_range(0, 1 + max(codes, default=0), eager=True)})
    told = pl.DataFrame({"code": codes.cast(pl.Int64), "value": values})
    return places.join(told, on="code", how="left", maintain_order="left")["value"]


def _native(column: Column) -> pl.Expr:
    cell = pl.col(column.name)
    if column.kind in ("day", "moment"):
        cell = pl.when(cell.dt.year().is_between(1800, 2199)).then(cell)
    elif column.kind == "whole":
        cell = pl.when(cell.cast(pl.Int64).is_between(-(10**18) + 1, 10**18 - 1)).then(cell)
    return within(cell.cast(DTYPES[column.kind]), column)
