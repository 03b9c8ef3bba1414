"""Transports worked out elsewhere or by hand, each with its source in `redeployment.yaml`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from evenhand.figures import MoveRules, Post
from evenhand.redeployment import plan

CASES = yaml.safe_load(Path(__file__).with_name("redeployment.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_people_and_distance_are_those_of_the_source(case):
    posts = [
        Post(branch, "protective", now, 0, case["target"][branch])
        for branch, now in case["now"].items()
    ]
    travel = {
        (origin, destination): float(apart)
        for origin, row in case["distances"].items()
        for destination, apart in row.items()
    }
    rules = MoveRules(date(2026, 1, 1), measure=case["measure"])
    found = plan(posts, rules, places={}, travel=travel)
    assert (found.people_moved, found.distance) == (case["people_moved"], case["distance"])
    assert (found.short, found.over) == (0, case["over"])
    assert all(stage.proven for stage in found.stages)
