"""What is remembered: a second run reads no case table, and is never stale."""

from __future__ import annotations

import json
import os
import stat
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from tests.engines.asked import PARAMETERS

from evenhand.cli import evenhand
from evenhand.errors import TableError
from evenhand.figures import Period
from evenhand.measures import catalogue
from evenhand.sources import folder as in_folder
from evenhand.sources import remembered, remembered_folder
from evenhand.sources.remembered import MOST, memory_of, nothing_remembered
from evenhand.sources.remembered_folder import keep_rejects, read_remembered

YEAR = Period(date(2000, 1, 1), date(2001, 1, 1))
TABLES = {
    "tables.yaml": "as_of: 2003-01-01\n",
    "branches.csv": "id,name\nbend,Bend\nastoria,Astoria\n",
    "referrals.csv": "id,branch,received_on,decision\n1,bend,2000-02-01,assess\n"
    "2,bend,2000-03-01,refer\n3,astoria,2000-04-01,assess\n",
}


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "tables"
    place.mkdir()
    for name, text in TABLES.items():
        (place / name).write_text(text)
    return place


@pytest.fixture
def reads(monkeypatch):
    """How often a folder was read and checked."""
    seen = []
    read = remembered_folder.read_folder

    def watched(*asked, **named):
        seen.append(asked)
        return read(*asked, **named)

    monkeypatch.setattr(remembered_folder, "read_folder", watched)
    return seen


def calls(folder, engine="polars"):
    data = read_remembered(folder, engine)
    return catalogue()["calls_received"].compute(data.tables, YEAR)


def test_a_second_run_gives_the_same_and_reads_no_table(folder, reads):
    first = calls(folder)
    again = calls(folder)
    assert (again, len(reads)) == (first, 1)


def test_what_is_recalled_of_the_folder_is_all_that_was_read(folder):
    read = read_remembered(folder, "polars")
    recalled = read_remembered(folder, "polars")
    assert replace(recalled, tables=None) == replace(read, tables=None)
    assert sorted(recalled.tables.frames) == sorted(read.tables.frames)


def test_what_was_never_asked_opens_the_tables_and_counts(folder, reads):
    calls(folder)
    data = read_remembered(folder, "polars")
    assert len(reads) == 1
    half = Period(date(2000, 1, 1), date(2000, 2, 15))
    (tally,) = catalogue()["calls_received"].compute(data.tables, half)
    assert (tally.branch, tally.hits, len(reads)) == ("bend", 1, 2)
    assert len(data.tables.frames) == 2


@pytest.mark.parametrize("name", sorted(TABLES))
def test_one_byte_more_in_any_file_is_counted_anew(folder, reads, name):
    calls(folder)
    path = folder / name
    path.write_text(path.read_text() + ("#" if name == "tables.yaml" else "x,y,2000-02-01,z\n"))
    calls(folder)
    assert len(reads) == 2


def test_bytes_changed_in_place_with_the_old_time_kept_are_counted_anew(folder):
    path = folder / "referrals.csv"
    told = path.stat()
    assert [(t.branch, t.hits) for t in calls(folder)] == [("astoria", 1), ("bend", 2)]
    path.write_text(path.read_text().replace("2,bend", "2,astoria").replace("1,bend", "1,astoria"))
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))
    assert [(t.branch, t.hits) for t in calls(folder)] == [("astoria", 3)]


def test_a_stray_file_is_told_even_after_a_recall(folder):
    read_remembered(folder, "polars")
    (folder / "removal.csv").write_text("child\n")
    told = " ".join(read_remembered(folder, "polars").flags)
    assert "removal.csv is no table known here and was not read." in told


def test_another_period_engine_or_parameter_is_another_question(folder):
    memory = read_remembered(folder, "polars").memory
    memory.keep({"measure": "x", "period": YEAR, "parameters": {"days": 365}}, [1])
    assert memory.recall({"measure": "x", "period": YEAR, "parameters": {"days": 365}}) == [1]
    assert memory.recall({"measure": "x", "period": YEAR, "parameters": {"days": 366}}) is None
    other = Period(YEAR.start, date(2000, 12, 31))
    assert memory.recall({"measure": "x", "period": other, "parameters": {"days": 365}}) is None
    assert memory_of("the same data", "polars") != memory_of("the same data", "duckdb")


