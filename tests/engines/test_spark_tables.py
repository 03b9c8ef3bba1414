"""A folder of Parquet tables as Spark reads it: parts, odd names, and one query a scan measure.

Only where EVENHAND_ENGINES names spark: one session for all of it.
"""

from __future__ import annotations

import os
from datetime import date
from fractions import Fraction
from itertools import count

import polars as pl
import pytest

from evenhand.errors import TableError
from evenhand.figures import Period
from evenhand.measures import catalogue
from evenhand.sources.engine import CaseTables
from evenhand.sources.engines import pyspark as engine
from evenhand.sources.made_up_state import write_made_up_state
from evenhand.sources.opening import open_data
from evenhand.sources.storing import store
from evenhand.sources.warehouse.spark import spark_tables

pytestmark = pytest.mark.skipif(
    "spark" not in os.environ.get("EVENHAND_ENGINES", ""),
    reason="Spark takes long to start: set EVENHAND_ENGINES=spark",
)

YEAR = Period(date(1998, 1, 1), date(1999, 1, 1))
SCANS = {
    "calls_received": {},
    "assessments_by_type": {},
    "cases_open": {"kind": "family"},
    "children_entered": {},
    "permanency_plans": {"days": 365},
    "removals_by_pattern": {"days": 365, "most_level": 5, "ages": (), "factors": ()},
}
_groups = count()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A small made-up state."""
    place = tmp_path_factory.mktemp("made")
    write_made_up_state(place, size=Fraction(1, 4), branches=4)
    return place


@pytest.fixture(scope="module")
def folder(made, tmp_path_factory):
    """The same, stored by year, in a folder whose name looks like a pattern."""
    place = tmp_path_factory.mktemp("at [1] {a,b}*") / "it"
    store(open_data(str(made), None, "polars"), place, by_year=True)
    return place


@pytest.fixture
def by_spark(spark, folder):
    places = {p.name.removesuffix(".parquet"): p for p in folder.iterdir() if p.suffix != ".yaml"}
    return CaseTables(spark_tables(spark.sparkContext.master, places), date(2000, 2, 4), "spark")


@pytest.fixture
def by_polars(made):
    return open_data(str(made), None, "polars").tables


def jobs_of(spark, ask):
    """What `ask()` gives, and how many jobs Spark ran for it."""
    context, group = spark.sparkContext, f"group-{next(_groups)}"
    context.setJobGroup(group, "counted by a test")
    answer = ask()
    return answer, len(context.statusTracker().getJobIdsForGroup(group))


def test_parts_by_year_have_the_columns_of_their_files_and_no_year(by_spark, by_polars):
    for name in by_polars.frames:
        assert by_spark.columns(name) == by_polars.columns(name)


def test_a_column_that_only_some_parts_have_is_not_lost(spark, tmp_path):
    place = tmp_path / "staff"
    for year, part in {
        "1998": {"branch": ["Astoria"], "positions": [3.0]},
        "1999": {"branch": ["Bend"], "positions": [2.5], "program": ["out_of_home"]},
    }.items():
        (place / f"year={year}").mkdir(parents=True)
        pl.DataFrame(part).write_parquet(place / f"year={year}" / "part-0.parquet")
    [frame] = spark_tables(spark.sparkContext.master, {"staff": place}).values()
    assert sorted(frame.collect_schema().names()) == ["branch", "positions", "program"]
    assert sorted(engine.fetched(frame.select("branch", "program").to_native())) == [
        ("Astoria", None),
        ("Bend", "out_of_home"),
    ]


@pytest.mark.parametrize("name", SCANS)
def test_a_scan_measure_is_one_job_and_brings_nothing_but_tallies(
    spark, by_spark, by_polars, name, monkeypatch
):
    brought, fetched = [], engine.fetched
    monkeypatch.setattr(
        engine, "fetched", lambda native: brought.append(fetched(native)) or brought[-1]
    )
    by_spark["referrals"].to_native().sparkSession.conf.set("spark.sql.adaptive.enabled", "false")
    ask = lambda: catalogue()[name].compute(by_spark, YEAR, **SCANS[name])  # noqa: E731 (run under a count)
    counted, jobs = jobs_of(spark, ask)
    assert counted == catalogue()[name].compute(by_polars, YEAR, **SCANS[name])
    assert counted
    assert jobs == 1
    assert [len(rows) for rows in brought] == [len(counted)]


def test_with_stages_planned_anew_as_they_end_a_scan_measure_is_two_jobs(spark, by_spark):
    # Spark then submits what runs before the exchange of groups as a job of its own.
    ask = lambda: catalogue()["calls_received"].compute(by_spark, YEAR)  # noqa: E731 (run under a count)
    assert jobs_of(spark, ask)[1] == 2


def test_no_table_but_branches_is_handed_round(spark, by_spark):
    cases, families = by_spark["cases"], by_spark["families"].select("id", "group")
    joined = cases.join(families, left_on="family", right_on="id", how="inner")
    assert "BroadcastExchange" not in engine.plan(joined.to_native())
    branches = by_spark["branches"].select("id", "name")
    joined = cases.join(branches, left_on="branch", right_on="id", how="left")
    assert "BroadcastExchange" in engine.plan(joined.to_native())


def test_a_folder_without_parquet_is_refused(spark, tmp_path):
    (tmp_path / "cases").mkdir()
    with pytest.raises(TableError, match="holds no Parquet file"):
        spark_tables(spark.sparkContext.master, {"cases": tmp_path / "cases"})


def test_a_file_that_is_no_parquet_is_refused_in_one_sentence(spark, tmp_path):
    (tmp_path / "cases.parquet").write_text("id,family\n")
    with pytest.raises(TableError, match=r"Spark cannot read .*cases\.parquet: ") as refused:
        spark_tables(spark.sparkContext.master, {"cases": tmp_path / "cases.parquet"})
    assert "\n" not in str(refused.value)


def test_a_second_master_is_refused_while_one_works(spark):
    with pytest.raises(TableError, match="a process has one master"):
        spark_tables("spark://bend:7077", {})
