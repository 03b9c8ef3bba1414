"""`evenhand redeploy`: from a RUN to moves in order, as a user meets it."""

from __future__ import annotations

import csv
import json
from shutil import copytree

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
programs:
  in_home:
    part: {value: 1, source: M}
    base: {score: counted, measures: {count: served}, source: M}
    components:
      children: {score: of_the_base, influence: {value: 1, source: M}, source: M}
"""
TABLES = {
    "branches": """\
id,name,region,latitude,longitude
astoria,Astoria,Coast,46.19,-123.83
bend,Bend,East,44.06,-121.31
coos_bay,Coos Bay,Coast,43.37,-124.21
""",
    # Ten positions by 50, 30 and 20 children: 5, 3 and 2.
    "counts": "measure,branch,hits,base\nserved,astoria,50,50\nserved,bend,30,30\n"
    "served,coos_bay,20,20\n",
    "staff": "branch,program,positions\nastoria,in_home,9\nbend,in_home,1\ncoos_bay,in_home,0\n",
    "workers": "id,branch,role,fte\n"
    + "".join(f"w{n},{'astoria' if n else 'bend'},caseworker,1\n" for n in range(9)),
    "worker_status": "worker,status,program,from_on\n"
    + "".join(f"w{n},case_carrying,in_home,{1990 + n}-02-04\n" for n in range(9)),
}
STAFFING = "branch,program,filled,vacant,leaving\nastoria,in_home,8,1,1\nbend,in_home,1,0,\n"


@pytest.fixture
def coast(evenhand, kept, tmp_path):
    """A RUN of three branches: Astoria has four too many, Bend and Coos Bay two too few.

    It is made once; each test has a copy that it may spoil, and tables of its own.
    """
    data = tmp_path / "coast"
    data.mkdir()
    (data / "tables.yaml").write_text("as_of: 2000-02-04\n", encoding="utf-8")
    for name, text in TABLES.items():
        (data / f"{name}.csv").write_text(text, encoding="utf-8")
    policy = tmp_path / "coast.yaml"
    policy.write_text(POLICY, encoding="utf-8")
    run = kept / "run"
    if not run.exists():
        made = evenhand("allocate", data, "--policy", policy, "--positions", "10", "--out", run)
        assert made.code == 0, made.err
    return copytree(run, tmp_path / "run")


@pytest.fixture
def beside(tmp_path):
    def write(name, text):
        path = tmp_path / f"{name}.csv"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def planned(evenhand, coast, *words):
    answer = evenhand("redeploy", coast, "--json", *words)
    assert answer.code == 0, answer.err
    return json.loads(answer.out)


def kinds(told):
    found = {}
    for move in told["plan"]["moves"]:
        found[move["kind"]] = found.get(move["kind"], 0) + move["positions"]
    return found


def test_the_sentence_comes_first_then_moves_standing_and_proof(evenhand, coast):
    answer = evenhand("redeploy", coast)
    assert answer.code == 0
    first, second, *_ = answer.out.splitlines()
    assert first.startswith("4 positions change branch: 4 people move, ")
    assert first.endswith("none that reaches the target moves fewer people.")
    assert second == "Every branch has its positions after 1 of 1 cycle."
    for part in ("2001-02-03: with its person", "After 1", "proven", "Assumption: Nobody is"):
        assert part in answer.out


def test_empty_positions_go_before_people(evenhand, coast, beside):
    told = planned(evenhand, coast, "--staffing", beside("staffing", STAFFING))
    assert kinds(told) == {"vacancy": 1, "attrition": 1, "transfer": 2}
    assert [move["on"] for move in told["plan"]["moves"]] == sorted(
        move["on"] for move in told["plan"]["moves"]
    )


def test_time_and_attrition_spare_people(evenhand, coast):
    # A quarter of those still there each year: of 9 it is 2.25, then 3.94 in two years.
    assert kinds(planned(evenhand, coast, "--attrition", "25%")) == {"attrition": 2, "transfer": 2}
    two_years = planned(evenhand, coast, "--attrition", "0.25", "--cycles", "2")
    assert kinds(two_years) == {"attrition": 3, "transfer": 1}


def test_the_cycles_that_would_do_do_and_one_less_does_not(evenhand, coast, tmp_path):
    words = ("--set", "positions=6", "--draws", "0", "--out", tmp_path / "six")
    assert evenhand("scenario", coast, *words).code == 0

    def made(cycles):
        return planned(evenhand, tmp_path / "six", "--attrition", "0.25", "--cycles", str(cycles))

    # Of Astoria's nine 3 are to stay: two go with their position, four positions as people
    # leave: 2.25, 3.94 and 5.20 in one, two and three years.
    assert made(1)["reached"] == "After 1 cycle 2 are still too many; 3 cycles would do."
    assert made(2)["plan"]["over"] == 1
    assert made(3)["plan"]["over"] == 0


def test_a_run_of_half_positions_is_refused_with_what_would_work(evenhand, coast, tmp_path):
    policy, halves = tmp_path / "halves.yaml", tmp_path / "halves"
    policy.write_text(POLICY.replace("unit: {value: 1,", "unit: {value: 1/2,"), encoding="utf-8")
    words = (tmp_path / "coast", "--policy", policy, "--positions", "10", "--out", halves)
    assert evenhand("allocate", *words).code == 0
    answer = evenhand("redeploy", tmp_path / "halves")
    assert answer.code == 1
    assert "units of 0.50, but a person holds one position" in answer.err
    assert "`unit: 1` in its policy" in answer.err


def test_a_cap_spreads_moves_over_cycles_and_says_how_many_it_takes(evenhand, coast):
    told = planned(evenhand, coast, "--most-out", "2", "--months", "6")
    assert told["reached"] == (
        "After 1 cycle 2 positions are still missing and 2 are still too many; 2 cycles would do."
    )
    told = planned(evenhand, coast, "--most-out", "2", "--months", "6", "--cycles", "2")
    days = {move["on"] for move in told["plan"]["moves"]}
    assert days == {"2000-08-03", "2001-02-03"}


def test_a_rule_in_the_way_is_named_with_what_would_work(evenhand, coast):
    answer = evenhand("redeploy", coast, "--within", "region")
    assert answer.code == 0
    assert "In the way: Coast: 2 positions would have to leave it." in answer.out
    assert "leave out --within" in answer.out


def test_pseudonyms_stand_in_the_folder_only(evenhand, coast, tmp_path):
    out = tmp_path / "plan"
    words = ("redeploy", coast, "--data", tmp_path / "coast", "--out", out)
    answer = evenhand(*words)
    assert answer.code == 0, answer.err
    assert f"Written: {out}" in answer.out
    assert "w8" not in answer.out
    with (out / "moves.csv").open(encoding="utf-8", newline="") as file:
        workers = [row["worker"] for row in csv.DictReader(file) if row["worker"]]
    assert len(workers) == len(set(workers)) == 3  # and one of Astoria's nine is vacant
    assert evenhand(*words, "--json").code == 0
    assert "w8" not in evenhand(*words, "--json").out


def test_the_same_words_give_the_same_folder(evenhand, coast, tmp_path):
    for name in ("one", "two"):
        evenhand("redeploy", coast, "--attrition", "0.25", "--out", tmp_path / name)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_travel_times_and_costs_are_counted(evenhand, coast, beside):
    travel = "origin,destination,minutes\nastoria,bend,245\nastoria,coos_bay,270\n"
    costs = beside("costs", "what,cost\ntransfer,1000\nminute,0.5\n")
    words = ("--travel", beside("travel", travel), "--costs", costs)
    told = planned(evenhand, coast, *words)
    assert told["plan"]["distance"] == 2 * 245 + 2 * 270
    assert [(cost["what"], cost["units"]) for cost in told["costs"]] == [
        ("transfer", "4"),
        ("minute", "1030"),
    ]
    shown = evenhand("redeploy", coast, *words).out
    assert "4,515" in shown  # 4,000 and 515


def test_volunteers_go_first_and_nobody_who_may_not_be_moved(evenhand, coast, beside, tmp_path):
    people = "worker,branch,program,years,moves\n" + "".join(
        f"w{n},astoria,in_home,{n},{'volunteer' if n > 6 else 'never' if n < 2 else ''}\n"
        for n in range(9)
    )
    words = ("--people", beside("people", people), "--out", tmp_path / "plan")
    assert evenhand("redeploy", coast, *words).code == 0
    with (tmp_path / "plan" / "moves.csv").open(encoding="utf-8", newline="") as file:
        workers = {row["worker"] for row in csv.DictReader(file)}
    assert {"w7", "w8"} <= workers
    assert not {"w0", "w1"} & workers


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["nowhere"], 1, "nothing at nowhere"),
        (["RUN", "--attrition", "12"], 2, "'12' is no part from 0 to 1"),
        (["RUN", "--attrition", "some"], 2, "'some' is no part from 0 to 1"),
        (["RUN", "--starts", "soon"], 2, "'soon' is not a day"),
        (["RUN", "--out", ""], 2, "name a folder"),
        (["RUN", "--out", "RUN"], 1, "no plan of moves, so it is left alone"),
        (["RUN", "--data", "x", "--people", "y"], 2, "not by both"),
        (["RUN", "--staffing", "nowhere.csv"], 1, "nowhere.csv cannot be read"),
        (["RUN", "--within", "zone"], 1, "have no zone"),
        (["RUN", "--cycles", "0"], 2, "--cycles"),
    ],
)
def test_a_mistake_ends_in_a_sentence_and_a_code(evenhand, coast, words, code, said):
    answer = evenhand("redeploy", *(str(coast) if word == "RUN" else word for word in words))
    assert answer.code == code
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_tables_of_another_day_are_told(evenhand, coast, tmp_path):
    (tmp_path / "coast" / "tables.yaml").write_text("as_of: 2000-03-04\n", encoding="utf-8")
    answer = evenhand("redeploy", coast, "--data", tmp_path / "coast", "--starts", "2000-07-01")
    assert "Note: --data is as of 2000-03-04, the run as of 2000-02-04." in answer.out
    assert "2001-06-30: with its person" in answer.out


def test_where_no_plan_keeps_every_rule_nothing_is_written_and_the_rule_is_named(
    evenhand, coast, tmp_path, monkeypatch
):
    from dataclasses import replace

    from evenhand import redeployment
    from evenhand.figures import Broken

    genuine = redeployment.plan

    def broken(*given, **named):
        return replace(genuine(*given, **named), broken=(Broken("least", "bend, in_home", 2),))

    monkeypatch.setattr(redeployment, "plan", broken)
    answer = evenhand("redeploy", coast, "--out", tmp_path / "plan")
    assert answer.code == 1
    assert "Bend, in home: 2 positions are missing to the least it must have." in answer.err
    assert not (tmp_path / "plan").exists()


def test_long_tables_are_cut_on_the_screen_and_say_so(evenhand, coast, monkeypatch):
    monkeypatch.setattr("evenhand.cli.commands.redeploy.SHOWN", 1)
    monkeypatch.setattr("evenhand.cli.commands.redeploy.OBSTACLES", 0)
    answer = evenhand("redeploy", coast, "--within", "region")
    assert "Rows not shown: 2; --out DIR writes them all." in answer.out
    assert "In the way, not shown: 1; --json tells them all." in answer.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--cycles", "500"), "1<=x<=40"),
        (("--months", "100000"), "1<=x<=60"),
        (("--starts", "9999-12-31"), "no day to begin on: 1900 to 2999"),
        (("--farthest", "nan"), "write it in km, such as 80"),
        (("--farthest", "inf"), "write it in km, such as 80"),
        (("--attrition", "12"), "for 12 % write 0.12"),
    ],
)
def test_what_no_plan_could_hold_is_refused_in_a_sentence(evenhand, coast, words, said):
    answer = evenhand("redeploy", coast, *words)
    assert answer.code == 2
    assert said in answer.err
