"""The example anyone may publish: made by its script, and enough for an allocation."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from evenhand.policy import read_policy
from evenhand.sources.opening import open_data
from evenhand.steps.vetting import vet

ROOT = Path(__file__).resolve().parents[2]
COUNTS = ROOT / "examples" / "counts"


def test_the_script_makes_just_the_files_that_are_kept(script, tmp_path):
    script("examples/make_counts.py").write_counts(tmp_path)
    made = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    kept = {path.name: path.read_text("utf-8") for path in COUNTS.iterdir()}
    assert made == {name: text for name, text in kept.items() if name != "policy.yaml"}


def test_every_reading_of_its_policy_has_one_row_for_each_of_38_branches():
    policy = read_policy(str(COUNTS / "policy.yaml"))
    vet(policy)
    data = open_data(str(COUNTS), policy.period)
    assert len(data.branches) == 38
    assert set(data.counts) == set(policy.measures)
    assert all(policy.measures[name].stands_for for name in data.counts)
    for tallies in data.counts.values():
        assert [tally.branch for tally in tallies] == sorted(data.branches)
    assert not data.rejects


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    place = tmp_path_factory.mktemp("checkout")
    shutil.copytree(COUNTS, place / "examples" / "counts")
    words = ["allocate", "examples/counts", "--policy", "examples/counts/policy.yaml"]
    done = subprocess.run(
        [sys.executable, "-m", "evenhand", *words, "--positions", "current", "--json"],
        cwd=place, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_positions_there_are_now_are_shared_out_whole(result):
    awarded = [Fraction(total["positions"]) for total in result["totals"]]
    now = [Fraction(total["current"]) for total in result["totals"]]
    assert sum(awarded) == sum(now) == Fraction(result["shared"])
    assert all(positions.denominator == 1 for positions in awarded)


def test_its_policy_does_not_pay_for_a_needless_removal(result):
    assert result["removal_prices"]
    assert all(Fraction(price["positions"]) <= 0 for price in result["removal_prices"])
