"""`evenhand letter` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

COUNTS = Path(__file__).resolve().parents[2] / "examples" / "counts"


@pytest.fixture(scope="module")
def runs(small_state, tmp_path_factory):
    """Two RUNs of the small made-up state, of as many positions as now and of two more."""
    from evenhand.policy import read_policy
    from evenhand.policy.reading import policy_text
    from evenhand.reports.keeping import about_run
    from evenhand.reports.run_folder import write_run
    from evenhand.run import allocate, measure
    from evenhand.scenarios.making import Making
    from evenhand.sources.opening import open_data
    from evenhand.sources.runs import run_files

    policy = read_policy("oregon-2000")
    data = open_data(str(small_state), policy.period)
    tallies = measure(policy, data)
    made = []
    for name, asked in (("run", "current"), ("more", "+2")):
        folder = tmp_path_factory.mktemp("runs") / name
        result = allocate(policy, data, asked, tallies)
        about = about_run(result, Making(*policy_text("oregon-2000"), asked), tallies)
        write_run(result, folder, run_files(data, tallies, about), pages=False)
        made.append(folder)
    return made


@pytest.fixture
def run(runs):
    return runs[0]


def branches(run):
    return [each["branch"] for each in json.loads((run / "result.json").read_text())["totals"]]


def test_a_branch_gets_its_letter_on_the_terminal(evenhand, run):
    first = branches(run)[0]
    answer = evenhand("letter", run, first)
    assert answer.code == 0
    assert "To the manager of " in answer.out
    assert f"evenhand explain run {first}" in answer.out


def test_every_branch_gets_a_page(evenhand, run, tmp_path):
    answer = evenhand("letter", run, "--out", tmp_path / "letters")
    assert answer.code == 0
    assert f"index.html and {len(branches(run))} letters" in answer.out
    assert len(list((tmp_path / "letters").glob("*.html"))) == len(branches(run)) + 1


def test_json_gives_every_letter_and_may_be_asked_for_alone(evenhand, run):
    told = json.loads(evenhand("letter", run, "--json").out)
    assert [each["branch"] for each in told] == branches(run)


def test_one_branch_may_have_its_page_alone(evenhand, run, tmp_path):
    first = branches(run)[0]
    answer = evenhand("letter", run, first, "--out", tmp_path / "one", "--json")
    assert [each["branch"] for each in json.loads(answer.out)] == [first]
    assert len(list((tmp_path / "one").glob("*.html"))) == 2


def test_without_a_branch_or_a_place_it_says_what_is_missing(evenhand, run):
    answer = evenhand("letter", run)
    assert answer.code == 2
    assert "Name a BRANCH, or say --out DIR" in answer.err
    assert evenhand("letter", run, "--out", "").code == 2


def test_a_stranger_s_folder_and_an_unknown_branch_are_refused(evenhand, run, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    assert "is left alone" in evenhand("letter", run, "--out", tmp_path).err
    assert "no branch nowhere" in evenhand("letter", run, "nowhere").err


def test_it_tells_whom_the_branch_can_serve_and_what_has_changed_and_what_is_worth_what(
    evenhand, runs
):
    before, after = runs
    first = branches(after)[0]
    answer = evenhand("letter", after, first, "--since", before, "--worth")
    assert answer.code == 0
    flat = " ".join(answer.out.split())
    assert "Whom you can serve" in flat
    assert "Against run your branch goes from " in flat
    assert "One more child" in flat


def test_where_the_policy_knows_no_hours_nobody_is_said_to_be_served(evenhand, tmp_path):
    run = tmp_path / "run"
    counts = COUNTS, "--policy", COUNTS / "policy.yaml", "--positions", "600"
    assert evenhand("allocate", *counts, "--out", run).code == 0
    answer = evenhand("letter", run, branches(run)[0])
    assert answer.code == 0
    assert "Whom you can serve" not in answer.out


def test_a_branch_held_at_current_is_told_that_it_keeps_what_it_has(evenhand, tmp_path):
    policy, run = tmp_path / "policy.yaml", tmp_path / "run"
    text = (COUNTS / "policy.yaml").read_text("utf-8")
    policy.write_text(
        f"{text}held: {{branches: [alderfall], assumption: It is merging.}}\n", "utf-8"
    )
    counts = COUNTS, "--policy", policy, "--positions", "current"
    assert evenhand("allocate", *counts, "--out", run).code == 0
    answer = evenhand("letter", run, "alderfall", "--worth")
    assert answer.code == 0, answer.err
    assert "stands outside the formula and keeps the 5 positions it" in answer.out
    assert "The policy's reason: It is merging." in answer.out
    assert not [word for word in ("chance", "–", "One more") if word in answer.out]