def test_other_code_remembers_nothing_of_this(folder, reads, monkeypatch, tmp_path):
    calls(folder)
    code = tmp_path / "package"
    (code / "measures").mkdir(parents=True)
    (code / "measures" / "calls_received.py").write_text("changed")
    monkeypatch.setattr(remembered.evenhand, "__file__", str(code / "__init__.py"))
    remembered._code.cache_clear()
    calls(folder)
    monkeypatch.undo()
    remembered._code.cache_clear()
    assert len(reads) == 2


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"asked": 1}', "null"])
def test_an_entry_that_was_damaged_is_counted_again(folder, reads, damage):
    first = calls(folder)
    for entry in Path(os.environ["EVENHAND_CACHE"]).rglob("*.json"):
        entry.write_text(damage)
    assert (calls(folder), len(reads)) == (first, 2)


@pytest.mark.parametrize("answer", [None, 7, [7], [{"branch": "bend"}], {"as_of": "2000"}])
def test_an_answer_of_another_kind_is_counted_again(folder, reads, answer):
    first = calls(folder)
    for entry in Path(os.environ["EVENHAND_CACHE"]).rglob("*.json"):
        told = json.loads(entry.read_text())
        entry.write_text(json.dumps(told | {"answer": answer}))
    assert (calls(folder), len(reads)) == (first, 2)


def test_rejected_rows_stand_beside_the_data_after_a_recall(folder, reads):
    with (folder / "referrals.csv").open("a") as file:
        file.write("4,bend,2000-13-01,assess\n")
    path = keep_rejects(read_remembered(folder, "polars"), str(folder))
    again = read_remembered(folder, "polars")
    assert (again.rejects_stand, again.rejects, len(reads)) == (True, (), 1)
    assert keep_rejects(again, str(folder)) == path
    assert "2000-13-01" in path.read_text()


@pytest.mark.parametrize("deed", ["unlink", "touch up"])
def test_rejects_that_are_not_as_they_were_left_are_written_anew(folder, reads, deed):
    with (folder / "referrals.csv").open("a") as file:
        file.write("4,bend,2000-13-01,assess\n")
    path = keep_rejects(read_remembered(folder, "polars"), str(folder))
    whole = path.read_text()
    if deed == "unlink":
        path.unlink()
    else:
        path.write_text(whole.replace("2000-13-01", "2000-12-01"))
    keep_rejects(read_remembered(folder, "polars"), str(folder))
    assert (path.read_text(), len(reads)) == (whole, 2)


def test_tables_written_to_between_recall_and_opening_are_refused(folder):
    read_remembered(folder, "polars")
    data = read_remembered(folder, "polars")
    with (folder / "referrals.csv").open("a") as file:
        file.write("4,bend,2000-05-01,assess\n")
    with pytest.raises(TableError, match="was written to while it was being read"):
        _ = data.tables["referrals"]


def test_tables_written_to_just_before_they_are_read_are_not_remembered(folder, monkeypatch):
    read = remembered_folder.read_folder

    def slow(*asked, **named):
        with (folder / "referrals.csv").open("a") as file:
            file.write("4,bend,2000-05-01,assess\n")
        return read(*asked, **named)

    monkeypatch.setattr(remembered_folder, "read_folder", slow)
    assert read_remembered(folder, "polars").memory is None
    assert not list(Path(os.environ["EVENHAND_CACHE"]).rglob("*.json"))


@pytest.mark.parametrize("forgetting", [False, True])
def test_a_file_put_in_the_place_of_one_that_is_being_read_is_refused(
    folder, monkeypatch, forgetting
):
    check = in_folder.check_table

    def slow(path, *asked):
        checked = check(path, *asked)
        if path.name == "referrals.csv":
            (folder / "new").write_bytes(path.read_bytes() + b"4,bend,2000-05-01,assess\n")
            (folder / "new").replace(path)
        return checked

    monkeypatch.setattr(in_folder, "check_table", slow)
    with (
        nothing_remembered() if forgetting else nullcontext(),
        pytest.raises(TableError, match="was written to while it was being read"),
    ):
        read_remembered(folder, "polars")


