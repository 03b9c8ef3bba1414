"""Vetting a policy: what it names must exist, and be given what it needs."""

from __future__ import annotations

import pytest

from evenhand.errors import PolicyError
from evenhand.policy.reading import parse_policy
from evenhand.steps.vetting import vet

GOOD = """\
name: coast
title: The coast
version: "1"
effective: {since: 2000-02-04, until: 2001-02-04}
period: 1998-01-01..1999-01-01
position: {value: caseworkers, source: Manual 4}
unit: {value: 1, assumption: Whole ones.}
method: {value: webster, assumption: Chosen.}
tolerance: {value: 5%, assumption: Some rows are bad.}
measures:
  children_served:
    parameters: {group: {value: in_home, source: Manual}}
  given: {stands_for: Children, source: Manual, removal_adds: {hits: {value: 1, source: M}}}
programs:
  remedial_services:
    part: {value: 29, source: Manual 5}
    method: {value: adams, source: Manual 5}
    bounds: {least: {value: 1, source: Manual 6}, most: {value: 9, source: Manual 6}}
    base: {score: counted, measures: {count: children_served}, source: Manual 6}
    components:
      first: {score: of_the_base, influence: {value: 0.3, source: M}, source: Manual 8}
      second:
        score: rate
        measures: {counts: given}
        influence: {value: 0.7, source: Manual}
        source: Manual 9
"""


def loose(file, text):
    """Read a policy whose first reading may have lost its name; the base then uses the other."""
    lost = "kids_served" in text
    return parse_policy(
        file, text.replace("{count: children_served", "{count: given") if lost else text
    )


def refused(old, new):
    assert old in GOOD
    policy = loose("coast.yaml", GOOD.replace(old, new, 1))
    with pytest.raises(PolicyError) as found:
        vet(policy)
    return str(found.value)


def test_the_policy_these_tests_break_is_right():
    vet(parse_policy("coast.yaml", GOOD))


@pytest.mark.parametrize(
    ("old", "new", "line", "wrong", "works"),
    [
        ("  children_served:\n", "  kids_served:\n", 12, "no measure kids_served", "`stands_for:`"),
        ("  given: {", "  given: {measure: children_servd} #", 13, "no measure children_servd", ""),
        ("group:", "groop:", 12, "children_served needs the parameter 'group'", "here: group."),
        ("s: {group:", "s: {of: {value: 1, source: M}, group:", 12, "no parameter 'of'", "group"),
        ("value: in_home", "value: 5", 12, "children_served takes for 'group' a word, not 5", ""),
        ("value: in_home", "value: [in_home]", 12, "a word, not [in_home]", ""),
        ("value: webster", "value: webstr", 8, "there is no method webstr", "Did you mean 'webst"),
        ("value: adams", "value: adam", 17, "there is no method adam", "Did you mean 'adams'?"),
        ("score: counted", "score: rate", 19, "rate is no score for a base", "counted"),
        ("score: rate", "score: counted", 23, "counted is no score for a component", "rate"),
        ("score: rate", "score: rates", 23, "rates is no score", "Did you mean 'rate'?"),
        ("{counts: given}", "{}", 23, "rate needs a reading for 'counts'", "here: counts."),
        ("{counts: given}", "{counts: given, count: given}", 23, "no use for 'count'", "counts"),
    ],
)
def test_what_does_not_exist_or_is_not_wanted_is_refused(old, new, line, wrong, works):
    said = refused(old, new)
    assert said.startswith(f"coast.yaml:{line}: ")
    assert wrong in said
    assert works in said


REFLECTED = (
    "score: reflected_rate\n        parameters: {floor: {value: %s, source: M}, %s,"
    " adjust: {value: none, source: M}, per: {value: return, source: M},"
    " prior_sd: {value: 0, source: M}}"
)


@pytest.mark.parametrize(
    ("floor", "other", "said"),
    [
        ("0.1", "kappa: {value: 1, source: M}", ""),
        ("0", "kappa: {value: 1, source: M}", "takes for 'floor' a number above 0, not 0."),
        ("none", "kappa: {value: 1, source: M}", "takes for 'floor' a number above 0, not none."),
        (
            "0.1",
            "kappa: {value: -1, source: M}",
            "takes for 'kappa' fitted or a number, 0 or more, not -1.",
        ),
        ("0.1", "kapa: {value: 1, source: M}", "reflected_rate needs the parameter 'kappa'."),
    ],
)
def test_a_scores_parameters_are_vetted_before_any_table_is_read(floor, other, said):
    text = GOOD.replace("score: rate", REFLECTED % (floor, other))
    if not said:
        vet(parse_policy("coast.yaml", text))
        return
    with pytest.raises(PolicyError) as found:
        vet(parse_policy("coast.yaml", text))
    assert str(found.value).startswith("coast.yaml:2")
    assert said in str(found.value)


def test_a_word_that_a_score_does_not_know_is_answered_with_those_it_knows():
    text = GOOD.replace(
        "score: rate\n        measures: {counts: given}",
        "score: minutes_per_call\n        measures: {warranted: given}\n        parameters:"
        " {times: {value: equalish, source: M}, per: {value: made, source: M},"
        " kappa: {value: 1, source: M}}",
    )
    with pytest.raises(PolicyError) as found:
        vet(parse_policy("coast.yaml", text))
    said = "takes for 'times' measured, should_take or equal, not equalish."
    assert str(found.value).endswith(said)


@pytest.mark.parametrize(
    ("parameters", "wrong"),
    [
        ("ages: {value: 5, source: M}", "'ages' a list, each a whole number, 0 or more, not 5."),
        ("ages: {value: [5, ten], source: M}", "0 or more, not [5, ten]."),
        ("ages: {value: [5, 1/2], source: M}", "0 or more, not [5, 1/2]."),
        ("days: {value: -1, source: M}", "'days' a whole number, 0 or more, not -1."),
    ],
)
def test_a_measure_is_given_what_its_function_takes(parameters, wrong):
    given = {"days": "365", "most_level": "5", "ages": "[5]", "factors": "[drugs]"}
    named = parameters.partition(":")[0]
    rest = [f"{k}: {{value: {v}, source: M}}" for k, v in given.items() if k != named]
    reading = "  removals_by_pattern: {parameters: {%s}}\n"
    text = GOOD.replace("  given:", reading % ", ".join([parameters, *rest]) + "  given:")
    with pytest.raises(PolicyError) as found:
        vet(parse_policy("coast.yaml", text))
    assert wrong in str(found.value)
