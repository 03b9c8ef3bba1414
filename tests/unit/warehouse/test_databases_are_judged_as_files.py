"""Tables in a database are judged as the same tables in Parquet files are: a second opinion.

The file checker goes row by row through text; a database judges typed columns where they
stand. Both must accept the same rows and say the same of the others.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime
from decimal import Decimal
from math import nan
from random import Random

import narwhals.stable.v2 as nw
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from evenhand.sources.engine import rows
from evenhand.sources.folder import read_folder
from evenhand.sources.layout import ALL_TABLES
from evenhand.sources.warehouse.conforming import TWICE, conform

D, MONEY = Decimal, pl.Decimal(12, 3)
at = datetime.fromisoformat
BRANCHES = (pl.String, ["1", "2"], ["", None, "\t2 ", "\v2\r\n", "9"])
#: By table and column: the type, cells as they should be, and odd ones.
DRAWN = {
    "branches": {
        "id": (pl.String, ["1", "2", "3", "4"], ["", " ", "\n", None, " 2 ", "\f3\n"]),
        "name": (pl.String, ["Astoria", "Bend", "Coos Bay"], [None, " "]),
        "child_population": (
            pl.Float64,
            [8000.0, 12.0, 0.0, None],
            [-1.0, 0.5, 9.9e17, float("nan"), float("inf")],
        ),
    },
    "families": {
        "id": (pl.Int64, [1, 2, 3, 4], [None]),
        "branch": BRANCHES,
        "group": (pl.String, ["in_home", " out_of_home"], ["at_home", "", None]),
        "factor_x": (pl.Int64, [0, 1, None], [2, -1]),
        "factor_y": (pl.Boolean, [True, False, None], [None]),
    },
    "removals": {
        "child": (pl.String, ["c", "d", "e"], [None]),
        "family": (pl.Int64, [1, 2, 3], [9, None]),
        "branch": BRANCHES,
        "removed_on": (
            pl.Datetime("us"),
            [at("1998-01-01"), at("1998-02-28"), at("1998-03-01")],
            [None, at("1998-01-01 10:00"), at("1799-12-31"), at("2200-01-01")],
        ),
        "level_at_removal": (
            MONEY,
            [D(1), D(7), D("3.000")],
            [D("3.5"), D("7.6"), D(8), D(0), None],
        ),
        "returned_on": (
            pl.Date,
            [None, date(1998, 1, 1), date(1998, 2, 28)],
            [date(1799, 12, 31), date(2200, 1, 1)],
        ),
    },
    "time_samples": {
        "worker": (pl.Int64, [1, 2], [None]),
        "moment": (
            pl.Datetime("us"),
            [at("2000-01-01"), at("2000-01-01 10:30")],
            [None, at("1799-12-31 23:59"), at("2200-01-01")],
        ),
        "activity": (pl.String, ["neglect", "", None], ["  "]),
        "minutes": (pl.Int64, [0, 15], [-1, None, 10**18]),
    },
    "staff": {
        "branch": BRANCHES,
        "program": (pl.String, [None, "x", ""], [" x "]),
        "positions": (MONEY, [D("0.5"), D(17)], [D("-0.001"), None]),
    },
    "counts": {
        "measure": (pl.String, ["calls_received"], [None]),
        "branch": BRANCHES,
        "of": (pl.String, [None, "neglect"], [" "]),
        "hits": (pl.Int64, [0, 3], [-1, None]),
        "base": (pl.Int64, [3, 4], [1, None]),
        "hits_most": (pl.Int64, [None, 3], [0]),
    },
}


def messy(chance: Random, most: int, oddity: float) -> dict[str, pl.DataFrame]:
    """Some of the tables, with up to so many rows, and odd cells now and then."""
    found = {}
    for name, columns in DRAWN.items():
        if chance.random() < 0.1 and name != "removals":
            continue
        size = chance.randint(0, most)
        cells = {
            own: [chance.choice(odd if chance.random() < oddity else usual) for _ in range(size)]
            for own, (_, usual, odd) in columns.items()
        }
        found[name] = pl.DataFrame(
            cells, schema={own: kind for own, (kind, _, _) in columns.items()}
        )
    return found


def judged_in_files(frames, folder):
    """Counts, faults and accepted keys as the file checker has them, in our own words."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    (folder / "tables.yaml").write_text("as_of: 2000-01-01\n", "utf-8")
    for name, frame in frames.items():
        frame.write_parquet(folder / f"{name}.parquet")
    data = read_folder(folder)
    faults = Counter(
        (reject.file.removesuffix(".parquet"), reject.column, told(reject))
        for reject in data.rejects
    )
    keys = {name: accepted(data.tables[name], name) for name in frames if name != "counts"}
    return data.table_counts, faults, keys


