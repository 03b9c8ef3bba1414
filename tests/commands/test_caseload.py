"""`evenhand caseload` on tables and `evenhand published` on a file, as a user meets them."""

from __future__ import annotations

import json
from fractions import Fraction as F
from pathlib import Path

import pytest

from evenhand.policy.reading import policy_text

COUNTS = Path(__file__).resolve().parents[2] / "examples" / "counts"
POLICY = ("--policy", "oregon-2000")


@pytest.fixture(scope="module")
def points(tmp_path_factory):
    """Three points by two definitions."""
    path = tmp_path_factory.mktemp("points") / "points.csv"
    path.write_text(
        "period,area,measure,value,note,source\n"
        "FY2013,Astoria,average caseload,8.2,,a yearbook\n"
        "FY2016,Astoria,average caseload,10.6,,a yearbook\n"
        "March 2025,Astoria,cases per worker,7.1,,a hearing\n",
        encoding="utf-8",
    )
    return path


def test_each_rule_has_its_table_and_stands_whole_beneath_it(evenhand, state):
    answer = evenhand("caseload", state, *POLICY, "--by", "state", "--months")
    assert (answer.code, answer.err) == (0, "")
    said = " ".join(answer.out.split())
    assert "Counting rule. Investigations, protective services: Open investigations by the" in said
    assert "Source of the rule: assumption: The paper gives no caseload" in said
    assert "acs-12. ACS: twelve open at a time" in said
    assert "Case-carrying workers: " in said
    assert "Vacancies and trainees on" in said
    assert "by month: cases per worker" in said
    assert "Assumption: caseload.counting.investigations" in said


def test_out_holds_figures_and_everything_is_said_again_as_json(evenhand, state, tmp_path):
    folder = tmp_path / "watch"
    words = ("caseload", state, *POLICY, "--counting", "families", "--out", folder, "--json")
    told = json.loads(evenhand(*words).out)
    assert [each["name"] for each in told["countings"]] == ["families"]
    assert {each["counting"] for each in told["loads"]} == {"families"}
    figures = json.loads((folder / "figures.json").read_text("utf-8"))
    whole = next(load for load in told["loads"] if load["whom"]["level"] == "state")
    first = next(figure for figure in figures if figure["what"] == "mean over days")
    by_hand = F(whole["mean"]["cases"]) / F(whole["mean"]["workers"])
    state_s = next(
        figure
        for figure in figures
        if figure["what"] == "mean over days" and figure["population"] == "the state"
    )
    assert F(state_s["value"]) == by_hand
    assert first["counting_rule"].startswith("Families at home, remedial services: Open families")
    again = evenhand(*words[:-1])
    assert f"Written: {folder} (caseload.html" in " ".join(again.out.split()).replace(" (", " (")


def test_where_rows_would_be_too_many_shares_stand_side_by_side(evenhand, state, monkeypatch):
    monkeypatch.setattr("evenhand.cli.commands.caseload.SHOWN", 3)
    answer = evenhand("caseload", state, *POLICY, "--counting", "investigations", "--by", "branch")
    assert "share over each standard" in answer.out
    assert "Rows not shown: " in answer.out


def test_an_unknown_rule_is_named_with_the_nearest_before_tables_are_read(evenhand, tmp_path):
    answer = evenhand("caseload", tmp_path / "none", *POLICY, "--counting", "familys")
    assert (answer.code, answer.out) == (2, "")
    assert "oregon-2000 has no counting rule 'familys'. Did you mean families?" in answer.err
    answer = evenhand("caseload", tmp_path / "none", *POLICY, "--counting", "x")
    assert "There are: investigations, families, children, everything." in answer.err


def test_a_place_that_holds_something_else_is_refused_before_any_work(evenhand, tmp_path):
    (tmp_path / "letter.txt").write_text("dear")
    for words in (("caseload", "none", *POLICY), ("published", "none")):
        answer = evenhand(*words, "--out", tmp_path)
        assert (answer.code, answer.out) == (1, "")
        assert "no figures of caseloads, so it is left alone" in answer.err
        assert "name a folder" in evenhand(*words, "--out", "").err
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_policy_without_the_section_and_data_without_tables_say_what_would_work(
    evenhand, state, tmp_path
):
    answer = evenhand("caseload", state, "--policy", "england-2025")
    assert (answer.code, answer.out) == (1, "")
    assert "the policy does not say how caseloads are counted" in answer.err
    _, text = policy_text("oregon-2000")
    policy = tmp_path / "policy.yaml"
    policy.write_text(text, encoding="utf-8")
    answer = evenhand("caseload", COUNTS, "--policy", policy, "--period", "1998-01-01..1999-01-01")
    assert (answer.code, answer.out) == (1, "")
    assert "A caseload needs the tables workers" in answer.err
    (state / "case_assignments.csv").unlink()
    answer = evenhand("caseload", state, *POLICY)
    assert (answer.code, answer.out) == (1, "")
    assert "case_assignments" in answer.err


def test_published_points_are_shown_with_their_definitions(evenhand, points, tmp_path):
    picture, folder = tmp_path / "points.svg", tmp_path / "points"
    answer = evenhand("published", points, "--picture", picture, "--out", folder)
    assert (answer.code, answer.err) == (0, "")
    assert "cases per" in answer.out
    assert "a fiscal year is read from July on" in " ".join(answer.out.split())
    assert picture.read_text("utf-8").startswith("<svg")
    assert {path.name for path in folder.iterdir()} == {
        *("figures.json", "published.csv", "published.svg"),
    }
    assert evenhand("published", points, "--out", folder).code == 0


def test_published_points_as_json_have_the_form_of_our_own(evenhand, points):
    told = json.loads(evenhand("published", points, "--json", "--measure", "cases per worker").out)
    assert [(each["value"], each["printed"]) for each in told] == [("71/10", "March 2025")]
    answer = evenhand("published", points, "--measure", "cases per worker")
    assert "fiscal year" not in answer.out


def test_an_unknown_measure_or_a_picture_of_another_kind_is_refused(evenhand, points, tmp_path):
    answer = evenhand("published", points, "--measure", "cases per workr")
    assert (answer.code, answer.out) == (2, "")
    assert "Did you mean cases per worker?" in answer.err
    assert (
        "There are: average caseload; cases" in evenhand("published", points, "--measure", "x").err
    )
    answer = evenhand("published", points, "--picture", tmp_path / "a.png")
    assert (answer.code, answer.out) == (1, "")
    assert "pictures are SVG" in answer.err
    assert evenhand("published", tmp_path / "none.csv").code == 1


def test_only_what_is_assumed_for_the_rule_asked_for_is_said(evenhand, state):
    answer = evenhand("caseload", state, *POLICY, "--counting", "investigations")
    assert "Assumption: caseload.counting.investigations:" in answer.out
    assert "Assumption: caseload.counting.families:" not in answer.out
    assert "Assumption: indiana-12-12-13.mixed:" not in answer.out


def test_a_period_in_years_nobody_means_is_refused_with_a_sentence(evenhand, state):
    answer = evenhand("caseload", state, *POLICY, "--period", "0001-01-01..9999-12-31")
    assert answer.code == 1
    assert "a period lies in the years 1800 to 2200" in answer.err
