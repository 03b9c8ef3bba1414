"""What a policy may not say of hours and of supply: each refusal with its line."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from evenhand.errors import PolicyError
from evenhand.policy import read_policy, shipped
from evenhand.policy.reading import parse_policy
from evenhand.steps.vetting import vet

LEVELS = ", ".join(f'"{n}": {{value: {9 - n}, source: M}}' for n in range(1, 8))
GOOD = f"""\
name: coast
title: The coast
version: "1"
effective: {{since: 2000-02-04}}
period: 1998-01-01..1999-01-01
position: {{value: caseworkers, source: Manual 4}}
unit: {{value: 1, assumption: Whole ones.}}
method: {{value: webster, assumption: Chosen.}}
tolerance: {{value: 5%, assumption: Some rows are bad.}}
measures:
  served: {{stands_for: Children, source: Manual}}
  read: {{stands_for: Children read by level, source: Manual}}
supply:
  counts_as: {{case_carrying: {{value: 1, source: M}}, trainee: {{value: 0.5, source: M}}}}
  workers_per_supervisor: {{value: 5, source: M}}
  support_per_worker: {{value: 0, source: M}}
programs:
  remedial_services:
    part: {{value: 29, source: Manual 5}}
    base: {{score: counted, measures: {{count: served}}, source: Manual 6}}
    hours:
      available: {{value: 1068, source: M}}
      measures: {{served: served, read: read}}
      parameters: {{kappa: {{value: 3, source: M}}}}
      levels: {{{LEVELS}}}
    components:
      first: {{score: of_the_base, influence: {{value: 1, source: M}}, source: Manual 8}}
"""
SEVEN = '"7": {value: 2, source: M}'


def refused(old, new):
    assert old in GOOD
    with pytest.raises(PolicyError) as found:
        parse_policy("coast.yaml", GOOD.replace(old, new, 1))
    return str(found.value)


def test_the_good_one_is_good_and_its_levels_come_in_order():
    policy = parse_policy("coast.yaml", GOOD)
    vet(policy)
    each = policy.programs["remedial_services"].hours.each
    assert [(level, int(number.value)) for level, number in each.items()] == [
        (str(n), 9 - n) for n in range(1, 8)
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (f", {SEVEN}", "", "coast.yaml:22: there are no hours for level 7."),
        ('"7":', '"8":', "coast.yaml:25: '8' is no level; they are 1 to 7."),
        (SEVEN, SEVEN.replace("2", "-1"), "coast.yaml:25: the hours of 7 cannot be less than 0."),
        ("value: 1068", "value: 0", "coast.yaml:22: a position gives more than 0 hours."),
        ("levels: {", "types: {}\n      # {", "neither `levels` nor `types`; give one of them."),
        (
            "levels: {",
            "types: {neglect: {value: 1, source: M}}\n      levels: {",
            "both `levels` and `types`; give one of them.",
        ),
        (
            "read: read}",
            "read: reed}",
            "'reed' is not among the policy's measures. Did you mean 'read'? What may stand here: "
            "read, served.",
        ),
        (
            "served: served, read",
            "sampled: served, read",
            "hours have no use for 'sampled'. What may stand here: read, served.",
        ),
        ("{served: served, read: read}", "{served: served}", "hours need a reading for 'read'"),
        (
            "      parameters: {kappa: {value: 3, source: M}}\n",
            "",
            "needs the parameter 'kappa': fitted, or a number, 0 or more.",
        ),
        ("{kappa:", "{kapa:", "coast.yaml:24: hours have no parameter 'kapa'; they take 'kappa'."),
        (
            "kappa: {value: 3",
            "kappa: {value: -3",
            "coast.yaml:24: kappa is fitted, or a number, 0 or more.",
        ),
        (
            "kappa: {value: 3",
            "kappa: {value: fitting",
            "coast.yaml:24: kappa is fitted, or a number, 0 or more.",
        ),
        ("value: 1, source: M}, tr", "value: 2, source: M}, tr", "who is case_carrying counts as"),
        ("value: 0.5,", "value: -0.5,", "coast.yaml:14: a worker who is trainee counts as 0 to 1."),
        ("value: 5, source", "value: 0, source", "a supervisor has more than 0 workers."),
        ("worker: {value: 0,", "worker: {value: -1,", "support staff cannot be less than 0."),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_line(old, new, said):
    assert said in refused(old, new)


def test_hours_of_nothing_at_all_are_refused():
    nothing = re.sub(r"value: \d(?=, source: M\}[,}])", "value: 0", LEVELS + "}")[:-1]
    assert "nobody needs any hours here" in refused(LEVELS, nothing)


def test_a_supply_in_which_nobody_counts_is_refused():
    some = "{case_carrying: {value: 1, source: M}, trainee: {value: 0.5, source: M}}"
    assert "no status counts for anything" in refused(some, "{trainee: {value: 0, source: M}}")


def test_fitted_and_a_census_without_kappa_are_fine():
    parse_policy("coast.yaml", GOOD.replace("kappa: {value: 3,", "kappa: {value: fitted,"))
    census = GOOD.replace("{served: served, read: read}", "{read: read}")
    parse_policy(
        "coast.yaml", census.replace("      parameters: {kappa: {value: 3, source: M}}\n", "")
    )


@pytest.mark.parametrize("name", shipped())
def test_what_a_shipped_policy_says_of_hours_is_never_called_oregons(name):
    policy = read_policy(name)
    for program in policy.programs.values():
        if program.hours:
            assert "Oregon" not in program.hours.available.reference.replace("Not Oregon's", "")
    assert {f.name for f in fields(policy)} >= {"supply"}
