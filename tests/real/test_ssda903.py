"""The made-up SSDA903 return with its deliberate errors: every one named, and positions shared."""

from __future__ import annotations

import shutil
from collections import Counter

import pytest
from tests.real.conftest import SHARED
from tests.unit.suppliers.ssda903_by_hand import judged

from evenhand.policy import read_policy
from evenhand.run import measure
from evenhand.scenarios.complete import complete
from evenhand.sources.opening import open_data

LAYOUTS = SHARED / "data" / "layouts"
FILES = [
    f"synthetic_ssda903_{name}.csv"
    for name in ("header", "episodes", "reviews", "oc2", "previous_permanence")
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A copy, since what is rejected is written beside the data."""
    if not LAYOUTS.exists():
        pytest.skip("shared/data/layouts does not lie beside the checkout")
    place = tmp_path_factory.mktemp("return")
    for name in FILES:
        shutil.copyfile(LAYOUTS / name, place / name)
    return place


@pytest.fixture(scope="module")
def policy():
    return read_policy("ssda903-looked-after")


@pytest.fixture(scope="module")
def data(folder, policy):
    return open_data(str(folder), policy.period)


def test_a_slow_reader_names_the_same_cells_and_uses_the_same_rows(folder, data):
    header, episodes = ((folder / name).read_text("utf-8") for name in FILES[:2])
    named, used, lost = judged(header, episodes)
    assert {(r.line, r.column) for r in data.rejects if r.file == FILES[1]} == named
    counts = {each.table: each for each in data.table_counts}
    assert (counts["episodes"].accepted, counts["header"].rejected) == (len(used), lost)


def test_read_is_accepted_and_rejected(data):
    counts = {t.table: (t.read, t.accepted, t.rejected) for t in data.table_counts}
    assert counts["header"] == (2675, 2675, 0)
    assert counts["episodes"] == (5050, 4850, 200)


def test_the_faults_are_these_many(data):
    ending = Counter((r.file.removeprefix("synthetic_ssda903_"), r.column) for r in data.rejects)
    assert ending == {
        ("episodes.csv", "DECOM"): 82,  # begins while another runs
        ("episodes.csv", "DEC"): 72 + 11,  # runs when another begins; after the return
        ("episodes.csv", "RNE"): 5,  # goes on after the end
        ("episodes.csv", "REC"): 1360,  # given, and no day
        ("episodes.csv", "CHILD"): 53,  # of a period left out
        ("reviews.csv", "REVIEW"): 10306,  # not within the return
        ("oc2.csv", "INTERVENTION_OFFERED"): 668,
        ("oc2.csv", "INTERVENTION_RECEIVED"): 679,
    }


def test_the_one_child_without_a_home_postcode_is_listed(data):
    # Child 566910, line 2: its period is used, and no area can be its branch.
    assert [each.branch for each in data.listed] == ["not told"]
    assert len(data.branches) == 26


def test_26_areas_share_100_positions_under_the_policy_for_returns(policy, data):
    result = complete(policy, data, "100", measure(policy, data))
    assert sum(total.positions for total in result.totals) == 100
    assert len(result.totals) == 26
