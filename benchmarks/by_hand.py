"""The scan measures in Polars, written by hand: what an analyst would write, and no more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

START, END = date(1998, 1, 1), date(1999, 1, 1)
LEN = pl.len().cast(pl.Int64)
Counts = list[tuple[Any, ...]]


def _within(path: Path, column: str) -> pl.LazyFrame:
    day = pl.col(column)
    return pl.scan_parquet(path).filter(day >= START, day < END)


def _told(frame: pl.LazyFrame) -> Counts:
    return frame.collect(engine="streaming").rows()


def _sizes(frame: pl.LazyFrame) -> Counts:
    return [(b, "", n, n) for b, n in _told(frame.group_by("branch").agg(n=LEN))]


def _by_type(path: Path) -> Counts:
    found = _told(_within(path, "opened_on").group_by("branch", "type").agg(n=LEN))
    base: dict[str, int] = {}
    for branch, _, n in found:
        base[branch] = base.get(branch, 0) + n
    return [(branch, of, n, base[branch]) for branch, of, n in found]


def _open(path: Path) -> Counts:
    closed = pl.col("closed_on")
    return _sizes(
        pl.scan_parquet(path).filter(
            pl.col("kind") == "family",
            pl.col("opened_on") < END,
            closed.is_null() | (closed >= END),
        )
    )


def _plans(path: Path) -> Counts:
    due = pl.col("removed_on") + pl.duration(days=365)
    away = _within(path, "removed_on").filter(
        ~(pl.col("returned_on") <= due).fill_null(value=False)
    )
    by = away.group_by("branch").agg(hits=(pl.col("plan_on") <= due).sum().cast(pl.Int64), n=LEN)
    return [(branch, "", hits, n) for branch, hits, n in _told(by)]


def _returns(path: Path) -> Counts:
    due = pl.col("removed_on") + pl.duration(days=365)
    removed = _within(path, "removed_on").filter(pl.col("level_at_removal") <= 5)
    by = removed.group_by("branch", "level_at_removal").agg(
        hits=(pl.col("returned_on") <= due).sum().cast(pl.Int64), n=LEN
    )
    return [(branch, f"level={level}", hits, n) for branch, level, hits, n in _told(by)]


BY_HAND: dict[str, Callable[[Path], Counts]] = {
    "calls_received": lambda path: _sizes(_within(path, "received_on")),
    "assessments_by_type": _by_type,
    "cases_open": _open,
    "children_entered": lambda path: _sizes(_within(path, "removed_on")),
    "permanency_plans": _plans,
    "removals_by_pattern": _returns,
}
