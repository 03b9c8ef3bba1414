"""`evenhand equity` on a run, and `evenhand supply` on tables, as a user meets them."""

from __future__ import annotations

import json
from fractions import Fraction as F
from pathlib import Path

import pytest

from evenhand.cli import evenhand as command
from evenhand.policy.reading import policy_text

COUNTS = Path(__file__).resolve().parents[2] / "examples" / "counts"


@pytest.fixture(scope="session")
def kept_run(small_state, tmp_path_factory):
    """A run on the small state, made once, that no test spoils."""
    folder = tmp_path_factory.mktemp("kept") / "run"
    words = ["allocate", small_state, "--policy", "oregon-2000", "--positions", "current"]
    command([str(word) for word in (*words, "--out", folder)], standalone_mode=False)
    return folder


def test_equity_shows_every_branch_and_says_how_far_and_how_evenly_need_is_met(evenhand, kept_run):
    answer = evenhand("equity", kept_run)
    assert (answer.code, answer.err) == (0, "")
    assert "Out of home: whom each branch can serve" in answer.out
    assert "Remedial services (now → as allocated):" in answer.out
    assert "the middle branch reaches level" in answer.out
    assert "Every position is taken as filled" in answer.out


def test_equity_as_json_holds_each_program_and_what_more_would_buy(evenhand, kept_run):
    told = json.loads(evenhand("equity", kept_run, "--more", "6", "--json").out)
    by_name = {each["program"]: each for each in told["equity"]}
    assert list(by_name) == ["protective_services", "remedial_services", "out_of_home"]
    assert {row["level"] for row in by_name["protective_services"]["after"]} == {None}
    assert all(0 <= F(row["level"]) <= 7 for row in by_name["out_of_home"]["after"])
    shares = [F(b["even"]["share"]) for b in told["bought"] if b["program"] == "remedial_services"]
    assert shares == sorted(shares)
    assert "6" in {b["more"] for b in told["bought"]}


def test_more_and_filled_are_said_in_words(evenhand, kept_run):
    answer = evenhand("equity", kept_run, "--more", "6", "--filled", "0.8")
    assert "+6 positions in all give out of home" in answer.out
    assert "80% of each position is taken as worked, before and after." in answer.out
    assert "as in the run" in answer.out


def test_pictures_are_drawn_into_a_folder(evenhand, kept_run, tmp_path):
    folder = tmp_path / "new" / "pictures"
    answer = evenhand("equity", kept_run, "--more", "6", "--pictures", folder)
    assert answer.code == 0
    drawn = {path.name for path in folder.iterdir()}
    assert answer.out.endswith(f"Drawn: {folder} ({len(drawn)} pictures)\n")
    assert {"level-out_of_home.svg", "share-out_of_home.svg"} <= drawn
    # Every branch meets all of the need there, before and after: nothing to see.
    assert "share-protective_services.svg" not in drawn
    assert "bought-remedial_services.svg" in drawn
    assert "level-protective_services.svg" not in drawn
    assert (folder / "share-out_of_home.svg").read_text("utf-8").startswith("<svg")


def test_where_a_policy_gives_no_hours_the_run_s_own_quota_is_called_no_need(evenhand, tmp_path):
    run = tmp_path / "run"
    words = ("--policy", COUNTS / "policy.yaml", "--positions", "current", "--out", run)
    assert evenhand("allocate", COUNTS, *words).code == 0
    pictures = tmp_path / "pictures"
    answer = evenhand("equity", run, "--more", "20", "--pictures", pictures)
    assert (answer.code, answer.err) == (0, "")
    assert "against the quota): " in answer.out
    assert "% of its quota is filled; Gini 0." in answer.out
    assert "meets the quota but for rounding." in answer.out
    assert "need" not in answer.out
    assert "short" not in answer.out
    assert not list(pictures.glob("bought-*"))
    assert list(pictures.glob("share-*"))


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--more", "few"), 2, "'few' is no number of positions; write 20 or -20."),
        (("--more", "1/2"), 2, "positions come in units of 1."),
        (("--more", "-600"), 1, "would leave"),
        (("--filled", "1.2"), 2, "such as 0.9"),
    ],
)
def test_what_cannot_be_asked_is_said(evenhand, kept_run, words, code, said):
    answer = evenhand("equity", kept_run, *words)
    assert (answer.code, answer.out) == (code, "")
    assert said in answer.err


def test_a_place_for_pictures_that_is_a_file_is_refused_and_left_alone(evenhand, tmp_path):
    (tmp_path / "README.md").write_text("mine")
    answer = evenhand("equity", "run", "--pictures", tmp_path / "README.md")
    assert (answer.code, answer.out) == (1, "")
    assert "README.md is not a folder. Name a new folder" in answer.err
    assert "name a folder" in evenhand("equity", "run", "--pictures", "").err
    assert (tmp_path / "README.md").read_text() == "mine"


def test_the_split_is_said_to_be_the_policy_s_and_how_to_try_another(evenhand, kept_run, state):
    for words in (("equity", kept_run), ("supply", state, "--policy", "oregon-2000")):
        assert (
            "`evenhand scenario RUN --set split.PROGRAM=…` tries another." in evenhand(*words).out
        )


def test_equity_of_something_else_than_a_run_is_refused(evenhand, tmp_path):
    answer = evenhand("equity", tmp_path)
    assert (answer.code, answer.out) == (1, "")
    assert "is not a run" in answer.err


def test_supply_counts_staff_and_what_they_take_and_cost(evenhand, state, tmp_path):
    costs = tmp_path / "costs.csv"
    costs.write_text("role,cost\ncaseworker,60000\nsupervisor,80000\n", encoding="utf-8")
    answer = evenhand("supply", state, "--policy", "oregon-2000", "--costs", costs)
    assert (answer.code, answer.err) == (0, "")
    assert "effective positions" in answer.out
    assert "× 60,000 =" in answer.out
    assert "No cost is given for support" in answer.out
    assert "Some posts here hold one or two people" in answer.out
    assert "assumption: supply.support_per_worker" in answer.out


def test_supply_as_json_is_the_same_on_both_engines(evenhand, state):
    told = [
        evenhand("supply", state, "--policy", "oregon-2000", "--json", "--engine", engine).out
        for engine in ("polars", "duckdb")
    ]
    assert told[0] == told[1]
    assert "not for publication" in json.loads(told[0])["flags"][0]
    posts = json.loads(told[0])["posts"]
    assert all(F(post["effective"]) <= F(post["fte"]) <= post["heads"] for post in posts)


def test_a_policy_without_supply_is_refused_with_what_to_write(evenhand, state):
    text = state / "policy.yaml"
    whole = policy_text("oregon-2000")[1]
    start, end = whole.index("supply:\n"), whole.index("programs:\n")
    text.write_text(whole[:start] + whole[end:], encoding="utf-8")
    answer = evenhand("supply", state, "--policy", text)
    assert (answer.code, answer.out) == (1, "")
    assert "does not say what staff count for. Give it a section `supply:`" in answer.err
