"""Whole positions worked out elsewhere: elections, the United States House, Oregon's own split.

The numbers stand in the YAML files beside this one, each with its source.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from evenhand.allocation import methods
from evenhand.figures import Limits


def stored(name):
    path = Path(__file__).with_name(f"whole_positions_{name}.yaml")
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def quotas(weights, positions):
    amounts = {branch: Fraction(weight) for branch, weight in weights.items()}
    total = sum(amounts.values())
    return {branch: positions * amount / total for branch, amount in amounts.items()}


def awards(method, positions, weights, limits=None):
    each = dict.fromkeys(weights, limits or Limits())
    return methods()[method](positions, quotas(weights, positions), each)


def seats(method, positions, weights, limits=None):
    return {a.branch: a.positions for a in awards(method, positions, weights, limits)}


SMALL = [
    pytest.param(case, answer, method, id=f"{case['source']}: {method} {answer['positions']}")
    for case in stored("small")
    for answer in case["answers"]
    for method in answer["methods"]
]
HOUSE, PARADOX = stored("us_house_2020"), stored("us_house_1880")


@pytest.mark.parametrize(("case", "answer", "method"), SMALL)
def test_small_cases_come_out_as_published(case, answer, method):
    found = seats(method, answer["positions"], case["weights"], Limits(0, case.get("most")))
    expected = answer.get("only") or dict(zip(case["weights"], answer["awards"], strict=True))
    assert {branch: found[branch] for branch in expected} == expected


def test_a_tie_in_the_middle_of_the_process_is_not_reported_at_its_end():
    found = awards("webster", 8, {"Astoria": 720, "Bend": 720, "Coos Bay": 120, "Dallas": 120})
    assert [(a.positions, a.tie) for a in found] == [(3, ()), (3, ()), (1, ()), (1, ())]


def house(method):
    weights = {state: row[0] for state, row in HOUSE["states"].items()}
    return seats(method, HOUSE["positions"], weights, Limits(HOUSE["least"]))


def differing(method):
    official = {state: row[1] for state, row in HOUSE["states"].items()}
    return {state: n for state, n in house(method).items() if n != official[state]}


def test_the_united_states_house_of_2020_is_met_seat_for_seat():
    assert len(HOUSE["states"]) == 50
    assert differing(HOUSE["official"]) == {}


@pytest.mark.parametrize("method", HOUSE["differ_in"])
def test_webster_and_largest_remainder_differ_from_the_house_in_four_states(method):
    assert differing(method) == HOUSE["differ_in"][method]


@pytest.mark.parametrize("method", HOUSE["number_that_differ"])
def test_dhondt_and_adams_differ_from_the_house_in_as_many_states_as_published(method):
    assert len(differing(method)) == HOUSE["number_that_differ"][method]


def test_the_populations_of_1880_add_up_and_give_the_published_quotas():
    assert sum(PARADOX["states"].values()) == PARADOX["total"]
    found = quotas(PARADOX["states"], 299)
    for state, published in PARADOX["quotas_at_299"].items():
        assert abs(found[state] - Fraction(published)) <= Fraction(1, 2000)


@pytest.mark.parametrize("answer", PARADOX["answers"], ids=str)
def test_alabama_loses_a_seat_as_the_house_grows_from_299_to_300(answer):
    found = seats(
        PARADOX["method"], answer["positions"], PARADOX["states"], Limits(answer["least"])
    )
    assert {state: found[state] for state in answer["seats"]} == answer["seats"]
