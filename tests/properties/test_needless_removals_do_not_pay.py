"""Shipped policies do not pay for a needless removal, in any branch.

England's tables have no levels, so its policy does; that the price is told is tested
beside its other figures, in `tests/real`.
"""

from __future__ import annotations

import csv
from fractions import Fraction as F
from pathlib import Path

import pytest

from evenhand.policy import read_policy
from evenhand.run import allocate, measure
from evenhand.scenarios.incentives.needless_removal import removal_price
from evenhand.scenarios.masking import coefficients
from evenhand.sources.made_up_state import write_made_up_state
from evenhand.sources.opening import open_data

CONNECTICUT = Path(__file__).parents[3] / "shared" / "data" / "connecticut"
OREGON = read_policy("oregon-2000")


@pytest.fixture(scope="module")
def state(tmp_path_factory):
    folder = tmp_path_factory.mktemp("state")
    write_made_up_state(folder, size=F(1, 20), branches=5, file_format="csv")
    return folder


def opened(policy, place):
    data = open_data(str(place), policy.period)
    return data, measure(policy, data)


def prices(policy, data, positions, tallies):
    result = allocate(policy, data, positions, tallies)
    return {
        branch: removal_price(result, policy, data, positions, tallies, branch).positions
        for branch in data.branches
    }


@pytest.mark.parametrize("positions", ["60", "current"])
def test_oregon_does_not_pay_in_any_branch_of_the_made_up_state(state, positions):
    data, tallies = opened(OREGON, state)
    found = prices(OREGON, data, positions, tallies)
    assert len(found) == 5
    assert max(found.values()) <= 0


def test_nor_does_it_when_such_removals_are_written_into_the_case_tables_themselves(state):
    data, tallies = opened(OREGON, state)
    before = allocate(OREGON, data, "60", tallies)
    for branch in data.branches:
        # Both children and families stay where they are: only the removal is added.
        after_data, after_tallies = opened(OREGON, with_needless_removal(state, branch))
        assert after_tallies["entries_at_risk"] != tallies["entries_at_risk"]
        after = allocate(
            OREGON, after_data, "60", after_tallies, frozen=coefficients(before), working=False
        )
        was, now = (
            next(t.quota for t in result.totals if t.branch == branch) for result in (before, after)
        )
        assert now <= was


def with_needless_removal(state, branch):
    """A copy of the state in which a child of the branch is removed at level 7, and soon home."""
    copy = state.parent / f"{state.name}-{branch}"
    copy.mkdir()
    for file in state.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    with (state / "removals.csv").open(encoding="utf-8") as file:
        removals = list(csv.DictReader(file))
    taken = {row["child"] for row in removals}
    with (state / "families.csv").open(encoding="utf-8") as file:
        families = {row["id"] for row in csv.DictReader(file) if row["branch"] == branch}
    with (state / "children.csv").open(encoding="utf-8") as file:
        child = next(
            row
            for row in csv.DictReader(file)
            if row["family"] in families and row["id"] not in taken and row["born_on"] < "1998"
        )
    added = {
        **dict.fromkeys(removals[0], ""),
        "child": child["id"],
        "family": child["family"],
        "branch": branch,
        "removed_on": "1998-06-01",
        "level_at_removal": "7",
        "returned_on": "1998-07-01",
        "ended_on": "1998-07-01",
    }
    with (copy / "removals.csv").open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, list(added), lineterminator="\n").writerow(added)
    return copy


@pytest.mark.skipif(
    not CONNECTICUT.is_dir(), reason="shared/data/connecticut is not beside the repository"
)
def test_connecticut_does_not_pay_in_any_office():
    policy = read_policy("connecticut-2017")
    data, tallies = opened(policy, CONNECTICUT)
    assert set(prices(policy, data, "500", tallies).values()) == {0}
