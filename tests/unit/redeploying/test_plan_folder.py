"""A plan's folder: exact files, a page that names nobody, and never a stranger's folder."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from fractions import Fraction as F

import pytest

from evenhand.errors import RunError
from evenhand.figures import Broken, MoveRules, Plan
from evenhand.figures.plain import from_plain
from evenhand.reports.move_page import plan_html
from evenhand.reports.plan_folder import check_plan_place, write_plan

ABOUT = {
    "title": "The coast",
    "policy": "coast",
    "version": "1",
    "as_of": "2000-02-04",
    "unit": "1",
}


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_it_holds_its_files_and_can_be_read_back(make, plan, tmp_path):
    write_plan(make(), tmp_path / "plan", ABOUT)
    names = {path.name for path in (tmp_path / "plan").iterdir()}
    assert names == {"plan.json", "moves.csv", "standing.csv", "map.svg", "plan.html"}
    kept = json.loads((tmp_path / "plan" / "plan.json").read_text("utf-8"))
    assert from_plain(Plan, kept["plan"]) == replace(plan, notes=plan.notes[1:])
    assert kept["policy"] == "coast"


def test_the_same_plan_gives_the_same_bytes_over_one_that_is_there(make, tmp_path):
    write_plan(make(), tmp_path / "plan", ABOUT)
    before = {path.name: path.read_bytes() for path in (tmp_path / "plan").iterdir()}
    write_plan(make(), tmp_path / "plan", ABOUT)
    assert {path.name: path.read_bytes() for path in (tmp_path / "plan").iterdir()} == before


def test_pseudonyms_stand_in_the_owners_files_and_not_on_the_page(make, tmp_path):
    write_plan(make(), tmp_path / "plan", ABOUT)
    named = [path.name for path in (tmp_path / "plan").iterdir() if "w7" in path.read_text("utf-8")]
    assert sorted(named) == ["moves.csv", "plan.json"]


def test_text_that_a_spreadsheet_would_run_is_made_safe(make, plan, tmp_path):
    moves = tuple(replace(move, worker="=HYPERLINK()") for move in plan.moves)
    write_plan(make(replace(plan, moves=moves)), tmp_path / "plan", ABOUT)
    assert rows(tmp_path / "plan" / "moves.csv")[0]["worker"] == "'=HYPERLINK()"


def test_standing_adds_up_to_the_same_total_in_every_cycle(make, tmp_path):
    write_plan(make(), tmp_path / "plan", ABOUT)
    found = rows(tmp_path / "plan" / "standing.csv")
    totals = {c: sum(int(r["positions"]) for r in found if r["cycle"] == c) for c in "01"}
    assert totals == {"0": 15, "1": 15}


@pytest.mark.parametrize("stranger", ["letter.txt", "plan.json"])
def test_a_folder_that_is_no_plan_is_left_alone(make, tmp_path, stranger):
    (tmp_path / stranger).write_text("dear", encoding="utf-8")
    with pytest.raises(RunError, match="no plan of moves, so it is left alone"):
        write_plan(make(), tmp_path, ABOUT)
    assert [path.name for path in tmp_path.iterdir()] == [stranger]


def test_a_plan_to_which_somebody_added_a_file_is_left_alone(make, tmp_path):
    write_plan(make(), tmp_path / "plan", ABOUT)
    (tmp_path / "plan" / "mine.txt").write_text("dear", encoding="utf-8")
    with pytest.raises(RunError, match="left alone"):
        check_plan_place(tmp_path / "plan")


def test_a_file_is_not_overwritten(make, tmp_path):
    (tmp_path / "plan").write_text("mine", encoding="utf-8")
    with pytest.raises(RunError, match="is not a folder"):
        check_plan_place(tmp_path / "plan")


def test_the_page_has_the_answer_the_proof_the_cost_and_the_assumptions(make):
    page = plan_html(make(costs={"transfer": F(4500)}), ABOUT, None)
    for part in (
        "3 positions change branch: 1 empty one first, 2 people move",
        "Every branch has its positions after 1 of 1 cycle.",
        "There is no map",
        "Most that leave a branch in a cycle",
        "9,000",
        "nobody is ill.",
        "People moved to another branch",
        "proven",
    ):
        assert part in page
    assert "tie:" not in page


def test_the_page_of_a_blocked_plan_says_what_is_in_the_way(make, plan):
    blocked = replace(
        plan, short=2, over=2, cycles_needed=None, blocking=(Broken("within", "Coast", 2),)
    )
    assert "Coast: 2 positions would have to leave it." in plan_html(make(blocked), ABOUT, None)


def test_the_page_of_a_plan_without_moves_says_so(make, plan):
    still = tuple(replace(each, positions=each.target) for each in plan.standing)
    page = plan_html(
        make(Plan(MoveRules(plan.rules.starts_on), standing=still, cycles_needed=0)), ABOUT, None
    )
    assert "Nothing has to move." in page
    assert "Every branch has its positions already." in page
