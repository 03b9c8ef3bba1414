"""What one episode must hold by itself, and which cells of it can be set aside.

Each rule stands once, with the reason as it is told. Rules over a child's episodes one
after another stand in `care_periods.py`.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from evenhand.sources.rows.worded import worded
from evenhand.sources.suppliers.ssda903.code_book import codes, label
from evenhand.sources.suppliers.ssda903.faults import COLUMNS, day, empty, fault, no_day

POSTCODE = r"(?i)^[A-Z]{1,2}[0-9][0-9A-Z]? *[0-9][A-Z]{2}$"
AREA = r"^([A-Z]{1,2})[0-9]"

Faulty = tuple[pl.DataFrame, pl.DataFrame]


def with_days(episodes: pl.DataFrame) -> pl.DataFrame:
    """Add `began`, `ended` and `area`, null where a cell tells none."""
    area = pl.col("HOME_POST").str.to_uppercase().str.extract(AREA)
    return episodes.with_columns(began=day("DECOM"), ended=day("DEC"), area=area)


def set_aside(episodes: pl.DataFrame, last: date) -> Faulty:
    """The episodes without the cells that cannot be used, and a fault for each of those."""
    late = pl.col("ended") > last
    undated = pl.col("DEC").is_null() & pl.col("REC").is_not_null()
    unplaced = ~pl.col("HOME_POST").str.contains(POSTCODE)
    faults = [
        fault(episodes, late, "DEC", "DEC after the return",
              f"is after the return's last day, {last}; read as still running then"),
        fault(episodes, undated, "REC", "REC without a DEC",
              "is given and no DEC tells the day; read as still running"),
        fault(episodes, unplaced, "HOME_POST", "HOME_POST is no postcode",
              "is no postcode; read as not told"),
        *(_unknown_code(episodes, column, "; read as not told") for column in ("CIN", "LS")),
        *(empty(episodes, column) for column in ("CIN", "LS")),
    ]  # fmt: skip
    kept = episodes.with_columns(
        ended=pl.when(~late).then("ended"),
        REC=pl.when(~(late.fill_null(value=False) | undated)).then("REC"),
        area=pl.when(~unplaced).then("area"),
        CIN=_known("CIN"),
        LS=_known("LS"),
    )
    return kept, pl.concat(faults)


def episode_faults(episodes: pl.DataFrame, born: pl.DataFrame, last: date) -> pl.DataFrame:
    """Faults for which an episode is left out; `born` has `CHILD` and `born_on`.

    Args:
        episodes: As `set_aside` gives them.
        born: The children of the header.
        last: The return's last day.
    """
    whole = episodes.join(born, on="CHILD", how="left", maintain_order="left")
    began, ended = pl.col("began"), pl.col("ended")
    unsaid = ended.is_not_null() & pl.col("REC").is_null()
    found = [
        *(empty(whole, column) for column in ("CHILD", "DECOM", "RNE")),
        *(no_day(whole, column) for column in ("DECOM", "DEC")),
        *(_unknown_code(whole, column) for column in ("RNE", "REC")),
        fault(whole, unsaid, "REC", "DEC without a REC", "is empty, though DEC tells a day"),
        fault(whole, began < pl.col("born_on"), "DECOM", "DECOM before DOB",
              worded("is before the child was born, {}", "born_on")),
        fault(whole, began > last, "DECOM", "DECOM after the return",
              f"is after the return's last day, {last}"),
        fault(whole, ended < began, "DEC", "DEC before DECOM",
              worded("is before DECOM, {}", "began")),
    ]  # fmt: skip
    return pl.concat([pl.DataFrame(schema=COLUMNS), *found])


def repeated(episodes: pl.DataFrame) -> pl.DataFrame:
    """Faults of episodes whose child and first day stand in an earlier row: the first stays."""
    keyed = episodes.filter(pl.col("CHILD").is_not_null() & pl.col("began").is_not_null())
    first = keyed.with_columns(first=pl.col("line").min().over("CHILD", "began"))
    why = worded("the child's episode of that day stands already in line {}", "first")
    return fault(first, pl.col("line") > pl.col("first"), "DECOM", "DECOM stands twice", why)


def _unknown_code(rows: pl.DataFrame, column: str, then: str = "") -> pl.DataFrame:
    allowed = codes(column)
    reason = f"is no code of the column ({label(column)}); they are {', '.join(allowed)}{then}"
    return fault(
        rows, ~pl.col(column).is_in(allowed), column, f"{column} is an unknown code", reason
    )


def _known(column: str) -> pl.Expr:
    return pl.when(pl.col(column).is_in(codes(column))).then(column)
