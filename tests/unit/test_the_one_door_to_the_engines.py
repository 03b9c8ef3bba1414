"""The one door to the engines: whole numbers out, in one order, with the plan for an auditor."""

from __future__ import annotations

from datetime import date

import narwhals.stable.v2 as nw
import pytest

from evenhand.errors import TableError
from evenhand.figures import Period, Tally
from evenhand.measures import catalogue
from evenhand.measures.calls_received import calls_received
from evenhand.sources.engine import explain, flag, kept, listed, plans, rows
from evenhand.sources.engines import engine_of, told_by

#: A word of each engine's plan, and how a frame that is kept shows in it.
SAYS = {"polars": "AGGREGATE", "duckdb": "SELECT", "postgresql": "SELECT", "spark": "Scan parquet"}
KEPT = {
    "polars": "DF",
    "duckdb": "kept_",
    "postgresql": "ibis_cached_",
    "spark": "InMemoryTableScan",
}
YEAR_1998 = Period(date(1998, 1, 1), date(1999, 1, 1))
BRANCHES = """
    id      | latitude | child_population
    Bend    | 44.5     | 25000
    Astoria | 46.0     |
"""


def test_rows_come_out_sorted_in_the_order_of_the_columns_asked_for(case_tables):
    branches = case_tables("2000-02-04", branches=BRANCHES)["branches"]
    assert rows(branches, "id", "child_population") == [("Astoria", None), ("Bend", 25000)]


def test_a_sum_comes_out_as_an_int_on_every_engine(case_tables):
    branches = case_tables("2000-02-04", branches=BRANCHES)["branches"]
    ((total,),) = rows(branches.select(n=nw.col("child_population").sum()), "n")
    assert (total, type(total)) == (25000, int)


def test_a_fraction_is_refused(case_tables):
    branches = case_tables("2000-02-04", branches=BRANCHES)["branches"]
    with pytest.raises(TableError, match=r"44\.5 where only a whole number"):
        rows(branches, "latitude")


def test_a_truth_value_stays_one(case_tables):
    families = case_tables("2000-02-04", families="factor_x\nyes")["families"]
    assert rows(families, "factor_x") == [(True,)]


def test_a_condition_nobody_knows_counts_as_0(case_tables):
    branches = case_tables("2000-02-04", branches=BRANCHES)["branches"]
    known = branches.with_columns(large=flag(nw.col("child_population") > 10))
    assert rows(known, "id", "large") == [("Astoria", 0), ("Bend", 1)]


def test_a_table_that_is_not_there_is_named_beside_those_that_are(case_tables):
    with pytest.raises(TableError, match=r"no table removals\. The tables given are: branches\."):
        case_tables("2000-02-04", branches=BRANCHES)["removals"]
    with pytest.raises(TableError, match=r"The tables given are: none\."):
        case_tables("2000-02-04")["removals"]


def test_tables_tell_their_names_and_columns(case_tables):
    tables = case_tables("2000-02-04", branches=BRANCHES)
    assert ("branches" in tables, "removals" in tables) == (True, False)
    assert tables.columns("branches") == ["id", "latitude", "child_population"]


def test_the_plan_names_what_is_read_and_the_measure_still_counts(case_tables):
    tables = case_tables("2000-02-04", referrals="branch | received_on\nBend | 1998-03-01")
    with plans() as noted:
        assert calls_received.compute(tables, YEAR_1998) == [Tally("Bend", "", 1, 1)]
    (plan,) = noted
    assert "received_on" in plan
    assert SAYS[tables.engine] in plan


def test_plans_are_noted_only_while_asked_for(case_tables):
    tables = case_tables("2000-02-04", referrals="branch | received_on")
    with plans() as noted:
        pass
    calls_received.compute(tables, YEAR_1998)
    assert noted == []


def test_numbers_listed_beside_the_tables_can_be_joined_with_them(case_tables):
    tables = case_tables("2000-02-04", branches=BRANCHES)
    signs = tables["branches"].join(listed(tables, "sign", [1, -1]), how="cross")
    assert rows(signs, "id", "sign") == [
        ("Astoria", -1),
        ("Astoria", 1),
        ("Bend", -1),
        ("Bend", 1),
    ]


def test_a_frame_that_is_kept_is_worked_out_and_planned_once_and_then_gone(case_tables):
    tables = case_tables("2000-02-04", branches=BRANCHES)
    with plans() as noted, kept(tables["branches"].filter(nw.col("id") == "Bend")) as bend:
        assert len(noted) == 1
        assert rows(bend, "id") == rows(bend.select("id"), "id") == [("Bend",)]
    assert all(KEPT[tables.engine] in plan for plan in noted[1:])
    if tables.engine in ("duckdb", "postgresql"):
        with pytest.raises(Exception, match=KEPT[tables.engine]):
            rows(bend, "id")


def test_explain_shows_sql_or_a_query_plan(case_tables):
    tables = case_tables("2000-02-04", branches=BRANCHES)
    text = explain(tables["branches"].filter(nw.col("id") == "Bend"))
    assert ("WHERE" in text) == (tables.engine in ("duckdb", "postgresql"))


def test_numbers_too_large_for_a_float_come_out_whole_beside_unknown_ones(case_tables):
    large = 2**53 + 1
    tables = case_tables("2000-02-04", branches=f"id | child_population\nAstoria | {large}\nBend |")
    assert rows(tables["branches"], "id", "child_population") == [
        ("Astoria", large),
        ("Bend", None),
    ]
    both = tables["branches"].join(listed(tables, "times", [1, 1]), how="cross")
    total = both.group_by("times").agg(nw.col("child_population").sum())
    assert rows(total, "child_population") == [(2 * large,)]


def test_the_end_of_a_name_is_the_same_on_every_engine(case_tables):
    branches = case_tables("2000-02-04", branches="id\nCoos Bay\nB")["branches"]
    assert rows(branches.select(end=nw.col("id").str.tail(2)), "end") == [("B",), ("ay",)]


def test_an_engine_whose_ways_nobody_tried_is_refused_by_name():
    class Frame:
        implementation = nw.Implementation.DASK

    with pytest.raises(TableError, match=r"^No measure has been tried on DASK"):
        engine_of(Frame())


def test_a_fault_of_an_engine_is_told_in_its_first_line():
    for fault, said in (
        (OSError("\n no room on the disk.\n  at Task.scala:97"), "no room on the disk"),
        (KeyError(), "KeyError"),
    ):
        cannot = f"^Spark cannot work this out: {said}\\.$"
        with pytest.raises(TableError, match=cannot), told_by("Spark"):
            raise fault
    with pytest.raises(TableError, match=r"^told before$"), told_by("Spark"):
        raise TableError("told before")


def test_every_measure_is_declared_under_the_name_of_its_file():
    assert all(name == measure.name for name, measure in catalogue().items())
    assert all(measure.title and measure.reads for measure in catalogue().values())
