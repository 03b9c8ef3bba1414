"""What DATA may be: a folder, a database by its URL, or a folder that Spark reads."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from evenhand.errors import TableError
from evenhand.sources.warehouse.place import Cluster, Database, placed, shown


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ("our-tables", Path("our-tables")),
        ("duckdb://records.duckdb", Database("duckdb://records.duckdb")),
        (
            "duckdb:///srv/records.duckdb?as_of=2000-02-04",
            Database("duckdb:///srv/records.duckdb", date(2000, 2, 4)),
        ),
        (
            "postgresql://db/state?sslmode=require&as_of=2000-02-04&schema=cps",
            Database("postgresql://db/state?sslmode=require&schema=cps", date(2000, 2, 4)),
        ),
        ("spark://master:7077/srv/tables", Cluster("spark://master:7077", Path("/srv/tables"))),
        ("local[2]:our-tables", Cluster("local[2]", Path("our-tables"))),
        ("local[2]/our-tables", Cluster("local[2]", Path("our-tables"))),
        ("local[*]:/srv/tables", Cluster("local[*]", Path("/srv/tables"))),
        ("local[0]:our-tables", Path("local[0]:our-tables")),
    ],
)
def test_data_is_a_folder_a_database_or_a_folder_of_sparks(data, what):
    assert placed(data) == what


def test_a_folder_that_is_there_is_a_folder_whatever_it_is_called(tmp_path, monkeypatch):
    (tmp_path / "local[2]" / "tables").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    assert placed("local[2]") == Path("local[2]")
    assert placed("local[2]/tables") == Path("local[2]/tables")


def test_a_folder_after_a_master_is_looked_for_from_the_root_and_then_from_here(
    tmp_path, monkeypatch
):
    (tmp_path / "our-tables").mkdir()
    monkeypatch.chdir(tmp_path)
    assert placed("spark://master:7077/our-tables").folder == Path("our-tables")
    assert placed("spark://master:7077/no-such-tables").folder == Path("/no-such-tables")


@pytest.mark.parametrize("data", ["local[2]", "spark://master:7077", "spark://master:7077/"])
def test_spark_without_a_folder_is_told_how_to_name_one(data):
    with pytest.raises(TableError, match="names no folder for Spark to read"):
        placed(data)


def test_a_day_that_is_none_is_refused():
    with pytest.raises(TableError, match=r"as_of=4\.2\.2000 is not a day\. .* as_of=YYYY-MM-DD"):
        placed("duckdb://records.duckdb?as_of=4.2.2000")


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("postgresql://ann:s3cret@db:5432/state", "postgresql://ann:***@db:5432/state"),
        ("postgresql://ann:s3@cret@db/state", "postgresql://ann:***@db/state"),
        ("postgresql://db/state?password=s3cret&schema=a", "postgresql://db/state?password=***&schema=a"),
        ("snowflake://ann:s3cret@org/db?private_key=x", "snowflake://ann:***@org/db?private_key=***"),
        ("postgresql://ann:s3cret@[db", "postgresql://ann:***@[db"),
        ("duckdb:///srv/records.duckdb", "duckdb:///srv/records.duckdb"),
        ("our-tables", "our-tables"),
        ("postgresql:/ann:s3cret@db/state", "postgresql:/ann:***@db/state"),
        ("postgresql:ann:s3cret@db/state", "postgresql:ann:***@db/state"),
        ("jdbc:postgresql://ann:s3cret@db/state", "jdbc:postgresql:***@db/state"),
        ("ann:s3cret@db/state", "ann:***@db/state"),
        (" postgresql://ann:s3cret@db/state", " postgresql://ann:***@db/state"),
    ],
)  # fmt: skip
def test_a_password_is_never_shown(url, told):
    assert shown(url) == told


@pytest.mark.parametrize("password", ["s3@cret", "s3/cret", "s3?cret", "s3#cret"])
def test_a_password_that_a_url_cannot_hold_as_it_is_is_refused_before_anything_is_asked(password):
    with pytest.raises(TableError, match=r"^postgresql://ann:\*\*\*@db/state .* %40") as found:
        placed(f"postgresql://ann:{password}@db/state")
    assert "cret" not in str(found.value)


def test_a_port_and_an_at_among_the_options_are_no_password():
    assert placed("postgresql://db:5432/state?user=ann@org").url.endswith("?user=ann@org")


def test_a_duckdb_file_is_looked_for_from_the_folder_that_names_it():
    assert placed("duckdb://a.duckdb").within(Path("/srv/ours")).file == Path("/srv/ours/a.duckdb")
    assert placed("duckdb:///a.duckdb").within(Path("/srv/ours")).file == Path("/a.duckdb")
    assert placed("postgresql://db/a").within(Path("/srv")) == Database("postgresql://db/a")
