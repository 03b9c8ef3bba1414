"""`evenhand reviews levels`: the decision table beside the readers, as a user meets it."""

from __future__ import annotations

import json

import pytest

POLICY = """\
name: coast
title: The coast
version: "1"
effective: {since: 2000-02-04}
period: 1998-01-01..1999-01-01
position: {value: caseworkers, source: Manual 4}
unit: {value: 1, source: Manual 4}
method: {value: webster, source: Manual 4}
tolerance: {value: 5%, source: Manual 4}
measures: {calls_received: {}}
programs:
  protective_services:
    part: {value: 29, source: Manual 5}
    base: {score: counted, measures: {count: calls_received}, source: Manual 6}
    components:
      first: {score: of_the_base, influence: {value: 1, source: Manual 7}, source: Manual 8}
"""
CLASSIFIER = """\
classifier:
- {when: {severity: [severe, life_threatening]}, level: 1, source: Manual 9}
- {when: {severity: [moderate], age: 0-12}, level: 4, source: Manual 9}
- {level: 7, assumption: Who is left.}
"""


@pytest.fixture
def policy(tmp_path):
    def write(text):
        path = tmp_path / "coast.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_every_reading_stands_in_one_cell_or_is_left_out(evenhand, small_state, policy):
    answer = evenhand(
        "reviews", "levels", small_state, "--policy", policy(POLICY + CLASSIFIER), "--json"
    )
    assert answer.code == 0
    (state,) = json.loads(answer.out)["levels"]
    readings = (small_state / "case_readings.csv").read_text("utf-8").splitlines()[1:]
    assert sum(map(sum, state["read_by_table"])) + state["unknown"] == len(readings)
    assert state["unknown"] == sum(line.split(",")[5] == "" for line in readings)
    assert {n for row in state["read_by_table"] for n in (row[1], row[2], row[4], row[5])} == {0}


def test_branches_are_shown_by_name_before_the_state(evenhand, small_state, policy):
    answer = evenhand(
        *("reviews", "levels", small_state, "--policy", policy(POLICY + CLASSIFIER)),
        *("--by", "branch"),
    )
    assert answer.code == 0
    assert answer.out.index("Alderfall") < answer.out.index("state")
    assert "name no severity." in answer.out
    assert "reader1" not in answer.out


def test_without_an_unknown_severity_nothing_is_said_to_be_left_out(evenhand, state, policy):
    readings = state / "case_readings.csv"
    header, *lines = readings.read_text("utf-8").splitlines()
    known = [line for line in lines if line.split(",")[5]]
    readings.write_text("\n".join([header, *known]) + "\n", encoding="utf-8")
    answer = evenhand("reviews", "levels", state, "--policy", policy(POLICY + CLASSIFIER))
    assert answer.code == 0
    assert "Left out" not in answer.out


def test_a_policy_without_a_classifier_is_told_what_to_write(evenhand, small_state, policy):
    answer = evenhand("reviews", "levels", small_state, "--policy", policy(POLICY))
    assert answer.code == 1
    assert "coast.yaml: there is no `classifier`" in answer.err


def test_counts_alone_cannot_be_classified(evenhand, policy, tmp_path):
    counts = tmp_path / "counts"
    counts.mkdir()
    (counts / "tables.yaml").write_text("as_of: 2000-02-04\n", encoding="utf-8")
    (counts / "branches.csv").write_text("id,name\nastoria,Astoria\n", encoding="utf-8")
    (counts / "counts.csv").write_text(
        "measure,branch,of,hits,base\ncalls_received,astoria,,3,3\n", encoding="utf-8"
    )
    answer = evenhand("reviews", "levels", counts, "--policy", policy(POLICY + CLASSIFIER))
    assert answer.code == 1
    assert "case_readings" in answer.err
