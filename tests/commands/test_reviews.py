"""`reviews agreement`, `raters` and `effect` as a user meets them."""

from __future__ import annotations

import json

import pytest

YEAR = "1998-01-01..1999-01-01"
POLICY = """\
name: read
title: Case readings only
version: "1"
effective: {since: 2000-01-01}
period: 1998-01-01..1999-01-01
position: {value: caseworkers, source: Manual}
unit: {value: 1, source: Manual}
method: {value: webster, source: Manual}
tolerance: {value: 0, source: Manual}
measures:
  served: {measure: children_served, parameters: {group: {value: in_home, source: Manual}}}
  levels:
    measure: vulnerability_levels
    parameters:
      group: {value: in_home, source: Manual}
      consensus: {value: majority, source: Manual}
programs:
  remedial_services:
    part: {value: 1, source: Manual}
    base:
      score: difficult_children
      measures: {served: served, levels: levels}
      parameters: {most_level: {value: 5, source: Manual}, kappa: {value: 10, source: Manual}}
      source: Manual
    components:
      plain: {score: of_the_base, influence: {value: 1, source: Manual}, source: Manual}
"""
#: The same without readings: nothing is left to be at odds about.
UNREAD = POLICY.replace(POLICY[POLICY.index("  levels:\n") : POLICY.index("programs:")], "")
UNREAD = UNREAD.replace(
    UNREAD[UNREAD.index("      score: diff") : UNREAD.index("      source: Manual\n")],
    "      score: counted\n      measures: {count: served}\n",
)


@pytest.fixture
def policy(tmp_path):
    """A policy that reads case readings and no more."""
    path = tmp_path / "policy.yaml"
    path.write_text(POLICY, "utf-8")
    return path


@pytest.fixture
def unstaffed(state):
    """The made-up state without its present staff, who stand under programs of another policy."""
    (state / "staff.csv").unlink()
    return state


def test_help_lists_the_subcommands_in_the_order_a_user_meets_them(evenhand):
    told = evenhand("reviews", "--help").out
    assert 0 < told.index("agreement") < told.index("raters") < told.index("effect")


@pytest.mark.parametrize("name", ["agreement", "raters", "effect"])
def test_each_subcommand_has_an_example_and_can_print_json(evenhand, name):
    told = evenhand("reviews", name, "--help").out
    assert f"evenhand reviews {name} tables" in told
    assert "--json" in told


def test_agreement_is_told_for_verdicts_types_and_levels_with_intervals(evenhand, small_state):
    answer = evenhand("reviews", "agreement", small_state, "--period", YEAR, "--json")
    assert answer.code == 0
    told = json.loads(answer.out)
    assert (told["period"], told["seed"]) == (YEAR, 1)
    assert [each["judged"] for each in told["agreement"]] == ["verdict", "type", "level"]
    for each in told["agreement"]:
        assert each["where"] == "state"
        assert each["agreement"]["alpha"] is not None


def test_the_table_says_what_was_judged_and_how_the_interval_was_made(evenhand, small_state):
    answer = evenhand("reviews", "agreement", small_state, "--period", YEAR, "--seed", 7)
    assert "Agreement (Krippendorff's alpha, 90 % interval)" in answer.out
    assert f"judged in {YEAR}; intervals from 1,000 draws, seed 7." in answer.out


def test_by_branch_each_branch_stands_under_its_name_before_the_state(evenhand, small_state):
    answer = evenhand(
        "reviews", "agreement", small_state, "--period", YEAR, "--by", "branch", "--json"
    )
    verdicts = [e for e in json.loads(answer.out)["agreement"] if e["judged"] == "verdict"]
    assert len(verdicts) == 6
    assert verdicts[-1]["where"] == "state"


def test_by_type_each_type_stands_against_the_others(evenhand, small_state):
    answer = evenhand("reviews", "agreement", small_state, "--period", YEAR, "--by", "type")
    assert "neglect" in answer.out
    assert "level" not in answer.out


def test_engines_agree(evenhand, small_state):
    words = ("reviews", "agreement", small_state, "--period", YEAR, "--json", "--engine")
    assert evenhand(*words, "polars").out == evenhand(*words, "duckdb").out


def test_calls_alone_are_enough(evenhand, state):
    (state / "case_readings.csv").unlink()
    answer = evenhand("reviews", "agreement", state, "--period", YEAR)
    assert answer.code == 0
    assert "verdict" in answer.out
    assert "level" not in answer.out


