"""England 2025: moving within regions, in one cycle and in three, proven, its limits told."""

from __future__ import annotations

from fractions import Fraction as F
from functools import cache

import pytest

from evenhand.explanation.redeployment import obstacle, reached
from evenhand.figures import MoveRules
from evenhand.policy import read_policy
from evenhand.reports.charts.moves_map import moves_map
from evenhand.run import allocate, measure
from evenhand.scenarios.moves.filling_posts import Beside
from evenhand.scenarios.moves.redeploying import redeploy
from evenhand.sources.opening import open_data


@pytest.fixture(scope="module")
def data(england):
    return open_data(str(england), read_policy("england-2025").period)


@pytest.fixture(scope="module")
def result(data):
    policy = read_policy("england-2025")
    return allocate(policy, data, "published", measure(policy, data))


@pytest.fixture(scope="module")
def within(result, data):
    @cache
    def made(cycles, attrition=None):
        rules = MoveRules(data.as_of, cycles=cycles, within="region")
        return redeploy(result, data, rules, Beside(attrition=attrition))

    return made


def halves(result, data):
    """By region, positions gained and lost, counted again from the run alone."""
    found = {}
    for total in result.totals:
        gains, losses = found.setdefault(data.places[total.branch].region, [0, 0])
        change = total.positions - total.current
        found[data.places[total.branch].region] = [
            gains + max(change, 0),
            losses + max(-change, 0),
        ]
    return found


def test_fractional_staff_are_made_the_whole_number_nearest_what_is_shared(within, result):
    posts = within(1).posts
    assert len(posts) == 147
    assert sum(post.positions for post in posts) == result.shared == 35_296  # of 35,296.5
    for post, total in zip(posts, result.totals, strict=True):
        assert abs(post.positions - total.current) < 1


def test_what_a_region_can_settle_by_itself_is_moved_and_no_more(within, result, data):
    plan = within(1).plan
    settled = sum(min(gains, losses) for gains, losses in halves(result, data).values())
    assert abs(plan.people_moved - settled) < 10  # whole positions against fractional
    assert all(stage.proven for stage in plan.stages)
    for move in plan.moves:
        assert data.places[move.origin].region == data.places[move.destination].region


def test_what_no_region_can_settle_is_told_with_its_region_and_number(within):
    made = within(1)
    blocked = {each.where: each.by for each in made.plan.blocking}
    assert sum(blocked.values()) == made.plan.short == made.plan.over
    assert set(blocked) == {"East of England", "Inner London", "Outer London", "South West"}
    # No third authority could help: none of them lies in two regions.
    assert reached(made.plan).endswith("no number of cycles would do, as far as leavers are known.")
    assert obstacle(made.plan.blocking[0], made.names).startswith("East of England: 6")


def test_three_years_of_leavers_spare_nearly_everybody(within):
    now, later = within(1).plan, within(3, F(12, 100)).plan
    assert later.people_moved < 50 < 1_000 < now.people_moved
    assert now.short == later.short  # time settles nothing that regions cannot


def test_no_total_changes_in_any_cycle(within):
    plan = within(3, F(12, 100)).plan
    for cycle in range(4):
        assert sum(each.positions for each in plan.standing if each.cycle == cycle) == 35_296


def test_the_picture_runs_by_region_since_nobody_tells_degrees(within):
    picture = moves_map(within(1))
    assert picture is not None
    assert "from one region to another or within one" in picture.reading
    assert any("have no latitude and longitude" in note for note in within(1).plan.notes)
