"""The return's other files: looked through and told of, though nothing is taken from them.

No measure asks for reviews, outcomes or earlier adoptions, so a fault there costs nothing.
"""

from __future__ import annotations

import polars as pl

from evenhand.figures import Period
from evenhand.sources.rows.worded import worded
from evenhand.sources.suppliers.ssda903.faults import COLUMNS, day, empty, fault, no_day
from evenhand.sources.suppliers.ssda903.faults import unknown_child as stranger
from evenhand.sources.suppliers.ssda903.return_files import OUTCOMES, REVIEWS

MOST_SDQ = 40


def beside_faults(
    part: str, rows: pl.DataFrame, header: pl.DataFrame, lost: pl.Series, given: Period
) -> pl.DataFrame:
    """Faults of one of the other files; `header` has `CHILD` and `born_on`."""
    whole = rows.join(header, on="CHILD", how="left", maintain_order="left")
    other = day("DOB") != pl.col("born_on")
    found = [
        empty(whole, "CHILD"),
        stranger(whole, header["CHILD"], lost),
        no_day(whole, "DOB"),
        fault(whole, other, "DOB", "DOB is not the header's",
              worded("is {} in the header", "born_on")),
    ]  # fmt: skip
    if part == REVIEWS:
        found += _reviews(whole, given)
    if part == OUTCOMES:
        found += _outcomes(whole)
    return pl.concat([pl.DataFrame(schema=COLUMNS), *found])


def _reviews(rows: pl.DataFrame, given: Period) -> list[pl.DataFrame]:
    held = day("REVIEW")
    return [
        empty(rows, "REVIEW"),
        no_day(rows, "REVIEW"),
        fault(rows, held < day("DOB"), "REVIEW", "REVIEW before DOB", "is before the child's DOB"),
        fault(rows, (held < given.start) | (held >= given.end), "REVIEW",
              "REVIEW outside the return", f"is not within the return, {given}"),
    ]  # fmt: skip


def _outcomes(rows: pl.DataFrame) -> list[pl.DataFrame]:
    score, reason = pl.col("SDQ_SCORE"), pl.col("SDQ_REASON")
    points = score.cast(pl.Int64, strict=False)
    sound = pl.col("SUBSTANCE_MISUSE") == "0"
    found = [
        fault(rows, score.is_not_null() & ~points.is_between(0, MOST_SDQ).fill_null(value=False),
              "SDQ_SCORE", "SDQ_SCORE out of range", f"is no whole number from 0 to {MOST_SDQ}"),
        fault(rows, score.is_not_null() & reason.is_not_null(), "SDQ_REASON",
              "SDQ_SCORE and a reason for none", "says why there is no score, and there is one"),
    ]  # fmt: skip
    for column in ("INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"):
        why = "is 1, though SUBSTANCE_MISUSE is 0"
        rule = f"{column} without misuse"
        found.append(fault(rows, sound & (pl.col(column) == "1"), column, rule, why))
    return found
