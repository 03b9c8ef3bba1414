"""A database is opened by its URL, or by a folder whose `tables.yaml` names it."""

from __future__ import annotations

import sys
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest

from evenhand.errors import TableError
from evenhand.figures import Place, TableCount, Tally
from evenhand.sources.engine import rows
from evenhand.sources.opening import open_data
from evenhand.sources.rejects import write_rejects

TABLES = {
    "branches": pl.DataFrame(
        {"id": ["a", "b"], "name": ["Astoria", "Bend"], "latitude": [46.19, None]}
    ),
    "referrals": pl.DataFrame(
        {
            "id": [1, 2, 3, 3],
            "branch": ["a", "b ", "c", "a"],
            "received_on": [date(2000, 1, 1)] * 4,
            "decision": ["assess", "refer", "assess", "asess"],
            "caller": ["x"] * 4,
        }
    ),
    "staff": pl.DataFrame({"branch": ["a"], "positions": [Decimal("0.125")]}),
    "counts": pl.DataFrame(
        {"measure": ["calls_received"], "branch": ["a"], "of": [None], "hits": [3], "base": [3]},
        schema_overrides={"of": pl.String},
    ),
}
AS_OF = "as_of=2000-02-04"


def at(url: str) -> str:
    return f"{url}{'&' if '?' in url else '?'}{AS_OF}"


def test_small_tables_come_out_as_figures_and_cases_stay(stored):
    data = open_data(at(stored(TABLES)), None)
    assert data.as_of == date(2000, 2, 4)
    assert data.branches == {"a": "Astoria", "b": "Bend"}
    assert data.places == {"a": Place("", "", 46.19, None)}
    assert data.staff == {("a", ""): Fraction(1, 8)}
    assert data.counts == {"calls_received": (Tally("a", "", 3, 3, 3, 3),)}
    assert data.table_counts[1] == TableCount("referrals", 4, 2, 2)
    assert rows(data.tables["referrals"], "id", "branch") == [("1", "a"), ("2", "b")]
    assert data.hashes == {}
    assert data.rejects == ()


def test_what_is_wrong_is_told_by_column_and_reason_and_by_no_row(stored):
    flags = open_data(at(stored(TABLES)), None).flags
    assert "referrals: nobody asks for the column caller; it was not read." in flags
    assert "referrals: 1 row rejected: decision is not one of assess, refer." in flags
    assert "referrals: 1 row rejected: branch is not an id in branches." in flags
    assert any(flag.startswith("No row left the database.") for flag in flags)
    assert any("no fingerprint" in flag for flag in flags)


def test_a_folder_that_says_at_names_tables_columns_and_the_rejected_rows(stored, tmp_path):
    calls = TABLES["referrals"].rename({"received_on": "taken_on"})
    url = stored({"branches": TABLES["branches"], "calls": calls})
    (tmp_path / "tables.yaml").write_text(
        f"as_of: 2000-02-04\nat: {url}\ntables:\n"
        "  referrals: {table: calls, columns: {received_on: taken_on}}\n",
        "utf-8",
    )
    data = open_data(str(tmp_path), None)
    assert data.table_counts[1] == TableCount("referrals", 4, 2, 2)
    path = write_rejects(data.rejects, tmp_path)
    assert sorted(path.read_text("utf-8").splitlines()) == [
        "calls,3,branch,c,is not an id in branches",
        'calls,3,decision,asess,"is not one of assess, refer."',
        "file,line,column,value,reason",
    ]


def test_of_rows_with_one_key_the_least_by_the_other_columns_stays(stored, tmp_path):
    staff = pl.DataFrame(
        {"branch": ["a"] * 3, "program": [None, "", None], "positions": [3.0, 1.0, 2.0]}
    )
    url = stored({"branches": TABLES["branches"], "staff": staff})
    (tmp_path / "tables.yaml").write_text(f"as_of: 2000-02-04\nat: {url}\n", "utf-8")
    data = open_data(str(tmp_path), None)
    assert data.staff == {("a", ""): 1}
    assert [(each.file, each.column) for each in data.rejects] == [("staff", "branch, program")] * 2


def test_a_schema_may_be_named_with_a_table(tmp_path):
    duckdb = pytest.importorskip("duckdb", reason="DuckDB is missing: install evenhand[duckdb]")
    with duckdb.connect(tmp_path / "r.duckdb") as connection:
        connection.execute("CREATE SCHEMA cps; CREATE TABLE cps.staff (branch TEXT, positions INT)")
        connection.execute("INSERT INTO cps.staff VALUES ('a', 2)")
    layout = "as_of: 2000-02-04\nat: duckdb://r.duckdb\ntables: {staff: {table: cps.staff}}\n"
    (tmp_path / "tables.yaml").write_text(layout, "utf-8")
    assert open_data(str(tmp_path), None).staff == {("a", ""): 2}


