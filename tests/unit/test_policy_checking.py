"""What a policy may not say, though its shape is right: each refusal with its line."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

import pytest

from evenhand.errors import PolicyError
from evenhand.policy import Number, Parameter, read_policy, shipped
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
BOUNDS = "{least: {value: 1, source: Manual 6}, most: {value: 9, source: Manual 6}}"


def refused(old, new):
    assert old in GOOD
    with pytest.raises(PolicyError) as found:
        parse_policy("coast.yaml", GOOD.replace(old, new, 1))
    return str(found.value)


def test_the_policy_these_tests_break_is_right():
    vet(parse_policy("coast.yaml", GOOD))


@pytest.mark.parametrize(
    ("old", "new", "line", "wrong"),
    [
        ("0.7", "0.6", 21, "must add up to 1, and 0.3 + 0.6 = 0.9"),
        ("0.7", "0.70000001", 21, "0.3 + 70000001/100000000 = 100000001/100000000"),
        ("0.7", "-0.7", 25, "an influence cannot be less than 0"),
        ("source: Manual 4", "", 6, "no source or assumption. Write `source:`"),
        ("source: Manual 4", "source: ' '", 6, "no source or assumption"),
        ("source: Manual 4", "source: M, assumption: A", 6, "both a source and an assumption"),
        ("source: Manual 4", "source: TBD.", 6, "'TBD.' is a placeholder"),
        ("stands_for: Children, source: Manual,", "stands_for: Children,", 13, "no source or"),
        ("{value: 1, assumption: W", "{value: 1/3, assumption: W", 7, "units of 1, 1/2 or 1/4"),
        ("5%", "100%", 9, "a share of rows: 0 or more, and less than 1"),
        ("value: 29", "value: 0", 16, "the part of remedial_services must be more than 0"),
        ("counts: given", "counts: givn", 23, "'givn' is not among the policy's measures"),
        ("until: 2001", "until: 1999", 4, "the policy ends before it begins"),
        ("title: The coast", "title: todo", 1, "title is 'todo', a placeholder"),
        ("value: caseworkers", "value: '?'", 6, "position is '?', a placeholder"),
        ("stands_for: Children", "stands_for: n/a", 13, "stands_for is 'n/a', a placeholder"),
        ("stands_for: C", "measure: calls_received, stands_for: C", 13, "keep one or the other"),
        ("hits: {value: 1", "hits: {value: 0.5", 13, "a removal adds whole children"),
        ("hits: {value: 1", "hit: {value: 1", 13, "Did you mean 'hits'?"),
        (BOUNDS, "{gain: {value: -1, source: M}}", 18, "gain cannot be less than 0"),
        ("value: 9", "value: 0", 18, "the most a branch may have is below the least"),
        (BOUNDS, "{lose_share: {value: 2, source: M}}", 18, "cannot lose more than all it has"),
        ("  remedial_services:", "  all:", 16, "no program may be called 'all'"),
        ("      second:", "      base:", 23, "no component may be called 'base'"),
        (BOUNDS, "{hold_harmless: {value: maybe, source: M}}", 18, "hold_harmless is yes or no"),
    ],
)
def test_what_contradicts_itself_is_refused_with_its_line(old, new, line, wrong):
    said = refused(old, new)
    assert said.startswith(f"coast.yaml:{line}: ")
    assert wrong in said


def test_a_program_without_components_has_influences_that_add_up_to_nothing():
    first = GOOD.index("      first:")
    with pytest.raises(PolicyError, match=r"coast.yaml:16: .*add up to 1, and nothing = 0"):
        parse_policy("coast.yaml", GOOD[:first].replace("components:", "components: {}"))


def test_a_policy_without_programs_shares_nothing():
    text = GOOD[: GOOD.index("programs:")] + "programs: {}\n"
    with pytest.raises(PolicyError, match=r"coast.yaml:1: there is no program"):
        parse_policy("coast.yaml", text)


@pytest.mark.parametrize("limit", ["gain", "lose", "gain_share", "lose_share"])
def test_limits_on_change_need_to_know_current_staff(limit):
    asked = parse_policy("coast.yaml", GOOD).programs["remedial_services"].bounds
    on_change = GOOD.replace(BOUNDS, BOUNDS.replace("least", limit))
    change = parse_policy("coast.yaml", on_change).programs["remedial_services"].bounds
    assert (asked.need_current, change.need_current) == (False, True)


def test_the_nearest_reading_is_offered():
    said = refused("counts: given", "counts: givn")
    assert "Did you mean 'given'? What may stand here: children_served, given." in said


def test_a_policy_that_never_ends_and_sets_no_limits_is_fine():
    text = GOOD.replace(", until: 2001-02-04", "").replace(f"    bounds: {BOUNDS}\n", "")
    assert parse_policy("coast.yaml", text).programs["remedial_services"].bounds.least is None


def numbers(part):
    if isinstance(part, Number | Parameter):
        yield part
    if hasattr(part, "values"):
        for inner in part.values():
            yield from numbers(inner)
    elif is_dataclass(part):
        for each in fields(part):
            yield from numbers(getattr(part, each.name))


@pytest.mark.parametrize("name", shipped())
def test_every_shipped_policy_reads_vets_and_answers_for_each_number(name):
    policy = read_policy(name)
    vet(policy)
    found = list(numbers(policy))
    assert found
    for each in found:
        assert len(each.reference) > 10
        assert each.line > 0
