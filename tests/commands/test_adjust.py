"""`evenhand allocate … --adjust FILE`: people's decisions beside the formula's answer."""

from __future__ import annotations

import csv
import json
from shutil import copytree

import pytest

from evenhand.scenarios.remaking import NOT_CARRIED

WORDS = ("--policy", "oregon-2000", "--positions", "current")
HEADER = "branch,program,change,reason,author,decided_on\n"
PROGRAM = "out_of_home"


@pytest.fixture
def moved(state, tmp_path):
    """A file that moves one position out of the largest branch into the smallest."""
    with (state / "staff.csv").open(encoding="utf-8") as file:
        staff = [row for row in csv.DictReader(file) if row["program"] == PROGRAM]
    staff.sort(key=lambda row: float(row["positions"]))
    few, most = staff[0]["branch"], staff[-1]["branch"]
    path = tmp_path / "adjust.csv"
    path.write_text(
        HEADER
        + f"{few},{PROGRAM},1,Two workers on long leave,J. Ruiz,2000-03-01\n"
        + f"{most},{PROGRAM},-1,Gives one for a year,J. Ruiz,2000-03-01\n"
    )
    return path, few, most


@pytest.fixture
def run(evenhand, state, moved, kept, tmp_path):
    """A run with that file, made once; each test has a copy that it may spoil."""
    if not (kept / "run").exists():
        words = ("allocate", state, *WORDS, "--adjust", moved[0], "--out", kept / "run")
        answer = evenhand(*words)
        assert answer.code == 0
        assert "1 position was moved by hand after the formula" in " ".join(answer.out.split())
    return copytree(kept / "run", tmp_path / "run")


def test_the_run_keeps_both_answers_and_can_be_verified(evenhand, run, moved):
    few = moved[1]
    kept = json.loads((run / "result.json").read_text("utf-8"))
    assert [each["change"] for each in kept["adjustments"]] == ["1", "-1"]
    assert (run / "positions.csv").read_text("utf-8").splitlines()[0].endswith("by_hand,decided")
    assert evenhand("verify", run).code == 0
    told = evenhand("explain", run, few, PROGRAM).out
    words = ("scenario", run, "--set", f"{PROGRAM}.return_home=0.5", "--draws", "0")
    left = "Before is the formula's: 1 position moved by hand is left out."
    assert f"Note: {left}" in evenhand(*words).out
    assert json.loads(evenhand(*words, "--json").out)["notes"] == [left]
    sweep = ("scenario", run, "--sweep", f"{PROGRAM}.return_home=0.3..0.5:0.1")
    assert f"Note: {left}" in evenhand(*sweep).out
    assert "By hand +1: Two workers on long leave (J. Ruiz, 2000-03-01)." in told
    assert "So " in told
    assert told.count("  Also\n") == 1
    letter = " ".join(evenhand("letter", run, few).out.split())
    assert "+1 in “out of home”: Two workers on long leave (J. Ruiz, 2000-03-01)." in letter


def test_a_scenario_does_not_carry_over_what_was_decided_on_another_allocation(
    evenhand, run, tmp_path
):
    what_if = tmp_path / "what-if"
    answer = evenhand(
        *("scenario", run, "--set", "out_of_home.return_home=0.4", "--draws", "0"),
        *("--out", what_if),
    )
    assert answer.code == 0
    kept = json.loads((what_if / "result.json").read_text("utf-8"))
    assert kept["adjustments"] == []
    assert any(f"2 changes by hand {NOT_CARRIED}." == flag for flag in kept["flags"])
    assert evenhand("verify", what_if).code == 0


def test_a_manifest_whose_adjustments_were_touched_no_longer_verifies(evenhand, run):
    manifest = json.loads((run / "manifest.json").read_text("utf-8"))
    manifest["adjustments"][0]["author"] = "Somebody else"
    (run / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    answer = evenhand("verify", run)
    assert answer.code == 1
    assert "result.json" in answer.out


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("nowhere,out_of_home,1,A reason,J. Ruiz,2000-03-01", "adjust.csv:2: there is no branch"),
        ("{few},out_of_home,1,A reason,J. Ruiz,2000-03-01", "add up to 1, not to 0"),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_written(
    evenhand, state, tmp_path, moved, row, words
):
    path, few, _ = moved
    path.write_text(HEADER + row.format(few=few) + "\n")
    answer = evenhand("allocate", state, *WORDS, "--adjust", path, "--out", tmp_path / "run")
    assert answer.code == 1
    assert words in answer.err
    assert not (tmp_path / "run").exists()
