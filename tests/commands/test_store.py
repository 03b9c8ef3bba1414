"""`evenhand store` for a user: the same figures from what is stored, and nothing by halves."""

from __future__ import annotations

import json

import polars as pl
import pytest

from evenhand.sources import storing

READINGS = ("removals", "calls_received", "families_at_home")


def measured(evenhand, folder, *more):
    answer = evenhand("measure", folder, "--policy", "oregon-2000", *READINGS, "--no-cache", *more)
    assert (answer.code, answer.err) == (0, "")
    return answer.out


def days(path):
    return pl.read_parquet(path)["received_on"]


def test_what_is_stored_gives_the_same_figures_on_each_engine(evenhand, small_state, tmp_path):
    answer = evenhand("store", small_state, tmp_path / "stored", "--by-year")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.splitlines()[-1] == f"Stored: {tmp_path / 'stored'} (only you may read it)."
    same = measured(evenhand, small_state)
    assert measured(evenhand, tmp_path / "stored") == same
    pytest.importorskip("duckdb", reason="DuckDB is missing: install evenhand[duckdb]")
    assert measured(evenhand, tmp_path / "stored", "--engine", "duckdb") == same


def test_a_small_table_is_one_file_sorted_by_its_first_day_and_then_by_its_key(
    evenhand, state, tmp_path
):
    header, *lines = (state / "referrals.csv").read_text("utf-8").splitlines()
    (state / "referrals.csv").write_text("\n".join([header, *reversed(lines)]) + "\n", "utf-8")
    evenhand("store", state, tmp_path / "stored")
    calls = pl.read_parquet(tmp_path / "stored" / "referrals.parquet").rows(named=True)
    assert calls == sorted(calls, key=lambda row: (row["received_on"], row["id"]))
    assert len(calls) == len(lines)


def test_by_year_each_year_has_a_folder_and_all_of_its_rows_and_no_other(
    evenhand, small_state, tmp_path
):
    evenhand("store", small_state, tmp_path / "stored", "--by-year")
    parts = sorted((tmp_path / "stored" / "referrals").rglob("*.parquet"))
    years = {day[:4] for day in pl.read_csv(small_state / "referrals.csv")["received_on"]}
    assert [part.parent.name for part in parts] == [f"year={year}" for year in sorted(years)]
    assert len(years) > 2
    for part in parts:
        assert {f"year={day.year}" for day in days(part)} == {part.parent.name}
    assert (
        sum(len(days(part)) for part in parts) == pl.read_csv(small_state / "referrals.csv").height
    )
    assert "year" not in pl.read_parquet_schema(parts[0])
    # Nothing else than a day that may be empty: no year that every row has.
    assert (tmp_path / "stored" / "allegations.parquet").is_file()


def test_a_large_table_is_split_by_year_without_being_asked(
    evenhand, small_state, tmp_path, monkeypatch
):
    monkeypatch.setattr(storing, "LARGE", 1_000)
    evenhand("store", small_state, tmp_path / "stored")
    assert (tmp_path / "stored" / "referrals" / "year=1998" / "part-0.parquet").is_file()
    assert (tmp_path / "stored" / "branches.parquet").is_file()


def test_rejected_rows_are_not_stored_and_are_counted(evenhand, state, tmp_path):
    calls = state / "referrals.csv"
    header, first, *others = calls.read_text("utf-8").splitlines()
    spoilt = first.replace(",assess", ",perhaps").replace(",refer", ",perhaps")
    calls.write_text("\n".join([header, spoilt, *others]) + "\n", "utf-8")
    answer = evenhand("store", state, tmp_path / "stored", "--json")
    told = json.loads(answer.out)
    [count] = [each for each in told["tables"] if each["table"] == "referrals"]
    assert (count["accepted"], count["rejected"]) == (len(others), 1)
    assert told["stored"]["referrals"] == len(others)
    assert told["rejects"] == str(state / "rejects.csv")
    stored = pl.read_parquet(tmp_path / "stored" / "referrals.parquet")
    assert spoilt.split(",")[0] not in stored["id"]
    again = evenhand("check", tmp_path / "stored")
    assert again.code == 0
    assert all(line.split()[-1] == "0" for line in again.out.splitlines()[1:16])


def test_counts_are_stored_beside_the_tables(evenhand, state, tmp_path):
    branch = (state / "branches.csv").read_text("utf-8").splitlines()[1].split(",")[0]
    (state / "counts.csv").write_text(
        "measure,branch,of,hits,base,hits_most,base_most,stands_for\n"
        f"calls_received,{branch},,3,7,4,7,Calls of a week\n",
        "utf-8",
    )
    words = ("--policy", "oregon-2000", "calls_received", "--no-cache")
    asked = evenhand("measure", state, *words).out
    assert f"calls_received,{branch},,3,7,4,7" in asked
    assert evenhand("store", state, tmp_path / "stored").code == 0
    assert evenhand("measure", tmp_path / "stored", *words).out == asked


def test_only_the_owner_may_read_what_is_stored(evenhand, small_state, tmp_path):
    evenhand("store", small_state, tmp_path / "stored", "--by-year")
    places = [tmp_path / "stored", *(tmp_path / "stored").rglob("*")]
    assert {oct(each.stat().st_mode & 0o777) for each in places if each.is_dir()} == {"0o700"}
    assert {oct(each.stat().st_mode & 0o777) for each in places if each.is_file()} == {"0o600"}


def test_something_that_is_there_is_never_written_over(evenhand, small_state, tmp_path):
    (tmp_path / "stored").mkdir()
    answer = evenhand("store", small_state, tmp_path / "stored")
    assert (answer.code, answer.out) == (1, "")
    assert "Name a new folder; nothing was written." in answer.err
    assert not list((tmp_path / "stored").iterdir())


def test_a_disk_that_refuses_leaves_nothing_behind(evenhand, small_state, tmp_path, monkeypatch):
    write, written = storing._write, []

    def full(frame, path):
        written.append(path)
        if len(written) > 3:
            raise OSError(28, "No space left on device")
        write(frame, path)

    monkeypatch.setattr(storing, "_write", full)
    answer = evenhand("store", small_state, tmp_path / "stored")
    assert answer.code == 1
    assert "No space left on device" in answer.err
    assert not list(tmp_path.iterdir())


def test_a_row_that_is_lost_on_the_way_is_noticed(evenhand, small_state, tmp_path, monkeypatch):
    write = storing._write
    monkeypatch.setattr(storing, "_write", lambda frame, path: write(frame.slice(1), path))
    answer = evenhand("store", small_state, tmp_path / "stored")
    assert answer.code == 1
    assert "rows were accepted and" in answer.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("data", ["duckdb://state.db", "local[2]:tables", "spark://bend:7077/t"])
def test_tables_that_are_no_files_are_not_stored(evenhand, tmp_path, data):
    answer = evenhand("store", data, tmp_path / "stored")
    assert answer.code == 1
    assert "Only a folder of files is stored" in answer.err


def test_a_place_among_the_tables_themselves_is_refused(evenhand, state):
    answer = evenhand("store", state, state / "referrals")
    assert answer.code == 1
    assert "Name a folder outside" in answer.err
    assert not (state / "referrals").exists()
