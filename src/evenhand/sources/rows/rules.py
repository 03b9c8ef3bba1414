"""Rules over whole rows: an order of days, a row referred to, a key that stands once.

Each rule takes rows already typed and gives faults: line, column, value, reason. Of
rows with one key the first stays; a row whose row referred to was rejected is
rejected with it, and says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from evenhand.sources.rejects import FAULTS
from evenhand.sources.rows.checked import Checked
from evenhand.sources.rows.parts import located
from evenhand.sources.rows.worded import worded
from evenhand.sources.tables import Column


def wrong_order(rows: pl.DataFrame, columns: list[Column]) -> list[pl.DataFrame]:
    """Faults of cells that stand before, or under, the cell they may not."""
    return [
        _fault(
            rows.filter(pl.col(column.name) < pl.col(column.not_before)),
            column.name,
            worded(
                "is {} {} {}",
                pl.lit("before" if column.kind == "day" else "less than"),
                pl.lit(column.not_before),
                pl.col(column.not_before),
            ),
        )
        for column in columns
        if column.not_before in rows.columns
    ]


def unknown(
    rows: pl.DataFrame, columns: list[Column], known: Mapping[str, Checked]
) -> list[pl.DataFrame]:
    """Faults of cells that refer to a row not there; only tables given can be looked in."""
    return [
        _unknown(rows, column.name, known[column.refers_to])
        for column in columns
        if column.refers_to in known
    ]


def _unknown(rows: pl.DataFrame, name: str, there: Checked) -> pl.DataFrame:
    missing = rows.filter(_missing(rows[name], there)).with_columns(pl.col(name).cast(pl.String))
    lost = there.lost.unique("id", keep="first", maintain_order=True).rename({"line": "lost"})
    found = missing.join(lost, left_on=name, right_on="id", how="left", maintain_order="left")
    absent = pl.lit(f"is not an id in {there.file}")
    rejected = worded(f"refers to a row rejected in {there.file}, line {{}}", "lost")
    if there.parts:
        found = located(found, "lost", there.parts)
        rejected = worded("refers to a row rejected in {}, row {}", "file", "lost")
    return _fault(found, name, pl.coalesce(rejected, absent))


def _missing(cells: pl.Series, there: Checked) -> pl.Series:
    """Whether each cell, if it is not empty, is not an id of a row accepted there."""
    few = isinstance(cells.dtype, pl.Categorical)
    given = cells.drop_nulls().unique() if few else cells.drop_nulls()
    text = given.cast(pl.String)
    absent = _absent(text, there)
    if not absent.any():
        return pl.Series([False]).new_from_index(0, len(cells))
    if len(given) == len(cells):
        return absent
    missing = text.filter(absent).unique()
    return cells.cast(pl.String).is_in(missing.implode()).fill_null(value=False)


def _absent(given: pl.Series, there: Checked) -> pl.Series:
    absent = there.ids.missing(given) if there.ids else None
    return _not_in(given, there.rows) if absent is None else absent


def _not_in(text: pl.Series, rows: pl.LazyFrame) -> pl.Series:
    each = pl.DataFrame({"id": text}).with_row_index("at")
    found = each.lazy().join(rows.select("id"), on="id", how="anti").select("at").collect()
    return each.select(pl.col("at").is_in(found["at"].implode())).to_series()


def repeated(rows: pl.DataFrame, key: Sequence[str]) -> pl.DataFrame:
    """Faults of rows whose key stands in an earlier row."""
    if not key:
        return pl.DataFrame(schema=FAULTS)
    new = rows.select(pl.struct(key).is_first_distinct()).to_series()
    first = rows.filter(new).select(*key, first="line")
    found = rows.filter(~new).join(first, on=key, nulls_equal=True, maintain_order="left")
    words = pl.concat_str([pl.col(each).cast(pl.String) for each in key], separator=", ",
                          ignore_nulls=True)  # fmt: skip
    reason = worded("stands already in line {}", "first")
    return found.select("line", column=pl.lit(", ".join(key)), value=words, reason=reason)


def _fault(rows: pl.DataFrame, name: str, reason: pl.Expr) -> pl.DataFrame:
    value = pl.col(name).cast(pl.String)
    return rows.select("line", column=pl.lit(name), value=value, reason=reason)
