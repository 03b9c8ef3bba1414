"""The RUN folder: whole or not there, and never over something that is not a run."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from evenhand.errors import RunError
from evenhand.figures import Result
from evenhand.figures.plain import from_plain
from evenhand.reports.run_folder import write_run

MANIFEST = {"manifest.json": b'{"evenhand": "", "policy": {}, "readings": []}'}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_run_holds_its_files_and_nothing_lies_beside_it(small_result, tmp_path):
    write_run(small_result, tmp_path / "run", {**MANIFEST, "working.parquet": b"PAR1"})
    assert sorted(contents(tmp_path / "run")) == [
        "components.csv",
        "fillings.csv",
        "manifest.json",
        "positions.csv",
        "report.html",
        "report.xlsx",
        "result.json",
        "working.parquet",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_two_runs_of_the_same_result_are_the_same_bytes(small_result, tmp_path):
    write_run(small_result, tmp_path / "one", MANIFEST)
    write_run(small_result, tmp_path / "two", MANIFEST)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_the_result_can_be_read_back(small_result, tmp_path):
    write_run(small_result, tmp_path / "run", MANIFEST, pages=False)
    kept = json.loads((tmp_path / "run" / "result.json").read_text("utf-8"))
    assert from_plain(Result, kept) == small_result


def test_without_pages_and_fillings_their_files_are_left_out(small_result, tmp_path):
    write_run(replace(small_result, fillings=()), tmp_path / "run", MANIFEST, pages=False)
    assert sorted(contents(tmp_path / "run")) == [
        "components.csv",
        "manifest.json",
        "positions.csv",
        "result.json",
    ]


def test_folders_on_the_way_are_made(small_result, tmp_path):
    write_run(small_result, tmp_path / "a" / "b" / "run", MANIFEST, pages=False)
    assert (tmp_path / "a" / "b" / "run" / "manifest.json").exists()


def test_a_run_replaces_a_run_whole(small_result, tmp_path):
    run = tmp_path / "run"
    write_run(small_result, run, {**MANIFEST, "working.parquet": b""}, pages=False)
    write_run(small_result, run, {"manifest.json": b"second"}, pages=False)
    assert "only-in-the-first" not in contents(run)
    assert contents(run)["manifest.json"] == b"second"
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_url_is_no_folder_to_write_to(small_result, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(RunError, match="postgresql:// begins a URL"):
        write_run(small_result, Path("postgresql://ann:s3cret@db/run"), MANIFEST, pages=False)
    assert not list(tmp_path.iterdir())


def test_an_empty_folder_may_become_a_run(small_result, tmp_path):
    (tmp_path / "run").mkdir()
    write_run(small_result, tmp_path / "run", MANIFEST, pages=False)
    assert "manifest.json" in contents(tmp_path / "run")


def test_a_folder_that_is_no_run_is_left_alone(small_result, tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "mother.txt").write_text("dear")
    with pytest.raises(RunError, match=r"is not a run, so it is left alone\..*Name a new folder"):
        write_run(small_result, tmp_path / "letters", MANIFEST)
    assert contents(tmp_path / "letters") == {"mother.txt": b"dear"}
    assert [path.name for path in tmp_path.iterdir()] == ["letters"]


def test_a_file_is_not_overwritten(small_result, tmp_path):
    (tmp_path / "run").write_text("mine")
    with pytest.raises(RunError, match="is not a folder"):
        write_run(small_result, tmp_path / "run", MANIFEST)
    assert (tmp_path / "run").read_text() == "mine"


@pytest.mark.parametrize("fails_at", ["write_bytes", "rename"])
def test_when_the_disk_refuses_the_old_run_stays_and_no_half_is_left(
    small_result, tmp_path, monkeypatch, fails_at
):
    run = tmp_path / "run"
    write_run(small_result, run, MANIFEST, pages=False)
    before = contents(run)
    genuine = getattr(Path, fails_at)

    def refuse(path, *given):
        if ".partial-" in str(path) and path.name != "components.csv":
            raise OSError(28, "No space left on device")
        return genuine(path, *given)

    monkeypatch.setattr(Path, fails_at, refuse)
    with pytest.raises(RunError, match="No space left on device"):
        write_run(small_result, run, {"manifest.json": b"second"}, pages=False)
    assert contents(run) == before
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_parent_that_is_a_file_is_an_error_a_manager_can_read(small_result, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(RunError, match=r"cannot be written.*Name a folder"):
        write_run(small_result, tmp_path / "file" / "run", MANIFEST, pages=False)
