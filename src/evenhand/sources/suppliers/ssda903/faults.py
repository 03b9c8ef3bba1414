"""A fault of a return: the cell, the rule it breaks, and what that costs.

A row that is left out takes its whole period of being looked after with it, since one
wrong day makes a period's start or end wrong. A cell that is set aside costs nothing but
itself: its row is used as if the cell were empty.
"""

from __future__ import annotations

import polars as pl

#: Faults within one file; `rule` names the rule in a few words, `reason` says it of this cell.
COLUMNS = {
    "line": pl.Int64,
    "column": pl.String,
    "value": pl.String,
    "reason": pl.String,
    "rule": pl.String,
}
FORM = "%d/%m/%Y"
DAY = r"^[0-9]{1,2}/[0-9]{1,2}/(?:19|20)[0-9]{2}$"


def fault(
    rows: pl.DataFrame, wrong: pl.Expr, column: str, rule: str, reason: pl.Expr | str
) -> pl.DataFrame:
    """The rows that break a rule, as faults of the column."""
    why = pl.lit(reason) if isinstance(reason, str) else reason
    return rows.filter(wrong).select(
        "line",
        column=pl.lit(column),
        value=pl.col(column).fill_null(""),
        reason=why,
        rule=pl.lit(rule),
    )


def no_day(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    """Cells that are filled and hold no day written dd/mm/yyyy."""
    wrong = pl.col(column).is_not_null() & day(column).is_null()
    reason = "is no day of the calendar written dd/mm/yyyy"
    return fault(rows, wrong, column, f"{column} is no day", reason)


def empty(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    """Cells that every row needs and that are empty."""
    reason = "is empty, and every row needs it"
    return fault(rows, pl.col(column).is_null(), column, f"{column} is empty", reason)


def unknown_child(rows: pl.DataFrame, known: pl.Series, lost: pl.Series) -> pl.DataFrame:
    """Rows of children whom the header does not tell, or tells only in a row left out."""
    child = pl.col("CHILD")
    stranger = child.is_not_null() & ~child.is_in(known.implode())
    why = (
        pl.when(child.is_in(lost.implode()))
        .then(pl.lit("the child's row in the header is left out"))
        .otherwise(pl.lit("is no child of the header"))
    )
    return fault(rows, stranger, "CHILD", "CHILD is not in the header", why)


def day(column: str) -> pl.Expr:
    """The column's days; null where a cell holds none."""
    cell = pl.col(column)
    return pl.when(cell.str.contains(DAY)).then(cell.str.to_date(FORM, strict=False))
