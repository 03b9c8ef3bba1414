"""Rules over whole rows: an order of days, a row referred to, a key that stands once.

Each rule takes rows already typed and gives faults: line, column, value, reason. Of
rows with one key the first stays; a row whose row referred to was rejected is
rejected with it, and says so.
"""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from evenhand.sources.rejects import FAULTS
from evenhand.sources.rows.checked import Checked
from evenhand.sources.tables import Column, Table


def wrong_order(rows: pl.DataFrame, columns: list[Column]) -> list[pl.DataFrame]:
    """Faults of cells that stand before, or under, the cell they may not."""
    return [
        _fault(
            rows.filter(pl.col(column.name) < pl.col(column.not_before)),
            column.name,
            pl.format(
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
    given = rows.filter(pl.col(name).is_not_null())
    missing = given.join(there.rows, left_on=name, right_on="id", how="anti")
    lost = there.lost.unique("id", keep="first", maintain_order=True).rename({"line": "lost"})
    found = missing.join(lost, left_on=name, right_on="id", how="left", maintain_order="left")
    absent = pl.lit(f"is not an id in {there.file}")
    rejected = pl.format(f"refers to a row rejected in {there.file}, line {{}}", "lost")
    return _fault(found, name, pl.coalesce(rejected, absent))


def repeated(rows: pl.DataFrame, table: Table) -> pl.DataFrame:
    """Faults of rows whose key stands in an earlier row."""
    key = [name for name in table.key if name in rows.columns]
    if not key:
        return pl.DataFrame(schema=FAULTS)
    new = rows.select(pl.struct(key).is_first_distinct()).to_series()
    first = rows.filter(new).select(*key, first="line")
    found = rows.filter(~new).join(first, on=key, nulls_equal=True, maintain_order="left")
    words = pl.concat_str([pl.col(each).cast(pl.String) for each in key], separator=", ",
                          ignore_nulls=True)  # fmt: skip
    reason = pl.format("stands already in line {}", "first")
    return found.select("line", column=pl.lit(", ".join(key)), value=words, reason=reason)


def _fault(rows: pl.DataFrame, name: str, reason: pl.Expr) -> pl.DataFrame:
    value = pl.col(name).cast(pl.String)
    return rows.select("line", column=pl.lit(name), value=value, reason=reason)
