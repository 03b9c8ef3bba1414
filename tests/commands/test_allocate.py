"""`evenhand allocate`, then `explain` and `verify` on what it wrote."""

from __future__ import annotations

import csv
import json
from shutil import copytree

import pytest


def ids(state):
    with (state / "branches.csv").open(encoding="utf-8") as file:
        return [row["id"] for row in csv.DictReader(file)]


@pytest.fixture
def run(evenhand, small_state, kept, tmp_path):
    """A run of the small state, made once; each test has a copy that it may spoil."""
    if not (kept / "run").exists():
        answer = evenhand(
            *("allocate", small_state, "--policy", "oregon-2000", "--positions", "current"),
            *("--out", kept / "run"),
        )
        assert (answer.code, answer.err) == (0, "")
    return copytree(kept / "run", tmp_path / "run")


def test_a_run_holds_what_was_promised_and_no_child(run):
    assert {p.name for p in run.iterdir()} == {
        *("result.json", "positions.csv", "components.csv", "working.parquet"),
        *("report.html", "report.xlsx", "manifest.json"),
    }
    assert b"child0" not in (run / "working.parquet").read_bytes()


def test_positions_add_up_to_the_staff_there_are_in_each_program_and_in_all(run, state):
    with (run / "positions.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == [
        *("program", "branch", "quota", "positions", "current"),
        *("change", "lower", "upper", "bound", "tie"),
        *("p05", "p50", "p95", "p_gain", "p_lose"),
    ]
    with (state / "staff.csv").open(encoding="utf-8") as file:
        staff = sum(int(float(row["positions"])) for row in csv.DictReader(file))
    shared = [int(r["positions"]) for r in rows if r["program"] != "all"]
    assert sum(shared) == sum(int(r["positions"]) for r in rows if r["program"] == "all") == staff


def test_the_same_inputs_give_the_same_bytes(run, evenhand, state, tmp_path):
    again = tmp_path / "again"
    evenhand("allocate", state, "--policy", "oregon-2000", "--positions", "current", "--out", again)
    for path in run.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


def test_duckdb_gives_the_same_run(run, evenhand, state, tmp_path):
    again = tmp_path / "again"
    evenhand(
        *("allocate", state, "--policy", "oregon-2000", "--positions", "current"),
        *("--out", again, "--engine", "duckdb"),
    )
    assert (again / "result.json").read_bytes() == (run / "result.json").read_bytes()


def test_a_run_is_made_again_by_a_stranger_and_from_its_data(run, evenhand, state):
    answer = evenhand("verify", run)
    assert answer.code == 0
    assert "is identical" in answer.out
    assert evenhand("verify", run, "--data", state).code == 0


def test_a_changed_position_is_found_out_with_its_line(run, evenhand):
    path = run / "positions.csv"
    text = path.read_text("utf-8").splitlines()
    cells = text[1].split(",")
    cells[3] = str(int(cells[3]) + 1)
    path.write_text("\n".join([text[0], ",".join(cells), *text[2:]]) + "\n", "utf-8")
    answer = evenhand("verify", run, "--json")
    assert answer.code == 1
    told = json.loads(answer.out)
    assert not told["identical"]
    assert "positions.csv is not what the tallies make: line 2" in told["differences"][0]


def test_a_changed_policy_inside_the_manifest_is_found_out(run, evenhand):
    path = run / "manifest.json"
    path.write_text(path.read_text("utf-8").replace("value: 0.5, assum", "value: 0.50, assum"))
    answer = evenhand("verify", run)
    assert answer.code == 1
    assert "manifest.json is not what the tallies make" in answer.out


def test_a_file_that_is_no_part_of_a_run_is_told(run, evenhand):
    (run / "notes.txt").write_text("added later")
    answer = evenhand("verify", run)
    assert answer.code == 1
    assert "notes.txt is no part of a run" in answer.out


