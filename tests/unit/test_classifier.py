"""The decision table of levels in a policy: how it is written, and what it may not leave open."""

from __future__ import annotations

from re import search

import pytest

from evenhand.errors import PolicyError
from evenhand.figures import Ages, LevelRule
from evenhand.policy import assumptions
from evenhand.policy.reading import parse_policy
from evenhand.steps.vetting import vet

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
classifier:
"""
CATCH_ALL = "- {level: 7, source: Manual 9}\n"


def read(rows):
    return parse_policy("coast.yaml", POLICY + rows)


def refused(rows):
    with pytest.raises(PolicyError) as found:
        read(rows)
    return str(found.value)


def test_a_row_says_severity_age_circumstance_and_level():
    policy = read(
        "- when: {severity: [severe, moderate], age: 0-4, circumstance: [abandoned]}\n"
        "  level: 1\n  source: Manual 9\n- {level: 7, assumption: Who is left.}\n"
    )
    first, last = (row.rule for row in policy.classifier)
    assert first == LevelRule(1, ("severe", "moderate"), Ages(0, 4), ("abandoned",))
    assert last == LevelRule(7)


def test_a_policy_need_not_have_a_classifier():
    assert parse_policy("coast.yaml", POLICY.replace("classifier:\n", "")).classifier == ()


def test_the_assumptions_of_its_rows_are_told_by_number():
    policy = read("- {when: {age: 13+}, level: 6, assumption: Older.}\n" + CATCH_ALL)
    assert assumptions(policy) == ("classifier.row 1: Older.",)


@pytest.mark.parametrize(
    ("rows", "line", "wrong"),
    [
        ("- {when: {age: 0-4}, level: 1, source: M}\n", 18, "the last row .* must catch every"),
        ("- {level: 8, source: M}\n", 18, "a whole number from 1 to 7, not 8"),
        ("- {level: 5/2, source: M}\n", 18, "from 1 to 7, not 5/2"),
        ("- {when: {}, level: 2, source: M}\n" + CATCH_ALL, 18, "this `when` asks nothing"),
        ("- {when: {age: 5-4}, level: 2, source: M}\n" + CATCH_ALL, 18, "'5-4' is not ages in"),
        ("- {when: {age: young}, level: 2, source: M}\n" + CATCH_ALL, 18, "such as 0-4, 13\\+ or"),
        ("- {when: {ages: 0-4}, level: 2, source: M}\n", 18, "Did you mean 'age'"),
        ("- {level: 2}\n", 18, "no source or assumption"),
        ("- {level: 2, source: tbd}\n", 18, "is a placeholder"),
        (CATCH_ALL * 2, 19, "no child reaches this row of the classifier, .* line 18 takes"),
        (
            "- {when: {age: 0-9}, level: 1, source: M}\n"
            "- {when: {age: 2-3, severity: [severe]}, level: 2, source: M}\n" + CATCH_ALL,
            19,
            "line 18 takes them all. Put it higher",
        ),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_line(rows, line, wrong):
    told = refused(rows)
    assert told.startswith(f"coast.yaml:{line}: ")
    assert search(wrong, told), told


@pytest.mark.parametrize(
    ("text", "ages"), [("0-4", Ages(0, 4)), (" 13+ ", Ages(13)), ("7", Ages(7, 7))]
)
def test_ages_are_written_as_people_write_them(text, ages):
    assert Ages.read(text) == ages


@pytest.mark.parametrize(
    ("wide", "narrow", "covers"),
    [
        (LevelRule(1), LevelRule(2, ("severe",), Ages(3)), True),
        (LevelRule(1, ("severe", "mild")), LevelRule(2, ("mild",)), True),
        (LevelRule(1, ("severe",)), LevelRule(2), False),
        (LevelRule(1, circumstance=("abandoned",)), LevelRule(2, ("severe",)), False),
        (LevelRule(1, ages=Ages(5)), LevelRule(2, ages=Ages(4)), False),
        (LevelRule(1, ages=Ages(0, 9)), LevelRule(2, ages=Ages(5)), False),
        (LevelRule(1, ages=Ages(0, 9)), LevelRule(2, ages=Ages(5, 9)), True),
    ],
)
def test_a_rule_covers_another_if_it_takes_all_of_its_children(wide, narrow, covers):
    assert wide.covers(narrow) is covers


@pytest.mark.parametrize("rules", ["[1]", "[word]", "1"])
def test_the_table_is_not_written_among_the_readings(rules):
    reading = f"classified_levels: {{parameters: {{rules: {{value: {rules}, source: M}}}}}}"
    text = POLICY.replace("calls_received: {}}", f"calls_received: {{}}, {reading}}}")
    text = text.replace("classifier:\n", "")
    policy = parse_policy("coast.yaml", text)
    with pytest.raises(PolicyError, match=r"coast.yaml:10: .*only `evenhand reviews levels` hands"):
        vet(policy)