def told(reject) -> str:
    """A reason without the line, the day or the near word that only a file's cell can add."""
    text = re.sub(r" Did you mean .*\?$", "", reject.reason)
    text = re.sub(r"^(is before [a-z_]+|is less than [a-z][a-z_]*) .*", r"\1", text)
    text = re.sub(r"^(.* in [a-z_]+)\.parquet.*", r"\1", text)
    return TWICE if text.startswith("stands already") else text


def judged_where_they_stand(tables, names):
    known = {}
    for name in ALL_TABLES:
        if name in names:
            known[name] = conform(name, tables[name], ALL_TABLES[name], {}, known)
    faults = Counter(
        {(name, *what): n for name, each in known.items() for what, n in each.faults.items()}
    )
    keys = {name: accepted(e.rows, name) for name, e in known.items() if name != "counts"}
    return tuple(each.count for each in known.values()), faults, keys


def accepted(frame, name):
    key = ALL_TABLES[name].key
    return Counter(map(str, rows(frame, key[0]))) if len(key) == 1 else _keys(frame, key)


def _keys(frame, key):
    # Column by column, since an unknown part of a key has no place in an order.
    return Counter(
        str((name, cell))
        for name in key
        for (cell,) in rows(frame.filter(~nw.col(name).is_null()), name)
    )


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(chance=st.randoms(use_true_random=False), oddity=st.sampled_from([0, 0.03, 0.2]))
def test_a_few_messy_rows_are_judged_alike(tmp_path_factory, chance, oddity):
    pytest.importorskip("duckdb", reason="DuckDB is missing: install evenhand[duckdb]")
    import duckdb

    frames = messy(chance, 9, oddity)
    place = tmp_path_factory.mktemp("given")
    with duckdb.connect() as connection:
        tables = {}
        for name, frame in frames.items():
            frame.write_parquet(place / f"{name}.parquet")
            tables[name] = nw.from_native(connection.read_parquet(str(place / f"{name}.parquet")))
        there = judged_where_they_stand(tables, frames)
    assert there == judged_in_files(frames, tmp_path_factory.getbasetemp() / "files")


@pytest.mark.parametrize(("seed", "oddity"), [(1, 0.02), (2, 0.2)])
def test_many_messy_rows_are_judged_alike(stored, opened, tmp_path, seed, oddity):
    frames = messy(Random(seed), 400, oddity)
    there = judged_where_they_stand(opened(stored(frames)), frames)
    assert there == judged_in_files(frames, tmp_path / "files")
    assert sum(there[1].values()) > 50


def test_what_is_no_number_is_told_whatever_a_parquet_file_says_of_its_numbers(tmp_path):
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is missing: install evenhand[duckdb]")
    frame = pl.DataFrame(
        {"id": ["bend", "astoria"], "name": ["Bend", "Astoria"], "child_population": [7.0, nan]}
    )
    # Polars writes a largest number that NaN is not, and DuckDB believes it.
    frame.write_parquet(tmp_path / "branches.parquet")
    with duckdb.connect() as connection:
        there = nw.from_native(connection.read_parquet(str(tmp_path / "branches.parquet")))
        told = conform("branches", there, ALL_TABLES["branches"], {}, {})
    assert (told.count.accepted, told.count.rejected) == (1, 1)
    assert [column for column, _ in told.faults] == ["child_population"]
