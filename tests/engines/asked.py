"""Measures asked of the same tables on any engine, with parameters that bring all of it out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from importlib import import_module
from typing import Any

import polars as pl
from tests.engines.handed import NAMES

from evenhand.figures import Ages, LevelRule, Period
from evenhand.measures import catalogue
from evenhand.sources.engine import CaseTables
from evenhand.sources.made_up_state import made_up_tables
from evenhand.sources.tables import TABLES, Column

YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))
AS_OF = date(2004, 1, 1)
PARAMETERS: dict[str, Any] = {
    "days": 365,
    "kind": "family",
    "most_level": 5,
    "ages": (5, 10),
    "group": "out_of_home",
    "consensus": "majority",
    "kinds": ("family", "child"),
    "points": (1, 2),
    "statuses": ("case_carrying",),
    "programs": (),
    "limits": (1,),
    "cuts": (date(1998, 7, 1),),
    "active": True,
    "rules": (LevelRule(1, ("severe",), Ages(5, 9), ("abandoned",)), LevelRule(5)),
}


def ask(name: str, frames, period: Period = YEAR_1998, **instead: Any) -> list[Any]:
    """What the measure counts in these tables, a cut in the middle of the period."""
    measure = catalogue()[name]
    factors = [c for c in frames["families"].collect_schema().names() if c.startswith("factor_")]
    cut = period.start + (period.end - period.start) / 2
    known = PARAMETERS | {"factors": (factors[0],), "cuts": (cut,)} | instead
    parameters = {each: known[each] for each in measure.parameters}
    return measure.compute(CaseTables(frames, AS_OF), period, **parameters)


def made_up(size, branches: int = 3) -> dict[str, pl.DataFrame]:
    """A made-up state as frames, their columns of the types a test hands to engines."""
    found = {}
    for name, table in made_up_tables(size=size, seed=2000, branches=branches):
        wide = {c: _wide(kind) for c, kind in table.schema.items()}
        found[name] = table.cast(wide)
    return found


def times_over(times: int, frames: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The same branches with each of their people, calls and cases so many times over."""
    found = {}
    for name, frame in frames.items():
        others = [c.name for c in TABLES[name].columns if _is_copied(name, c)]
        others = [each for each in others if each in frame.columns]
        copies = [
            frame.with_columns(pl.col(*others) + f"-{number}") if others else frame
            for number in range(times if others else 1)
        ]
        found[name] = pl.concat(copies)
    return found


def _is_copied(table: str, column: Column) -> bool:
    own = column.name == "id" and table != "branches"
    return own or column.refers_to not in (None, "", "branches")


def _wide(kind: Any) -> Any:
    if kind in NAMES:
        return kind
    if kind.is_temporal():
        return pl.Datetime("us")
    return pl.Int64 if kind.is_integer() else pl.Float64 if kind.is_numeric() else pl.String


@contextmanager
def watched(monkeypatch, engine: str) -> Iterator[list[list[tuple[Any, ...]]]]:
    """Every answer that passes the door of an engine (the name of its file), as it came."""
    way = import_module(f"evenhand.sources.engines.{engine}")
    asked, answers = way.fetched, []

    def fetched(native: Any) -> list[tuple[Any, ...]]:
        answers.append(asked(native))
        return answers[-1]

    with monkeypatch.context() as patch:
        patch.setattr(way, "fetched", fetched)
        yield answers