def test_patterns_may_be_handed_over_as_counts(evenhand, tmp_path):
    (tmp_path / "tables.yaml").write_text("as_of: 2000-02-04\n", "utf-8")
    (tmp_path / "branches.csv").write_text("id,name\nbend,Bend\n", "utf-8")
    counts = ["measure,branch,of,hits,base", "call_review_patterns,bend,neglect=2,8,20"]
    counts += [f"call_review_patterns,bend,{of},6,20" for of in ("refer=2", "neglect=1 refer=1")]
    (tmp_path / "counts.csv").write_text("\n".join(counts) + "\n", "utf-8")
    answer = evenhand("reviews", "agreement", tmp_path, "--period", YEAR, "--json")
    assert answer.code == 0, answer.err
    verdict = json.loads(answer.out)["agreement"][0]["agreement"]
    assert (verdict["units"], verdict["judgements"]) == (20, 40)


def test_without_a_period_the_user_is_told_how_to_give_one(evenhand, small_state):
    answer = evenhand("reviews", "agreement", small_state)
    assert answer.code == 2
    assert "--period A..B, or --policy POLICY" in answer.err


@pytest.mark.parametrize("name", ["agreement", "raters"])
def test_a_period_in_which_nobody_judged_is_an_error_with_a_way_out(evenhand, small_state, name):
    answer = evenhand("reviews", name, small_state, "--period", "2031-01-01..2032-01-01")
    assert answer.code == 1
    assert "Nobody reviewed a call or read a case record in 2031-01-01..2032-01-01." in answer.err
    assert "give another --period" in answer.err
    assert "Traceback" not in answer.err


def test_raters_are_shown_as_instruments(evenhand, small_state):
    answer = evenhand("reviews", "raters", small_state, "--period", YEAR)
    assert answer.code == 0
    assert "rater1" in answer.out
    assert "reader1" in answer.out
    assert "says nothing of caseworkers" in answer.out


def test_a_rater_who_turns_everything_round_is_flagged(evenhand, state):
    path = state / "call_reviews.csv"
    turned = {"assess": "refer", "refer": "assess"}
    lines = path.read_text("utf-8").splitlines()
    rater, verdict = (lines[0].split(",").index(name) for name in ("rater", "verdict"))
    cells = [line.split(",") for line in lines[1:]]
    for row in cells:
        if row[rater] == "rater2":
            row[verdict] = turned[row[verdict]]
    path.write_text("\n".join([lines[0], *(",".join(row) for row in cells)]) + "\n", "utf-8")
    answer = evenhand("reviews", "raters", state, "--period", YEAR, "--json")
    told = {each["rater"]: each["verdict"] for each in json.loads(answer.out)["raters"]["verdict"]}
    assert told["rater2"] == "differs more often"


def test_effect_says_whose_positions_hang_on_the_rule(evenhand, unstaffed, policy):
    words = ("--policy", policy, "--positions", "600")
    answer = evenhand("reviews", "effect", unstaffed, *words)
    assert answer.code == 0, answer.err
    assert "by other rules" in answer.out
    assert "nobody judged so" in answer.out
    assert "Branches whose positions hang on the rule" in answer.out


def test_effect_with_so_few_positions_that_none_moves_says_so(evenhand, unstaffed, policy):
    words = ("--policy", policy, "--positions", "1")
    answer = evenhand("reviews", "effect", unstaffed, *words)
    assert "No branch's positions differ" in answer.out


def test_effect_as_json_names_each_rule_but_the_policys_own(evenhand, unstaffed, policy):
    words = ("--policy", policy, "--positions", "600", "--json")
    told = json.loads(evenhand("reviews", "effect", unstaffed, *words).out)
    assert [(t["reading"], t["rule"]) for t in told["trials"]] == [
        ("levels", "lowest"),
        ("levels", "highest"),
        ("levels", "panel"),
    ]
    assert all(span["least"] != span["most"] for span in told["differ"])


def test_a_rule_there_is_not_is_refused_with_those_there_are(evenhand, unstaffed, policy):
    policy.write_text(POLICY.replace("value: majority", "value: loudest"), "utf-8")
    words = ("--policy", policy, "--positions", "600")
    answer = evenhand("reviews", "effect", unstaffed, *words)
    assert answer.code == 1
    assert "policy.yaml:16: vulnerability_levels takes for 'consensus' one of majority, " in (
        answer.err
    )
    assert "lowest, highest, panel, not loudest." in answer.err


def test_effect_without_a_reading_to_settle_says_so(evenhand, unstaffed, policy):
    policy.write_text(UNREAD, "utf-8")
    answer = evenhand("reviews", "effect", unstaffed, "--policy", policy, "--positions", "600")
    assert answer.code == 0, answer.err
    assert "No reading of read is settled between raters in these data." in answer.out
