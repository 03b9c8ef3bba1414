"""Slices: a join taken some names at a time; every row is in one slice, and no number changes."""

from __future__ import annotations

from datetime import date

import narwhals.stable.v2 as nw
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evenhand.figures import Period
from evenhand.measures import catalogue
from evenhand.sources import day_line
from evenhand.sources import slices as module
from evenhand.sources.carried import Rule
from evenhand.sources.engine import CaseTables, rows
from evenhand.sources.made_up_state import made_up_tables
from evenhand.sources.slices import goes, kept_narrow, sliced, slices

YEAR = Period(date(1998, 1, 1), date(1999, 1, 1))
CARRIED = {"kinds": ("investigation", "family", "child"), "statuses": ("case_carrying",)}
CARRIED |= {"programs": ()}
JOINING = {
    "carried_by_day": CARRIED,
    "children_carried_by_day": CARRIED,
    "new_cases": CARRIED | {"active": True},
    "transfers_by_day": {},
    "transfers_near_count_date": {"days": 30},
    "worker_days": CARRIED | {"points": (1, 2, 3), "limits": (5,)},
}


@pytest.fixture(scope="module")
def state():
    frames = dict(made_up_tables(size=1, seed=3, branches=3))
    lazy = {name: nw.from_native(frame.lazy()) for name, frame in frames.items()}
    return CaseTables(lazy, date(2000, 2, 4))


def named(names):
    return nw.from_native(pl.LazyFrame({"id": names}, schema={"id": pl.String}))


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text(max_size=4) | st.none()), st.integers(1, 5))
def test_every_row_is_in_exactly_one_slice(names, times):
    frame = named(names)
    found = [name for some in sliced(frame, "id", times) for (name,) in taken(some(frame, "id"))]
    assert sorted(found, key=repr) == sorted(names, key=repr)


def taken(frame):
    return frame.collect().rows()


def test_slices_are_as_even_as_endings_are():
    frame = named([f"k{number:04}" for number in range(1_000)])
    parts = sliced(frame, "id", 4)
    assert [len(taken(some(frame, "id"))) for some in parts] == [250] * 4


def test_a_slice_takes_a_third_of_what_is_left(monkeypatch):
    monkeypatch.setattr(module, "allowed_bytes", lambda: 3_000)
    assert [goes(found, 100) for found in (9, 10, 19, 20)] == [1, 2, 2, 3]


def test_where_all_fits_no_name_is_looked_at(monkeypatch):
    monkeypatch.setattr(module, "allowed_bytes", lambda: 3_000)
    (everything,) = slices(named(["k1", "k2"]), "id", 100)
    assert taken(everything(named(["k1", None]), "id")) == [("k1",), (None,)]


def test_another_engine_looks_after_its_own_memory(monkeypatch):
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is missing: install evenhand[duckdb]")
    monkeypatch.setattr(module, "allowed_bytes", lambda: 1)
    assert len(slices(nw.from_native(duckdb.sql("SELECT 'k1' AS id")), "id", 100)) == 1


def test_workers_are_taken_one_by_one_at_the_most(state, monkeypatch):
    monkeypatch.setattr(day_line, "goes", lambda *_: 1_000_000)
    line = next(day_line.lines(state, YEAR, Rule(("child",), (1,), ("case_carrying",))))
    assert rows(state["workers"].select(n=nw.len()), "n") == [(line.of,)]


def test_numbers_kept_together_are_narrow_and_the_same():
    frame = nw.from_native(pl.LazyFrame({"n": [1, 2**31 - 1]}))
    with kept_narrow([frame, frame], ["n"]) as kept:
        assert kept.collect_schema() == {"n": nw.Int32}
        assert rows(kept, "n") == [(1,), (1,), (2**31 - 1,), (2**31 - 1,)]


@pytest.mark.parametrize("name", JOINING)
def test_a_measure_gives_the_same_in_little_memory(state, monkeypatch, name):
    measure = catalogue()[name]
    whole = measure.compute(state, YEAR, **JOINING[name])
    monkeypatch.setattr(module, "allowed_bytes", lambda: 2_000_000)
    assert goes(len(state["cases"].collect()), 90) > 2
    assert measure.compute(state, YEAR, **JOINING[name]) == whole