def test_counts_alone_are_remembered_as_counts(folder, reads):
    (folder / "referrals.csv").unlink()
    (folder / "counts.csv").write_text("measure,branch,of,hits,base\ncalls,bend,,3,3\n")
    read = read_remembered(folder, "polars")
    again = read_remembered(folder, "polars")
    assert (again.tables, len(reads)) == (None, 1)
    assert again.counts == read.counts


def test_entries_are_for_their_owner_alone(folder):
    calls(folder)
    kept = list(Path(os.environ["EVENHAND_CACHE"], "evenhand").iterdir())
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (*kept, *kept[0].iterdir())}
    assert modes == {0o700, 0o600}


def test_no_entry_holds_a_row(folder):
    calls(folder)
    text = "".join(e.read_text() for e in Path(os.environ["EVENHAND_CACHE"]).rglob("*.json"))
    assert "2000-02-01" not in text
    assert '"hits": 2' in text


def test_a_place_that_cannot_be_written_remembers_nothing_and_harms_nothing(
    folder, reads, monkeypatch, tmp_path
):
    file = tmp_path / "file"
    file.write_text("in the way")
    monkeypatch.setenv("EVENHAND_CACHE", str(file))
    assert calls(folder) == calls(folder)
    assert len(reads) == 2


def test_without_a_place_of_its_own_it_is_where_programs_keep_such_things(monkeypatch):
    monkeypatch.delenv("EVENHAND_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert memory_of("data", "polars").folder.parent == Path("/somewhere/evenhand")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "/home/of/somebody")
    assert memory_of("data", "polars").folder.parent == Path("/home/of/somebody/.cache/evenhand")


def test_the_state_longest_unused_is_forgotten_first():
    memories = [memory_of(number, "polars") for number in range(MOST)]
    for at, memory in enumerate(memories):
        memory.keep("asked", at)
        os.utime(memory.folder, (at, at))
    memories[0].recall("asked")
    memory_of("one more", "polars").keep("asked", 0)
    assert [m.recall("asked") is None for m in memories[:3]] == [False, True, False]


def test_nothing_but_what_it_keeps_itself_is_ever_forgotten(monkeypatch, tmp_path):
    monkeypatch.setenv("EVENHAND_CACHE", str(tmp_path))
    for number in range(MOST + 5):
        (tmp_path / f"project-{number}").mkdir()
        (tmp_path / "evenhand" / f"mine-{number}").mkdir(parents=True)
    memory_of("data", "polars").keep("asked", 1)
    kept = [len(list(each.iterdir())) for each in (tmp_path, tmp_path / "evenhand")]
    assert kept == [MOST + 5 + 1, MOST + 5 + 1]


def test_a_place_may_be_named_from_home(monkeypatch):
    monkeypatch.setenv("HOME", "/home/of/somebody")
    monkeypatch.setenv("EVENHAND_CACHE", "~/kept")
    assert memory_of("data", "polars").folder.parent == Path("/home/of/somebody/kept/evenhand")


def test_asked_to_remember_nothing_it_neither_recalls_nor_keeps(folder, reads):
    with nothing_remembered():
        calls(folder)
    assert not list(Path(os.environ["EVENHAND_CACHE"]).iterdir())
    calls(folder)
    with nothing_remembered():
        calls(folder)
    assert len(reads) == 3


def test_no_cache_on_the_command_line_reads_anew_and_only_then(folder, reads):
    asked = ["check", str(folder)]
    for more in ([], [], ["--no-cache"], []):
        CliRunner().invoke(evenhand, [*asked, *more], catch_exceptions=False)
    assert len(reads) == 2


@pytest.mark.parametrize("name", catalogue())
def test_every_measure_comes_back_as_it_was_counted(name, case_tables, random_records):
    tables = case_tables("2004-01-01", **random_records(Random(7)))
    remembering = replace(tables, memory=memory_of("drawn", tables.engine))
    measure = catalogue()[name]
    asked = PARAMETERS | {"factors": ("factor_x",), "cuts": (date(2000, 7, 1),)}
    parameters = {each: asked[each] for each in measure.parameters}
    counted = measure.compute(remembering, YEAR, **parameters)
    recalled = measure.compute(replace(remembering, frames={}), YEAR, **parameters)
    assert recalled == counted == measure.compute(tables, YEAR, **parameters)
