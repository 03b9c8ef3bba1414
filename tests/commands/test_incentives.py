"""`evenhand incentives`: as a table, for one branch, next in line, the dial, and as JSON."""

from __future__ import annotations

import json
from fractions import Fraction as F
from pathlib import Path

import pytest

from evenhand.cli.commands import incentives as command

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "counts"


@pytest.fixture(scope="module")
def run(small_state, tmp_path_factory):
    """A run of Oregon's policy on the small state, without draws to wait for."""
    from evenhand.policy import read_policy
    from evenhand.policy.reading import policy_text
    from evenhand.reports.keeping import keep
    from evenhand.run import allocate, measure
    from evenhand.scenarios.making import Making
    from evenhand.sources.opening import open_data

    policy = read_policy("oregon-2000")
    data = open_data(str(small_state), policy.period)
    tallies = measure(policy, data)
    folder = tmp_path_factory.mktemp("runs") / "run"
    making = Making(*policy_text("oregon-2000"), "60")
    keep(allocate(policy, data, "60", tallies), folder, making, data, tallies)
    return folder


def told(evenhand, *words):
    answer = evenhand("incentives", *words)
    assert answer.code == 0, answer.err
    return answer.out


def test_every_branch_is_told_what_one_more_of_each_is_worth(evenhand, run):
    shown = told(evenhand, run)
    assert "What one more is worth, in caseworker positions" in shown
    assert "What a child's return is worth, and up to which risk" in shown
    assert "A needless removal of a child at level 7 pays in none of 5 branches." in shown
    assert "children taken in, and calls" in shown
    assert "The statewide dial of out of home stands at" in shown


def test_one_branch_is_told_component_by_component(evenhand, run):
    branch = json.loads(told(evenhand, run, "--json"))["marginals"][0]["branch"]
    shown = told(evenhand, run, branch)
    assert "Safe return" in shown
    assert "one more child safely home is worth" in shown
    assert "through return home" in shown


def test_as_json_every_worth_is_an_exact_fraction_and_sums_are_sums(evenhand, run):
    found = json.loads(told(evenhand, run, "--json"))
    assert found["position"] == "caseworker positions"
    own = [m for m in found["marginals"] if m["event"] == "removal"]
    parts = sum(F(m["positions"]) for m in own if m["component"])
    assert parts == sum(F(m["positions"]) for m in own if m["program"] == "all")
    assert {m["positions"] for m in found["marginals"] if m["event"] == "needless_removal"} == {"0"}


def test_who_is_next_is_told_for_all_programs_or_one(evenhand, run):
    every, one = told(evenhand, run, "--next"), told(evenhand, run, "--next", "out_of_home")
    assert "Nearest to one more, of 15" in every
    assert "Nearest to one fewer" in every
    assert "Out of home, with one more to share: " in one
    assert "Remedial services" not in one
    lines = json.loads(told(evenhand, run, "--next", "out_of_home", "--json"))
    assert sum(F(line["more"]) for line in lines) == 1
    assert sum(F(line["fewer"]) for line in lines) == -1


def test_a_program_that_is_not_there_is_refused(evenhand, run):
    answer = evenhand("incentives", run, "--next", "homes")
    assert answer.code == 1
    assert "no program homes. It has: protective_services" in answer.err


def test_the_dial_gives_the_influences_and_the_line_that_tries_them(evenhand, run):
    shown = told(evenhand, run, "--rho", "0.5")
    assert "for returns to pay up to a risk of re-abuse of 0.5" in shown
    assert f"Try it: evenhand scenario {run} --set out_of_home.rho=0.5" in shown
    (dial,) = json.loads(told(evenhand, run, "--rho", "0.5", "--json"))
    assert F(dial["returns_influence"]) + F(dial["reabuse_influence"]) == F(1, 2)


def test_a_dial_at_a_risk_that_every_return_pays_at_is_refused(evenhand, run):
    answer = evenhand("incentives", run, "--rho", "0.001")
    assert answer.code == 1
    assert "out_of_home: a return at the state's rate of re-abuse" in answer.err
    assert "Traceback" not in answer.err


def test_a_branch_that_is_not_there_is_refused_with_what_is_near(evenhand, run):
    answer = evenhand("incentives", run, "alderfal")
    assert answer.code == 1
    assert "This run has no branch alderfal. Did you mean alderfall?" in answer.err


def test_too_many_branches_to_tell_at_once_ask_for_one(evenhand, run, monkeypatch):
    monkeypatch.setattr(command, "MOST", 4)
    answer = evenhand("incentives", run)
    assert answer.code == 2
    assert "has 5 branches, more than the 4 told together. Name one:" in answer.err


@pytest.fixture(scope="module")
def counts(tmp_path_factory):
    """Where a run of published counts stays once it is made."""
    return tmp_path_factory.mktemp("counts") / "run"


@pytest.mark.parametrize("branch", [(), ("alderfall",)])
def test_of_counts_it_says_first_that_proxies_cannot_tell_single_cases(evenhand, counts, branch):
    if not counts.exists():
        words = EXAMPLE, "--policy", EXAMPLE / "policy.yaml", "--positions", "current"
        assert evenhand("allocate", *words, "--out", counts).code == 0
    first = told(evenhand, counts, *branch).splitlines()[0]
    assert first.startswith("Protective services, out of home: readings that only stand for others")
    answer = evenhand("incentives", counts, "--rho", "0.2")
    assert (answer.code, answer.out) == (1, "")
    assert "reabuse is read from abused_again, which only stands for something" in answer.err
    tried = evenhand("scenario", counts, "--set", "out_of_home.rho=0.2")
    assert "reabuse is read from abused_again, which only stands for something" in tried.err