def test_data_that_have_changed_since_are_found_out_by_reading_and_branch(run, evenhand, state):
    path = state / "referrals.csv"
    lines = path.read_text("utf-8").splitlines()
    header = lines[0].split(",")
    received = header.index("received_on")
    at = next(i for i, line in enumerate(lines) if i and line.split(",")[received] > "1998-02")
    cells = lines[at].split(",")
    cells[received] = "1996-01-01"
    lines[at] = ",".join(cells)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    answer = evenhand("verify", run, "--data", state)
    assert answer.code == 1
    assert "calls_received in" in answer.out


def test_explain_answers_the_four_questions_for_each_program(run, evenhand):
    branch = json.loads((run / "result.json").read_text("utf-8"))["totals"][0]["branch"]
    answer = evenhand("explain", run, branch)
    assert answer.code == 0
    for question in (
        "Why this many",
        "What the next",
        "What would lose",
        "Which bound",
        "How sure",
    ):
        assert answer.out.count(question) == 3
    assert "In nine draws of ten it gets" in answer.out
    assert "quota" in evenhand("explain", run, branch, "out_of_home", "--working").out
    told = json.loads(evenhand("explain", run, branch, "out_of_home", "--json").out)
    assert [each["program"] for each in told] == ["out_of_home"]
    assert told[0]["certainty"]


def test_explain_names_what_there_is_when_asked_for_what_there_is_not(run, evenhand):
    answer = evenhand("explain", run, "Atlantis")
    assert answer.code == 1
    assert answer.err.startswith("evenhand: This run has no branch Atlantis. It has: ")
    branch = json.loads((run / "result.json").read_text("utf-8"))["totals"][0]["branch"]
    assert "It has: protective_services" in evenhand("explain", run, branch, "parking").err


@pytest.mark.parametrize("command", [("explain", "Astoria"), ("verify",)])
def test_a_folder_that_is_no_run_is_refused(evenhand, tmp_path, command):
    answer = evenhand(command[0], tmp_path, *command[1:])
    assert answer.code == 1
    assert "is not a run" in answer.err


@pytest.mark.parametrize("file", ["manifest.json", "working.parquet", "result.json"])
def test_a_damaged_run_is_refused_without_a_traceback(run, evenhand, file):
    (run / file).write_text('{"readings": [', "utf-8")
    command = ("explain", run, "x") if file == "result.json" else ("verify", run)
    answer = evenhand(*command)
    assert answer.code == 1
    assert "damaged" in answer.err


@pytest.mark.parametrize("asked", ["six hundred", "-1000000", "1/0", "", "++20", "nan"])
def test_a_total_that_is_none_is_refused(evenhand, state, asked, tmp_path):
    answer = evenhand(
        *("allocate", state, "--policy", "oregon-2000", f"--positions={asked}"),
        *("--out", tmp_path / "run"),
    )
    assert answer.code == 1
    assert answer.err.startswith("evenhand: ")
    assert "Traceback" not in answer.err
    assert not (tmp_path / "run").exists()


def test_twenty_more_and_twenty_fewer_start_from_the_staff_there_are(evenhand, state):
    def total(asked):
        answer = evenhand(
            *("allocate", state, "--policy", "oregon-2000", f"--positions={asked}", "--json")
        )
        return int(json.loads(answer.out)["shared"])

    assert total("+20") - 20 == total("current") == total("-20") + 20


def test_positions_now_may_come_from_a_file_of_their_own(evenhand, state, tmp_path):
    staff = tmp_path / "now.csv"
    branches = ids(state)
    staff.write_text("branch,positions\n" + "".join(f"{b},10.5\n" for b in branches))
    answer = evenhand(
        *("allocate", state, "--policy", "oregon-2000", "--positions", "current"),
        *("--current", staff, "--json"),
    )
    told = json.loads(answer.out)
    assert told["asked"] == "105/2"
    assert told["shared"] == "52"
    assert any("0.5 of 52.5" in flag for flag in told["flags"])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("branch,positions\nAtlantis,3\n", "no branch 'Atlantis'"),
        ("branch,positions\n{0},many\n", "'many' is no number"),
        ("branch,positions\n{0},-1\n", "'-1' is no number"),
        ("branch,positions\n{0},1\n{0},2\n", "stands here twice"),
        ("branch\n{0}\n", "there is no positions"),
        ("", "names no branch"),
    ],
)
def test_a_bad_file_of_positions_now_is_refused_with_its_line(
    evenhand, state, tmp_path, text, said
):
    branch = ids(state)[0]
    (tmp_path / "now.csv").write_text(text.format(branch))
    answer = evenhand(
        *("allocate", state, "--policy", "oregon-2000", "--positions", "current"),
        *("--current", tmp_path / "now.csv"),
    )
    assert answer.code == 1
    assert said in answer.err


