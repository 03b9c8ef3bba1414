"""`evenhand compare`: sentences, table, JSON, picture, and what is refused."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from shutil import copytree

import pytest

POLICY = Path(__file__).resolve().parents[2] / "src" / "evenhand" / "policies" / "oregon-2000.yaml"


@pytest.fixture(scope="module")
def runs(tmp_path_factory, small_state):
    """Two runs on the same tables: the second raises return home and has one position more."""
    from evenhand.__main__ import main

    place = tmp_path_factory.mktemp("runs")
    text = POLICY.read_text("utf-8")
    for old, new in (
        ("0.3, assumption", "0.4, assumption"),
        ("0.2, assumption", "0.1, assumption"),
    ):
        text = text.replace(f"influence: {{value: {old}", f"influence: {{value: {new}")
    (place / "more.yaml").write_text(text, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        for name, policy, total in (
            ("old", "oregon-2000", "60"),
            ("new", place / "more.yaml", "61"),
        ):
            words = ["allocate", small_state, "--policy", policy, "--positions", total]
            words += ["--out", place / name, "--json"]
            patch.setattr("sys.argv", ["evenhand", *map(str, words)])
            main()
    return place / "old", place / "new"


def test_what_changes_in_the_state_is_told_in_sentences_and_a_table(evenhand, runs):
    answer = evenhand("compare", *runs)
    assert answer.code == 0
    first, *rest = answer.out.splitlines()
    assert first.startswith("1 branch gains") or " branches gain " in first
    assert any("influences" in line and "total" in line and " → " in line for line in rest)
    assert "Positions that change, and why" in answer.out


def test_a_branch_is_told_in_every_program_and_over_all(evenhand, runs):
    answer = evenhand("compare", *runs, "alderfall")
    assert [line.partition(":")[0] for line in answer.out.splitlines()] == [
        "Alderfall in protective services",
        "Alderfall in remedial services",
        "Alderfall in out of home",
        "Alderfall",
    ]
    alone = evenhand("compare", *runs, "Alderfall", "--program", "out of home")
    assert alone.out == answer.out.splitlines(keepends=True)[2]


def test_json_is_exact_by_program_and_branch(evenhand, runs):
    told = json.loads(evenhand("compare", *runs, "--json").out)
    assert told["causes"] == ["influences", "total", "rounding, method and ties"]
    assert set(told["programs"]) == {
        *("protective_services", "remedial_services", "out_of_home", "all"),
    }
    for branches in told["programs"].values():
        for line in branches.values():
            parts = sum(map(Fraction, line["parts"].values()))
            assert Fraction(line["before"]) + parts == Fraction(line["after"])
    whole = told["programs"]["all"].values()
    assert sum(Fraction(line["after"]) - Fraction(line["before"]) for line in whole) == 1


def test_json_of_one_branch_holds_no_other(evenhand, runs):
    told = json.loads(evenhand("compare", *runs, "alderfall", "--json").out)
    assert {branch for found in told["programs"].values() for branch in found} == {"alderfall"}
    alone = evenhand("compare", *runs, "alderfall", "--program", "out_of_home", "--json")
    assert set(json.loads(alone.out)["programs"]) == {"out_of_home"}


def test_between_a_run_and_itself_nothing_changes(evenhand, runs):
    answer = evenhand("compare", runs[0], runs[0])
    assert answer.code == 0
    assert answer.out == "No branch has more or fewer positions than before.\n"
    told = json.loads(evenhand("compare", runs[0], runs[0], "--json").out)
    assert told["causes"] == []
    assert set(told["programs"]["all"]["alderfall"]["parts"].values()) == {"0"}


def test_the_picture_is_a_waterfall_of_a_branch_or_what_each_cause_moved(evenhand, runs, tmp_path):
    place = tmp_path / "why.svg"
    assert evenhand("compare", *runs, "alderfall", "--picture", place).code == 0
    drawn = place.read_text("utf-8")
    assert "Before" in drawn
    assert "Influences" in drawn
    assert evenhand("compare", *runs, "--picture", place).out.endswith(f"Drawn: {place}\n")
    assert "Most is moved by" in place.read_text("utf-8")


def test_a_run_whose_numbers_are_not_its_own_is_refused(evenhand, runs, tmp_path):
    bent = copytree(runs[1], tmp_path / "bent")
    text = (bent / "positions.csv").read_text("utf-8").splitlines()
    cells = text[1].split(",")
    cells[3] = str(int(cells[3]) + 1)
    (bent / "positions.csv").write_text("\n".join([text[0], ",".join(cells), *text[2:]]), "utf-8")
    answer = evenhand("compare", runs[0], bent)
    assert answer.code == 1
    assert "cannot be made again to its own numbers" in answer.err
    assert "evenhand verify" in answer.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["alderfal"], "Neither run has a branch alderfal. Did you mean alderfall?"),
        (["--program", "housing"], "Neither run has a program housing. They have: protective"),
        (["--picture", "nowhere/why.svg"], "cannot be written"),
        (["--picture", "why.png"], "Name it why.svg."),
    ],
)
def test_a_mistake_is_answered_with_what_would_do(evenhand, runs, words, said):
    answer = evenhand("compare", *runs, *words)
    assert answer.code == 1
    assert said in answer.err


def test_a_folder_that_is_no_run_is_refused(evenhand, runs, tmp_path):
    answer = evenhand("compare", runs[0], tmp_path)
    assert answer.code == 1
    assert "is not a run" in answer.err
    copytree(runs[0], tmp_path / "half")
    (tmp_path / "half" / "positions.csv").unlink()
    assert "positions.csv" in evenhand("compare", runs[0], tmp_path / "half").err
