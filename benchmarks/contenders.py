"""What is measured against what: each scan measure, a bare sum of its columns, Polars and pandas.

The bare sum is the least that any engine must do to look at those columns once. The forms in
Polars and pandas are what an analyst would write by hand. They give the measure's numbers or
none at all: the benchmark compares them with ours before it times anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evenhand.figures import Period

if TYPE_CHECKING:
    import pandas as pd

# Each contender imports its library itself, so that the others' memory is not charged to it.
PERIOD = Period(date(1998, 1, 1), date(1999, 1, 1))
AS_OF = date(2000, 2, 4)
START, END = (datetime(day.year, day.month, day.day) for day in (PERIOD.start, PERIOD.end))  # noqa: DTZ001 (days)
Counts = list[tuple[Any, ...]]


@dataclass(frozen=True)
class Scan:
    """One scan measure: the table and columns it looks at, and its form in pandas."""

    table: str
    columns: tuple[str, ...]
    pandas: Callable[[pd.DataFrame], Counts]
    parameters: dict[str, Any] = field(default_factory=dict)


def _sizes(frame: pd.DataFrame) -> Counts:
    return [(b, "", n, n) for b, n in frame.groupby("branch").size().items()]


def _within(frame: pd.DataFrame, column: str) -> pd.DataFrame:
    return frame[(frame[column] >= START) & (frame[column] < END)]


def _by_type(frame: pd.DataFrame) -> Counts:
    kept = _within(frame, "opened_on")
    base = kept.groupby("branch").size()
    return [(b, t, n, base[b]) for (b, t), n in kept.groupby(["branch", "type"]).size().items()]


def _open(frame: pd.DataFrame) -> Counts:
    still = frame["closed_on"].isna() | (frame["closed_on"] >= END)
    return _sizes(frame[(frame["kind"] == "family") & (frame["opened_on"] < END) & still])


def _plans(frame: pd.DataFrame) -> Counts:
    kept = _within(frame, "removed_on")
    limit = kept["removed_on"] + timedelta(days=365)
    away = kept[~(kept["returned_on"] <= limit)]
    planned = away["plan_on"] <= away["removed_on"] + timedelta(days=365)
    by = planned.groupby(away["branch"]).agg(["sum", "size"])
    return [(b, "", int(hits), int(n)) for b, hits, n in by.itertuples()]


def _returns(frame: pd.DataFrame) -> Counts:
    kept = _within(frame, "removed_on")
    kept = kept[kept["level_at_removal"] <= 5]
    home = kept["returned_on"] <= kept["removed_on"] + timedelta(days=365)
    by = home.groupby([kept["branch"], kept["level_at_removal"]]).agg(["sum", "size"])
    return [(b, f"level={level}", int(h), int(n)) for (b, level), h, n in by.itertuples()]


SCANS: dict[str, Scan] = {
    "calls_received": Scan(
        "referrals", ("branch", "received_on"), lambda f: _sizes(_within(f, "received_on"))
    ),
    "assessments_by_type": Scan("assessments", ("branch", "type", "opened_on"), _by_type),
    "cases_open": Scan(
        "cases", ("branch", "kind", "opened_on", "closed_on"), _open, {"kind": "family"}
    ),
    "children_entered": Scan(
        "removals", ("branch", "removed_on"), lambda f: _sizes(_within(f, "removed_on"))
    ),
    "permanency_plans": Scan(
        "removals", ("branch", "removed_on", "returned_on", "plan_on"), _plans, {"days": 365}
    ),
    "removals_by_pattern": Scan(
        "removals",
        ("branch", "removed_on", "returned_on", "level_at_removal"),
        _returns,
        {"days": 365, "most_level": 5, "ages": (), "factors": ()},
    ),
}


def ours(name: str, folder: Path) -> Counts:
    """The measure as the product runs it, on Polars."""
    import narwhals.stable.v2 as nw
    import polars as pl

    from evenhand.measures import catalogue
    from evenhand.sources.engine import CaseTables

    scan = SCANS[name]
    frame = nw.from_native(pl.scan_parquet(folder / f"{scan.table}.parquet"))
    tallies = catalogue()[name].compute(
        CaseTables({scan.table: frame}, AS_OF), PERIOD, **scan.parameters
    )
    return [(t.branch, t.of, t.hits, t.base) for t in tallies]


def bare(name: str, folder: Path) -> Counts:
    """A bare sum of the same columns in DuckDB: text by its length, days as numbers."""
    import duckdb

    scan = SCANS[name]
    path = folder / f"{scan.table}.parquet"
    with duckdb.connect(config={"threads": 2}) as database:
        kinds = database.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()
        forms = {"VARCHAR": "length({0})", "DATE": "{0} - DATE '1970-01-01'"}
        sums = [
            f"sum(cast({forms.get(kind, '{0}').format(column)} AS BIGINT))"
            for column, kind, *_ in kinds
            if column in scan.columns
        ]
        return database.execute(f"SELECT {', '.join(sums)} FROM '{path}'").fetchall()


def by_pandas(name: str, folder: Path) -> Counts:
    """The same numbers from pandas, columns read as they are needed."""
    import pandas as pd
    import polars as pl

    scan = SCANS[name]
    frame = pl.read_parquet(folder / f"{scan.table}.parquet", columns=list(scan.columns))
    columns = {c: frame[c].to_numpy() for c in scan.columns}
    return sorted(scan.pandas(pd.DataFrame(columns)))


def by_polars(name: str, folder: Path) -> Counts:
    """The same numbers from Polars, as an analyst would write them."""
    from benchmarks.by_hand import BY_HAND

    return sorted(BY_HAND[name](folder / f"{SCANS[name].table}.parquet"))


CONTENDERS = {"ours": ours, "bare": bare, "polars": by_polars, "pandas": by_pandas}
#: Loaded before the clock starts: what is timed is the work, not the start.
LIBRARIES = {
    "ours": ("polars", "narwhals.stable.v2", "evenhand.measures", "evenhand.sources.engine"),
    "bare": ("duckdb",),
    "polars": ("polars",),
    "pandas": ("pandas", "polars"),
}
