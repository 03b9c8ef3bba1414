"""`evenhand reviews plan`: from a RUN to how many records to read, as a user meets it."""

from __future__ import annotations

import json

import pytest

POLICY = """\
name: coast
title: The coast
version: "1"
effective: {since: 2000-02-04}
period: 1998-01-01..1999-01-01
position: {value: caseworkers, source: M}
unit: {value: 1, source: M}
method: {value: webster, source: M}
tolerance: {value: 5%, source: M}
measures:
  served: {stands_for: Children served, source: M}
  levels: {stands_for: Levels read, source: M}
programs:
  remedial_services:
    part: {value: 1, source: M}
    base:
      score: difficult_children
      measures: {served: served, levels: levels}
      parameters: {most_level: {value: 5, source: M}, kappa: {value: 10, source: M}}
      source: M
    components:
      vulnerability: {score: of_the_base, influence: {value: 1, source: M}, source: M}
  protective_services:
    part: {value: 1, source: M}
    base: {score: counted, measures: {count: served}, source: M}
    components:
      children: {score: of_the_base, influence: {value: 1, source: M}, source: M}
"""
COUNTS = """\
measure,branch,of,hits,base
served,astoria,,1000,1000
served,bend,,300,300
served,coos_bay,,8,8
levels,astoria,3,30,50
levels,astoria,7,20,50
levels,bend,3,20,40
levels,bend,7,20,40
levels,coos_bay,3,0,0
"""


@pytest.fixture
def coast(evenhand, kept):
    """A RUN of three branches, made from counts; no test may write to it."""
    run = kept / "run"
    if run.exists():
        return run
    data = kept / "coast"
    data.mkdir()
    (data / "tables.yaml").write_text("as_of: 2000-02-04\n", encoding="utf-8")
    branches = "id,name\nastoria,Astoria\nbend,Bend\ncoos_bay,Coos Bay\n"
    (data / "branches.csv").write_text(branches, encoding="utf-8")
    (data / "counts.csv").write_text(COUNTS, encoding="utf-8")
    policy = kept / "coast.yaml"
    policy.write_text(POLICY, encoding="utf-8")
    made = evenhand("allocate", data, "--policy", policy, "--positions", "80", "--out", run)
    assert made.code == 0, made.err
    return run


def planned(evenhand, coast, *words):
    answer = evenhand("reviews", "plan", coast, "--json", *words)
    assert answer.code == 0, answer.err
    return {each["branch"]: each for each in json.loads(answer.out)["plan"]}


def test_more_is_read_where_more_positions_hang_on_it(evenhand, coast):
    wide, narrow = (planned(evenhand, coast, "--within", within) for within in ("2", "0.5"))
    for branch in ("astoria", "bend"):
        assert narrow[branch]["to_read"] > wide[branch]["to_read"] >= 10
    assert wide["bend"]["read"] == "40"


def test_a_branch_with_few_is_read_whole_and_one_not_read_has_no_error_to_show(evenhand, coast):
    small = planned(evenhand, coast, "--within", "1/2")["coos_bay"]
    assert (small["to_read"], small["within"], small["more"]) == (8, None, "8")


def test_the_floor_can_be_set(evenhand, coast):
    wide = planned(evenhand, coast, "--within", "50", "--least", "25")
    assert [wide[branch]["to_read"] for branch in wide] == [25, 25, 8]


def test_the_table_names_branches_and_adds_them_up(evenhand, coast):
    answer = evenhand("reviews", "plan", coast, "--within", "0.5")
    assert answer.code == 0
    assert "remedial_services: children read, for ± 0.5 positions at 90 %" in answer.out
    assert "Coos Bay" in answer.out
    assert "1,308" in answer.out


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--within", "0"), 2, "not a number of positions above 0"),
        (("--within", "much"), 2, "'much' is not a number of positions"),
        (("--within", "1", "--program", "remedy"), 1, "has no program remedy. It has: remedial"),
        (("--within", "1", "--program", "protective_services"), 1, "there is nothing to plan"),
    ],
)
def test_what_cannot_be_planned_is_answered_with_what_can(evenhand, coast, words, code, told):
    answer = evenhand("reviews", "plan", coast, *words)
    assert answer.code == code
    assert told in answer.err


def test_a_folder_that_is_no_run_is_refused(evenhand, tmp_path):
    answer = evenhand("reviews", "plan", tmp_path, "--within", "1")
    assert answer.code == 1
    assert "is not a run" in answer.err
