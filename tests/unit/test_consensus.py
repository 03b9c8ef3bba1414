"""Disagreement settled by another rule: whose positions would differ, and when a rule cannot be."""

from __future__ import annotations

from fractions import Fraction as F

import pytest

from evenhand.figures import Tally
from evenhand.policy.reading import parse_policy
from evenhand.run import allocate, measure
from evenhand.scenarios.consensus import Span, consensus_trials, spans
from evenhand.sources.data import Data

POLICY = """\
name: one
title: One reading
version: "1"
effective: {since: 2000-01-01}
period: 1998-01-01..1999-01-01
position: {value: caseworkers, source: Manual}
unit: {value: 1, source: Manual}
method: {value: webster, source: Manual}
tolerance: {value: 0, source: Manual}
measures:
  served: {stands_for: Children, source: Manual}
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
      parameters: {most_level: {value: 5, source: Manual}, kappa: {value: 0, source: Manual}}
      source: Manual
    components:
      plain: {score: of_the_base, influence: {value: 1, source: Manual}, source: Manual}
"""
#: One of Bend's two children was read at level 6 by two readers and at level 5 by one.
DISPUTED = """
    child | reader | read_on    | level
    a     | 1      | 1998-03-01 | 1
    b     | 1      | 1998-03-01 | 1
    c     | 1      | 1998-03-01 | 1
    d     | 1      | 1998-03-01 | 6
    d     | 2      | 1998-03-01 | 6
    d     | 3      | 1998-03-01 | 5
"""


def tried(case_tables, readings, policy=POLICY, **given):
    """The trials and spans of 30 positions, two children served in each of two branches."""
    tables = case_tables(
        "2000-02-04",
        families="""
            id | branch  | group
            f  | Astoria | in_home
            g  | Bend    | in_home
        """,
        children="""
            id | family
            a  | f
            b  | f
            c  | g
            d  | g
        """,
        case_readings=readings,
    )
    served = tuple(of_two(branch) for branch in ("Astoria", "Bend"))
    data = Data(
        {"Astoria": "Astoria", "Bend": "Bend"},
        tables.as_of,
        tables=tables,
        counts={"served": served, **given},
    )
    read = parse_policy("one.yaml", policy)
    tallies = measure(read, data)
    result = allocate(read, data, "30", tallies)
    trials = consensus_trials(result, read, data, "30", tallies)
    return trials, spans(result, trials)


def of_two(branch):
    return Tally(branch, "", 2, 2)


def test_a_branch_whose_readers_differ_has_other_positions_under_another_rule(case_tables):
    trials, differ = tried(case_tables, DISPUTED)
    by_rule = {trial.rule: trial for trial in trials}
    assert set(by_rule) == {"lowest", "highest", "panel"}
    assert (by_rule["highest"].positions, by_rule["highest"].moved) == ((20, 10), 0)
    assert (by_rule["lowest"].positions, by_rule["lowest"].moved) == ((15, 15), 5)
    assert differ == (
        Span("Astoria", F(20), F(15), F(20)),
        Span("Bend", F(10), F(10), F(15)),
    )


def test_a_rule_by_which_nobody_judged_gives_no_positions_and_says_so(case_tables):
    trials, _ = tried(case_tables, DISPUTED)
    panel = next(trial for trial in trials if trial.rule == "panel")
    assert (panel.positions, panel.moved, panel.why_not) == ((), 0, "nobody judged so")


def test_a_rule_that_makes_a_base_of_nothing_says_why(case_tables):
    only_easy = DISPUTED + "    a | panel | 1998-03-01 | 7\n    c | panel | 1998-03-01 | 7\n"
    trials, differ = tried(case_tables, only_easy)
    panel = next(trial for trial in trials if trial.rule == "panel")
    assert "is 0 in every branch" in panel.why_not
    assert [span.branch for span in differ] == ["Astoria", "Bend"]


def test_where_readers_agree_no_rule_changes_anything(case_tables):
    agreed = "\n".join(line for line in DISPUTED.splitlines() if "| 5" not in line)
    trials, differ = tried(case_tables, agreed)
    assert [trial.moved for trial in trials] == [0, 0, 0]
    assert differ == ()


@pytest.mark.parametrize("own", ["lowest", "highest"])
def test_the_policys_own_rule_is_not_tried_again(case_tables, own):
    policy = POLICY.replace("{value: majority", f"{{value: {own}")
    trials, _ = tried(case_tables, DISPUTED, policy)
    assert own not in {trial.rule for trial in trials}
    assert "majority" in {trial.rule for trial in trials}


def test_what_was_fitted_for_the_result_is_not_fitted_anew(case_tables, monkeypatch):
    policy = POLICY.replace("kappa: {value: 0", "kappa: {value: fitted")
    told = []

    def noted(*given, frozen, **more):
        told.append(frozen)
        return allocate(*given, frozen=frozen, **more)

    monkeypatch.setattr("evenhand.scenarios.consensus.allocate", noted)
    tried(case_tables, DISPUTED, policy)
    assert len(told) == 2
    assert all([c.name for c in each["remedial_services", "base"]] for each in told)


def test_a_reading_that_comes_as_counts_cannot_be_settled_anew(case_tables):
    counted = tuple(Tally(branch, "1", 1, 2) for branch in ("Astoria", "Bend"))
    assert tried(case_tables, DISPUTED, levels=counted) == ((), ())