@pytest.mark.parametrize(
    ("layout", "why"),
    [
        ("at: our-tables", "at: names a database by its URL"),
        ("at: duckdb://r.duckdb?as_of=2001-01-01", "leaves the day to as_of"),
        ("at: duckdb://r.duckdb\ntables: {staff: {file: a.csv}}", "nothing here is called file"),
        ("tables: {staff: {table: a}}", "nothing here is called table"),
    ],
)
def test_a_layout_that_cannot_be_meant_is_refused(tmp_path, layout, why):
    (tmp_path / "tables.yaml").write_text(f"as_of: 2000-02-04\n{layout}\n", "utf-8")
    with pytest.raises(TableError, match=why):
        open_data(str(tmp_path), None)


def test_a_text_where_a_day_is_asked_for_is_refused_with_what_would_work(stored):
    calls = TABLES["referrals"].with_columns(received_on=pl.lit("2000-01-01"))
    with pytest.raises(TableError, match=r"received_on is of type String .* CAST\(received_on AS"):
        open_data(at(stored({"referrals": calls})), None)


def test_a_table_named_nearly_as_ours_is_told_and_no_other(stored):
    tables = {
        "branches": TABLES["branches"],
        "referalls": TABLES["staff"],
        "payroll": TABLES["staff"],
    }
    told = [flag for flag in open_data(at(stored(tables)), None).flags if "not read" in flag]
    assert told == ["referalls is no table known here and was not read. Did you mean referrals?"]


def test_tables_of_other_names_only_are_refused(stored):
    with pytest.raises(TableError, match="holds no table known here: branches"):
        open_data(at(stored({"payroll": TABLES["staff"]})), None)


def test_a_url_without_a_day_is_told_how_to_give_one(stored):
    with pytest.raises(TableError, match="as_of=YYYY-MM-DD"):
        open_data(stored({"staff": TABLES["staff"]}), None)


def test_an_engine_of_its_own_needs_none_and_refuses_another(tmp_path):
    with pytest.raises(TableError, match="--engine duckdb is for a folder"):
        open_data(f"postgresql://db/state?{AS_OF}", None, "duckdb")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("duckdb://no-such.duckdb", "There is no file no-such.duckdb"),
        ("oracel://ann:s3cret@db/state", "No engine opens oracel://. What can be opened: a folder"),
        ("postgresql://ann:s3cret@127.0.0.1:1/state", r"127.0.0.1:1/state.* cannot be opened"),
    ],
)  # fmt: skip
def test_a_database_that_cannot_be_opened_is_told_in_a_sentence_without_the_password(url, why):
    if not url.startswith("duckdb"):
        pytest.importorskip("ibis", reason="ibis is missing: install evenhand[warehouse]")
        pytest.importorskip("psycopg", reason="psycopg is missing: install evenhand[warehouse]")
    with pytest.raises(TableError, match=why) as told:
        open_data(f"{url}?{AS_OF}", None)
    assert "s3cret" not in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("module", "url", "extra"),
    [("duckdb", "duckdb://a.duckdb", "duckdb"), ("ibis", "postgresql://db/state", "warehouse")],
)
def test_a_missing_extra_is_named(monkeypatch, module, url, extra):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(TableError, match=rf"is not installed. Install evenhand\[{extra}\]"):
        open_data(f"{url}?{AS_OF}", None)


def test_what_others_write_meanwhile_is_in_no_tally(postgresql, stored):
    import psycopg

    url = stored(TABLES)
    if not url.startswith("postgresql"):
        pytest.skip("DuckDB lets nobody write to a file that is being read")
    data = open_data(at(url), None)
    before = rows(data.tables["referrals"], "id")
    with psycopg.connect(postgresql, autocommit=True) as other:
        schema = url.rpartition("schema=")[2]
        other.execute(f"INSERT INTO {schema}.referrals VALUES (9, 'a', '2000-01-01', 'assess')")
    assert rows(data.tables["referrals"], "id") == before
    assert len(rows(open_data(at(url), None).tables["referrals"], "id")) == len(before) + 1


def test_numbers_written_as_floats_or_decimals_are_whole_if_they_are(stored):
    strata = pl.DataFrame({"branch": ["a", "a"], "stratum": ["x", "y"], "population": [3.0, 2.5]})
    data = open_data(at(stored({"strata": strata})), None)
    assert rows(data.tables["strata"], "stratum", "population") == [("x", 3)]


def test_a_moment_with_a_time_of_day_is_no_day(stored):
    calls = TABLES["referrals"].with_columns(
        received_on=pl.lit(datetime.fromisoformat("2000-01-01 10:00"))
    )
    flags = open_data(at(stored({"referrals": calls})), None).flags
    assert any("4 rows rejected: received_on has a time of day" in flag for flag in flags)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("records.duckdb", r"If it is a database, give duckdb://.*/records.duckdb\?as_of="),
        ("records.sqlite", r"give sqlite://.*/records.sqlite\?as_of="),
        ("referrals.csv", r"referrals.csv is a file. Give the folder it is in\."),
    ],
)
def test_a_file_given_by_its_path_is_told_what_to_give_instead(tmp_path, name, said):
    (tmp_path / name).touch()
    with pytest.raises(TableError, match=said):
        open_data(str(tmp_path / name), None)
