"""What each measure is asked in a benchmark: its parameters, the same on every engine."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evenhand.figures import LevelRule, Period

if TYPE_CHECKING:
    from evenhand.measures import Measure
    from evenhand.sources.engine import CaseTables

PERIOD = Period(date(1998, 1, 1), date(1999, 1, 1))
AS_OF = date(2000, 2, 4)
#: By the name of a parameter; every measure that has it is asked this.
ASKED: dict[str, Any] = {
    "active": True,
    "ages": (3, 6, 13),
    "consensus": "majority",
    "cuts": (),
    "days": 365,
    "group": "in_home",
    "kind": "family",
    "kinds": ("investigation", "family", "child"),
    "limits": (12,),
    "most_level": 5,
    "points": (1, 1, 1),
    "programs": (),
    "rules": (LevelRule(1, ("severe",)), LevelRule(4)),
    "statuses": ("case_carrying",),
}


def case_tables(folder: Path, engine: str = "polars") -> CaseTables:
    """The Parquet tables of a folder, read as the engine goes; none is held."""
    import narwhals.stable.v2 as nw

    from evenhand.sources.engine import CaseTables
    from evenhand.sources.tables import TABLES

    read = _by_duckdb() if engine == "duckdb" else _by_polars()
    one = {name: folder / f"{name}.parquet" for name in TABLES}
    there = {name: path for name, path in one.items() if path.exists()}
    parts = {name: folder / name / "*.parquet" for name in TABLES if (folder / name).is_dir()}
    frames = {name: nw.from_native(read(str(path))) for name, path in (there | parts).items()}
    return CaseTables(frames, AS_OF, engine)


def asked_of(found: Measure[Any], tables: CaseTables) -> dict[str, Any]:
    """The measure's own parameters; factors are the first three that the families have."""
    from evenhand.measures import factor_columns

    asked = {name: ASKED[name] for name in found.parameters if name != "factors"}
    if "factors" in found.parameters:
        asked["factors"] = tuple(factor_columns(tables)[:3])
    if "days" in asked and found.name.endswith("near_count_date"):
        asked["days"] = 30
    return asked


def _by_polars() -> Any:
    import polars as pl

    return pl.scan_parquet


def _by_duckdb() -> Any:
    import duckdb

    return duckdb.connect(config={"threads": 2}).read_parquet
