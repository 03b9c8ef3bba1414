"""`evenhand equity` on a run, and `evenhand supply` on tables, as a user meets them."""

from __future__ import annotations

import json
from fractions import Fraction as F

import pytest

from evenhand.cli import evenhand as command
from evenhand.policy.reading import policy_text


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
    assert evenhand("equity", kept_run, "--more", "6", "--pictures", folder).code == 0
    drawn = {path.name for path in folder.iterdir()}
    assert {"level-out_of_home.svg", "share-protective_services.svg"} <= drawn
    assert "bought-remedial_services.svg" in drawn
    assert "level-protective_services.svg" not in drawn
    assert (folder / "share-out_of_home.svg").read_text("utf-8").startswith("<svg")


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
    assert "assumption: supply.support_per_worker" in answer.out


def test_supply_as_json_is_the_same_on_both_engines(evenhand, state):
    told = [
        evenhand("supply", state, "--policy", "oregon-2000", "--json", "--engine", engine).out
        for engine in ("polars", "duckdb")
    ]
    assert told[0] == told[1]
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
