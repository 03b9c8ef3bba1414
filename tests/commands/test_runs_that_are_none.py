"""A RUN that is missing, a file, damaged, or not named: a sentence says what would work."""

from __future__ import annotations

from shutil import copytree

import pytest

from evenhand.sources.models import read_model

COMMANDS = {
    "explain": ("x",),
    "equity": (),
    "letter": ("x",),
    "incentives": (),
    "scenario": ("--set", "method=adams"),
    "verify": (),
    "redeploy": (),
}
#: What Python says, and people do not.
PYTHON = ("Error:", "Error(", "__init__", "NoneType", "object", "list indices", "Traceback")


@pytest.fixture(scope="module")
def whole(small_state, tmp_path_factory):
    from evenhand.cli import evenhand as command

    folder = tmp_path_factory.mktemp("whole") / "run"
    words = ["allocate", small_state, "--policy", "oregon-2000", "--positions", "current"]
    command([str(word) for word in (*words, "--out", folder)], standalone_mode=False)
    return folder


@pytest.fixture
def run(whole, tmp_path):
    return copytree(whole, tmp_path / "run")


@pytest.mark.parametrize("command", COMMANDS)
def test_a_run_that_is_not_there_is_said_not_to_be(evenhand, command, tmp_path):
    answer = evenhand(command, tmp_path / "nosuch", *COMMANDS[command])
    assert (answer.code, answer.out) == (1, "")
    assert f"There is nothing at {tmp_path / 'nosuch'}." in answer.err


@pytest.mark.parametrize(
    "words",
    [
        ("explain", "{}", "Bend"),
        ("verify", "{}"),
        ("check", "{}"),
        ("check", "tables", "{}"),
        ("{}",),
        ("allocate", "tables", "--policy", "oregon-2000", "--positions", "9", "--out", "{}"),
    ],
)
@pytest.mark.parametrize("url", ["postgresql://ann:s3cret@db/x", "postgresql:/ann:s3?cret@db/x"])
def test_a_password_is_said_nowhere_and_becomes_no_folder(
    evenhand, words, url, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    answer = evenhand(*(word.format(url) for word in words))
    assert answer.code in (1, 2)
    assert "cret" not in answer.out + answer.err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", COMMANDS)
def test_an_argument_that_is_empty_is_named(evenhand, command):
    answer = evenhand(command, "", *COMMANDS[command])
    assert answer.code == 2
    assert "RUN" in answer.err
    assert "it is empty" in answer.err


def test_of_two_runs_the_empty_one_is_named(evenhand, run):
    assert "RUN_B" in evenhand("compare", run, "").err


@pytest.mark.parametrize("command", COMMANDS)
def test_for_a_file_of_a_run_its_folder_is_asked_for(evenhand, run, command, tmp_path):
    answer = evenhand(command, run / "result.json", *COMMANDS[command])
    assert answer.code == 1
    assert f"result.json is a file, not a run. Give the folder, {run}." in answer.err
    (tmp_path / "mine.txt").write_text("mine")
    answer = evenhand(command, tmp_path / "mine.txt", *COMMANDS[command])
    assert "mine.txt is a file, not a run. Give the folder that holds a run." in answer.err


DAMAGED = ["[]", "{}", "null", '"x"', "[", '{"totals": 3}', '{"as_of": "soon"}', '{"asked": "1/0"}']


@pytest.mark.parametrize("text", DAMAGED)
@pytest.mark.parametrize("command", ["equity", "explain", "letter"])
def test_a_damaged_result_is_told_in_words(evenhand, run, command, text):
    (run / "result.json").write_text(text)
    answer = evenhand(command, run, *COMMANDS[command])
    assert (answer.code, answer.out) == (1, "")
    assert "result.json is damaged: it " in answer.err
    assert answer.err.endswith("Make the run anew.\n")
    assert not any(word in answer.err for word in PYTHON)


@pytest.mark.parametrize("text", [*DAMAGED, '{"readings": 3}'])
@pytest.mark.parametrize("command", ["verify", "scenario", "compare"])
def test_a_damaged_manifest_is_told_in_words(evenhand, run, command, text):
    (run / "manifest.json").write_text(text)
    answer = evenhand(command, run, *COMMANDS.get(command, (run,)))
    assert (answer.code, answer.out) == (1, "")
    assert "manifest.json is damaged: it " in answer.err
    assert not any(word in answer.err for word in PYTHON)


def test_a_part_that_is_missing_or_no_table_is_told_in_words(evenhand, run):
    (run / "working.parquet").write_text("[]")
    answer = evenhand("verify", run)
    assert "working.parquet is damaged: it does not hold the tallies" in answer.err
    assert not any(word in answer.err for word in PYTHON)
    (run / "working.parquet").unlink()
    assert "it has no working.parquet" in evenhand("verify", run).err


@pytest.mark.parametrize("part", ["policy", "asked", "model", "scenario", "adjustments", "draws"])
def test_a_manifest_that_lost_what_was_asked_for_is_told_in_words(evenhand, run, part):
    import json

    manifest = json.loads((run / "manifest.json").read_text())
    (run / "manifest.json").write_text(json.dumps({**manifest, part: {"x": [1]}}))
    answer = evenhand("verify", run)
    assert answer.code == 1
    assert not any(word in answer.out + answer.err for word in PYTHON)


@pytest.mark.parametrize("text", DAMAGED)
def test_a_file_that_is_no_model_is_told_in_words(tmp_path, text):
    from evenhand.errors import TableError

    (tmp_path / "m.json").write_text(text)
    with pytest.raises(TableError, match="holds no model: it is not JSON, or a part") as caught:
        read_model(tmp_path / "m.json")
    assert not any(word in str(caught.value) for word in PYTHON)