def test_too_many_rejected_rows_stop_the_run_and_say_where_to_look(evenhand, state, tmp_path):
    path = state / "removals.csv"
    path.write_text(path.read_text("utf-8").replace(",1998-0", ",1998-9"), "utf-8")
    answer = evenhand(
        *("allocate", state, "--policy", "oregon-2000", "--positions", "current"),
        *("--out", tmp_path / "run"),
    )
    assert answer.code == 1
    assert "removals:" in answer.err
    assert "rejects.csv" in answer.err
    assert (state / "rejects.csv").stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "run").exists()


def test_a_policy_is_not_applied_backwards(evenhand, state):
    text = (state / "tables.yaml").read_text("utf-8").replace("2000-02-04", "1999-12-31")
    (state / "tables.yaml").write_text(text, "utf-8")
    answer = evenhand("allocate", state, "--policy", "oregon-2000", "--positions", "600")
    assert answer.code == 1
    assert "in force from 2000-02-04" in answer.err


def test_a_period_that_cannot_be_followed_is_refused_with_one_that_can(evenhand, state):
    answer = evenhand(
        *("allocate", state, "--policy", "oregon-2000", "--positions", "600"),
        *("--period", "1999-01-01..2000-01-01"),
    )
    assert answer.code == 1
    assert "1999-02-04" in answer.err


def test_a_folder_of_somebody_else_is_left_alone_though_it_has_a_manifest(
    evenhand, state, tmp_path
):
    folder = tmp_path / "extension"
    folder.mkdir()
    (folder / "manifest.json").write_text('{"name": "ext"}')
    (folder / "main.js").write_text("x")
    words = ("allocate", state, "--policy", "oregon-2000", "--positions", "current", "--out")
    answer = evenhand(*words, folder)
    assert (answer.code, "left alone" in answer.err) == (1, True)
    assert {p.name for p in folder.iterdir()} == {"manifest.json", "main.js"}


def test_a_run_to_which_somebody_added_a_file_is_left_alone(run, evenhand, state):
    (run / "my-notes.txt").write_text("keep me")
    words = ("allocate", state, "--policy", "oregon-2000", "--positions", "current", "--out")
    answer = evenhand(*words, run)
    assert answer.code == 1
    assert "my-notes.txt was added" in answer.err
    assert (run / "my-notes.txt").read_text() == "keep me"


def test_staff_that_have_changed_since_are_found_out(run, evenhand, state):
    path = state / "staff.csv"
    text = path.read_text("utf-8").splitlines()
    text[1] = text[1].rsplit(",", 1)[0] + ",4000"
    path.write_text("\n".join(text) + "\n", "utf-8")
    answer = evenhand("verify", run, "--data", state)
    assert answer.code == 1
    assert "staff.csv: it has changed since" in answer.out
    assert "staff there are now are not those of the data" in answer.out


def test_an_output_folder_without_a_name_is_refused(evenhand, state):
    words = ("allocate", state, "--policy", "oregon-2000", "--positions", "current", "--out", "")
    assert evenhand(*words).code == 2


def test_a_place_with_a_run_in_it_is_replaced_and_any_other_is_left_alone(run, evenhand, state):
    words = ("allocate", state, "--policy", "oregon-2000", "--positions", "current", "--out")
    assert evenhand(*words, run).code == 0
    answer = evenhand(*words, state)
    assert answer.code == 1
    assert (state / "removals.csv").exists()
