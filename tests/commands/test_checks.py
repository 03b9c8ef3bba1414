"""`evenhand checks` as a user meets it: what it prints, as text and JSON, and what it refuses."""

from __future__ import annotations

import json

import pytest

NAMES = [
    "difficult_at_removal",
    "levels_below_readers",
    "closures_near_count_date",
    "transfers_near_count_date",
    "easy_returns",
]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_every_check_is_told_as_json_with_its_rate_the_same_on_each_engine(
    evenhand, small_state, engine
):
    if engine == "duckdb":
        pytest.importorskip("duckdb")
    answer = evenhand(
        *("checks", small_state, "--policy", "oregon-2000", "--json", "--engine", engine)
    )
    assert answer.code == 0
    told = json.loads(answer.out)
    assert told["period"] == "1998-01-01..1999-01-01"
    assert [each["name"] for each in told["checks"]] == NAMES
    for each in told["checks"]:
        assert each["false_alarms"] == "1/20"
        assert len(each["suspicions"]) == 5
        assert not any(branch["found"] for branch in each["suspicions"])


def test_the_text_answers_every_question_with_its_false_alarm_rate(evenhand, small_state):
    answer = evenhand("checks", small_state, "--policy", "oregon-2000")
    assert answer.code == 0
    assert "Gaming checks, 1998-01-01..1999-01-01" in answer.out
    flat = " ".join(answer.out.split())
    assert flat.count("at most 5 would show any branch here.") == 3
    softened = "at most 5 would show any branch here, if honest branches change in step. Assumed: "
    assert flat.count(softened) == 2
    assert "not a finding against anybody" in answer.out
    assert "Alderfall" not in answer.out


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_a_period_into_which_nothing_falls_is_refused_with_what_the_tables_cover(
    evenhand, small_state, engine
):
    if engine == "duckdb":
        pytest.importorskip("duckdb")
    words = ("checks", small_state, "--policy", "oregon-2000", "--engine", engine)
    answer = evenhand(*words, "--period", "1980-01-01..1981-01-01")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err == (
        "evenhand: Nothing falls into 1980-01-01..1981-01-01; the tables cover 1996-01-01 to "
        "2000-02-04. Name another period.\n"
    )


def test_every_branch_is_shown_where_that_is_asked_for(evenhand, small_state):
    answer = evenhand("checks", small_state, "--policy", "oregon-2000", "--by", "branch")
    assert answer.out.count("Alderfall") == len(NAMES)
    assert "w0000" not in answer.out


def test_a_branch_that_closes_cases_before_the_count_is_pointed_at(evenhand, state):
    path = state / "cases.csv"
    header, *lines = path.read_text("utf-8").splitlines()
    branch = lines[0].split(",")[2]
    moved = []
    for line in lines:
        cells = line.split(",")
        if cells[2] == branch and "1998-06" < cells[5] < "1998-12" and cells[4] < "1998-12":
            cells[5] = "1998-12-28"
        moved.append(",".join(cells))
    assert header.split(",")[2:] == ["branch", "kind", "opened_on", "closed_on"]
    path.write_text("\n".join([header, *moved]) + "\n", encoding="utf-8")
    (state / "case_assignments.csv").unlink()
    answer = evenhand("checks", state, "--policy", "oregon-2000")
    assert answer.code == 0
    assert "1 stands out among the 5 looked at" in answer.out
    assert "Not checked: there is no table case_assignments." in answer.out


def test_a_policy_without_checks_is_told_what_to_write(evenhand, small_state, tmp_path):
    from importlib.resources import files

    text = files("evenhand.policies").joinpath("oregon-2000.yaml").read_text("utf-8")
    start, end = text.index("checks:\n"), text.index("programs:\n")
    path = tmp_path / "own.yaml"
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    answer = evenhand("checks", small_state, "--policy", path)
    assert answer.code == 1
    assert "there is no `checks` section in this policy. Write one with days_before" in answer.err
