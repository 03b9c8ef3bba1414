"""Fixtures every test may ask for by name; a test that takes `case_tables` runs on each engine."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from random import Random
from typing import Any

import polars as pl
import pytest
from hypothesis import settings
from tests.engines.handed import handed_to as handed_to
from tests.engines.handed import schemas as schemas
from tests.engines.started import postgresql as postgresql
from tests.engines.started import spark as spark

from evenhand.sources.engine import ENGINES, CaseTables
from evenhand.sources.tables import FACTOR, TABLES, Column, Table

# How long properties are tried: `ci` (the same cases every time) or `nightly` (long, new ones).
# Here, and not beside the laws, since the other folders' properties run by it as well.
settings.register_profile("ci", derandomize=True, max_examples=100, deadline=None, database=None)
settings.register_profile("nightly", max_examples=1_000, deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

ENGINES_TO_START = [name for name in os.environ.get("EVENHAND_ENGINES", "").split(",") if name]

POLARS_TYPES: dict[str, Any] = {
    "text": pl.String,
    "whole": pl.Int64,
    "number": pl.Float64,
    "day": pl.Date,
    "moment": pl.Datetime("us"),
    "yes_no": pl.Boolean,
}
READERS: dict[str, Any] = {
    "text": str,
    "whole": int,
    "number": float,
    "day": date.fromisoformat,
    "moment": datetime.fromisoformat,
    "yes_no": {"yes": True, "no": False}.__getitem__,
}


#: Around the first and the last day, and 365 and 366 days apart (2000 is a leap year).
DAYS = [
    *(date(1999, 12, 31), date(2000, 1, 1), date(2000, 1, 2), date(2000, 7, 1)),
    *(date(2000, 12, 31), date(2001, 1, 1), date(2001, 7, 1), date(2001, 7, 2)),
    *(date(2001, 12, 31), date(2002, 1, 1)),
]
BIRTHDAYS = [date(1984, 2, 29), date(1990, 7, 1), date(1995, 1, 1), date(1995, 1, 2)]
IDS = {
    "branches": ["Astoria", "Bend", "Coos Bay"],
    "workers": "vw",
    "families": "fghijk",
    "children": "abcdefgh",
    "referrals": "mnopqrstuvwxyz",
    "cases": "abcdefghijklmnopqrstuvwxyz",
    "rater": ["1", "2", "3", "4", "panel"],
    "reader": ["1", "2", "3", "4", "panel"],
}


@pytest.fixture(autouse=True)
def remembered_nowhere_else(tmp_path_factory, monkeypatch):
    """What a test's commands remember is remembered for that test alone."""
    monkeypatch.setenv("EVENHAND_CACHE", str(tmp_path_factory.mktemp("remembered")))


@pytest.fixture(params=[*ENGINES, *ENGINES_TO_START])
def case_tables(request, handed_to):
    """Make case tables from drawn ones, `case_tables(as_of, removals="child | branch …")`.

    A drawn table has the columns of its first line and types from `sources/tables.py`;
    an empty cell is unknown. A table may also be given as a list of records: it then has
    all its columns. EVENHAND_ENGINES=postgresql,spark runs every such test there too.
    """
    hand = handed_to(request.param)

    def make(as_of: str, **drawn: str | Sequence[Mapping[str, Any]]) -> CaseTables:
        return CaseTables(hand(_frames(drawn)), date.fromisoformat(as_of), request.param)

    return make


@pytest.fixture
def as_frames():
    """Drawn tables or records, by table, as frames of Polars."""
    return _frames


def _frames(drawn: Mapping[str, str | Sequence[Mapping[str, Any]]]) -> dict[str, pl.DataFrame]:
    return {name: _drawn(TABLES[name], table) for name, table in drawn.items()}


def _drawn(table: Table, given: str | Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    if isinstance(given, str):
        columns, records = _read(table, given)
    else:
        names = [c.name for c in table.columns]
        names += sorted({name for record in given for name in record} - set(names))
        columns, records = [_column(table, name) for name in names], given
    schema = {c.name: POLARS_TYPES[c.kind] for c in columns}
    data = [[record.get(c.name) for c in columns] for record in records]
    return pl.DataFrame(data, schema=schema, orient="row")


def _read(table: Table, text: str) -> tuple[list[Column], list[dict[str, Any]]]:
    header, *lines = ([cell.strip() for cell in line.split("|")] for line in _lines(text))
    columns = [_column(table, name) for name in header]
    return columns, [
        {
            column.name: READERS[column.kind](cell)
            for column, cell in zip(columns, line, strict=False)
            if cell
        }
        for line in lines
    ]


def _lines(text: str) -> list[str]:
    return [line for line in text.strip().splitlines() if line.strip()]


def _column(table: Table, name: str) -> Column:
    column = table.column(name)
    if column is None:
        raise LookupError(f"a test draws {table.name} with a column it cannot have: {name}")
    return column


@pytest.fixture
def random_records():
    """Draw small tables as lists of records: dates touch, votes tie, cells are empty."""

    def draw(chance: Random) -> dict[str, list[dict[str, Any]]]:
        return {name: _random_table(table, chance) for name, table in TABLES.items()}

    return draw


def _random_table(table: Table, chance: Random) -> list[dict[str, Any]]:
    columns = list(table.columns)
    if table.name == "families":
        columns += [_column(table, "factor_x"), _column(table, "factor_y")]
    names = IDS.get(table.name, ())
    size = len(names) or chance.choice([0, 20, 150])
    records = [{c.name: _random_cell(c, chance) for c in columns} for _ in range(size)]
    for record, name in zip(records, names, strict=False):
        record["id"] = name
    if not table.key:
        return records
    return list({tuple(record[k] for k in table.key): record for record in records}.values())


def _random_cell(column: Column, chance: Random) -> Any:
    optional = not column.needed or column.name.startswith(FACTOR)
    if optional and chance.random() < 0.3:
        return None
    if column.name == "born_on":
        return chance.choice(BIRTHDAYS)
    day, word = chance.choice(DAYS), chance.choice(["neglect", "sexual", ""])
    return {
        "text": chance.choice(column.one_of or IDS.get(column.refers_to or column.name) or [word]),
        "whole": chance.randint(column.least or 0, column.most or 3),
        "number": 1.0,
        "day": day,
        "moment": datetime.combine(day, time.min),
        "yes_no": chance.random() < 0.5,
    }[column.kind]
