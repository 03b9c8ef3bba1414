"""`demo`, `start`, `check`, `measure`, and what every command has in common."""

from __future__ import annotations

import json

import pytest

from evenhand import cli


def test_the_demo_goes_the_whole_way_and_says_where_the_report_lies(evenhand, tmp_path):
    answer = evenhand("demo", "--out", tmp_path / "demo")
    assert answer.code == 0
    assert "report.html" in answer.out
    assert evenhand("verify", tmp_path / "demo").code == 0
    result = json.loads((tmp_path / "demo" / "result.json").read_text("utf-8"))
    assert (result["shared"], len(result["totals"])) == ("600", 38)
    assert "Note: Made up: no state" in answer.out
    assert "Made up: no state" in (tmp_path / "demo" / "report.html").read_text("utf-8")


def test_start_check_and_the_blank_tables_lack_rows_but_nothing_else(evenhand, tmp_path):
    folder = tmp_path / "ours"
    assert evenhand("start", folder).code == 0
    text = (folder / "tables.yaml").read_text("utf-8")
    assert "as_of" in text
    answer = evenhand("check", folder, "--policy", folder / "policy.yaml")
    assert answer.code == 1
    assert "Traceback" not in answer.err
    policy = (folder / "policy.yaml").read_text("utf-8")
    assert "name: our-policy" in policy  # what is changed is no longer Oregon's
    assert "title: Our policy" in policy
    assert evenhand("start", folder).code == 1  # never over something that is there


def test_check_ends_with_what_the_tables_are_ready_for(evenhand, state):
    answer = evenhand("check", state, "--policy", "oregon-2000")
    assert answer.code == 0
    assert answer.out.count(" yes\n") == 15
    (state / "time_samples.csv").unlink()
    answer = evenhand("check", state, "--policy", "oregon-2000")
    assert answer.code == 1
    assert "lacks table time_samples" in answer.out


def test_check_counts_every_row_and_names_each_that_is_rejected(evenhand, state):
    path = state / "referrals.csv"
    lines = path.read_text("utf-8").splitlines()
    cells = lines[3].split(",")
    cells[lines[0].split(",").index("received_on")] = "1998-02-30"
    lines[3] = ",".join(cells)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    answer = evenhand("check", state, "--json")
    assert answer.code == 1
    told = json.loads(answer.out)
    for table in told["tables"]:
        assert table["read"] == table["accepted"] + table["rejected"]
    rejects = (state / "rejects.csv").read_text("utf-8").splitlines()
    assert any(line.startswith("referrals.csv,4,received_on,1998-02-30,") for line in rejects)


def test_measure_prints_tallies_and_a_plan_an_auditor_may_read(evenhand, state):
    words = ("measure", state, "--policy", "oregon-2000", "removals")
    answer = evenhand(*words)
    assert answer.code == 0
    assert answer.out.splitlines()[0] == "reading,branch,of,hits,base,hits_most,base_most"
    assert "removed_on" in evenhand(*words, "--plan").out
    assert "SELECT" in evenhand(*words, "--plan", "--engine", "duckdb").out.upper()
    assert set(json.loads(evenhand(*words, "--json").out)) == {"removals"}


def test_a_reading_that_does_not_exist_is_refused_with_those_that_do(evenhand, state):
    answer = evenhand("measure", state, "--policy", "oregon-2000", "removal")
    assert answer.code == 1
    assert "There are: calls_received" in answer.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["measure", "nowhere", "--policy", "oregon-2000"], 1, "There is nothing at nowhere"),
        (["measure", ".", "--policy", "utopia"], 1, "There is no policy utopia"),
        (["measure", "."], 2, "--policy"),
        (["allocate"], 2, "DATA"),
        (["allocat"], 2, "There is no command allocat. Did you mean allocate?"),
        (["check", "nowhere"], 1, "There is nothing at nowhere"),
        (["demo", "--engine", "abacus"], 2, "abacus"),
        (["verify", "nowhere"], 1, "There is nothing at nowhere."),
        (["measure", ".", "--policy", "oregon-2000", "--period", "1998"], 1, "START..END"),
        (["check", ".", "--period", "soon"], 1, "START..END"),
    ],
)
def test_a_mistake_ends_in_a_sentence_and_a_code(evenhand, words, code, said):
    answer = evenhand(*words)
    assert answer.code == code
    assert said in answer.err
    assert "Traceback" not in answer.err


@pytest.mark.parametrize("name", cli.ORDER)
def test_each_command_has_an_example_and_json(evenhand, name):
    answer = evenhand(name, "--help")
    assert answer.code == 0
    assert "Example:" in answer.out
    assert "--json" in answer.out or "COMMAND [ARGS]" in answer.out
