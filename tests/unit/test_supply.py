"""What staff there are: what they count for, who else they take, and what all of them cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

import pytest

from evenhand.errors import PolicyError, TableError
from evenhand.figures import BranchRoles, StatusCount, Supply
from evenhand.policy import read_policy
from evenhand.sources.data import Data
from evenhand.staffing.supply import branch_roles, costs_by_role, post_supply, priced
from evenhand.steps.supplying import FEW_HERE, supplied

COUNTS_AS = {"case_carrying": F(1), "trainee": F(1, 2)}


def test_each_status_counts_for_what_the_policy_says_and_an_unnamed_one_for_nothing():
    counts = [
        StatusCount("case_carrying", 3, F("2.5")),
        StatusCount("trainee", 1, F(1)),
        StatusCount("unknown", 1, F(1)),
    ]
    post = post_supply("Bend", "care", F(7), counts, COUNTS_AS)
    assert (post.heads, post.fte, post.effective) == (5, F("4.5"), 3)
    assert (post.vacant, post.doubled) == (2, 0)


def test_more_people_than_positions_are_double_filled():
    post = post_supply("Bend", "", F(3, 2), [StatusCount("trainee", 2, F(2))], COUNTS_AS)
    assert (post.vacant, post.doubled, post.effective) == (0, F(1, 2), 1)


@pytest.mark.parametrize(
    ("positions", "supervisors", "support"), [(0, 0, 0), (1, 1, 1), (5, 1, 1), (6, 2, 1), (7, 2, 2)]
)
def test_a_started_supervisor_is_a_whole_one(positions, supervisors, support):
    roles = branch_roles("Bend", F(positions), F(5), F(1, 6))
    assert (roles.supervisors, roles.support) == (supervisors, support)


def test_money_is_exact_and_a_role_without_a_cost_is_left_out():
    branches = [
        branch_roles("Astoria", F("2.5"), F(5), F(0)),
        branch_roles("Bend", F(6), F(5), F(0)),
    ]
    costs = {"caseworker": F("100.01"), "supervisor": F(200)}
    assert [priced(each, costs).money for each in branches] == [F("450.025"), F("1000.06")]
    assert [(c.role, c.number, c.total) for c in costs_by_role(branches, costs)] == [
        ("caseworker", F("8.5"), F("850.085")),
        ("supervisor", F(3), F(600)),
    ]


WORKERS = """
    id | branch  | fte
    u  | Astoria | 1
    v  | Bend    | 1
    w  | Bend    | 0.5
"""
STATUS = """
    worker | status        | program | from_on    | to_on
    u      | trainee       | {first} | 1998-01-01 |
    v      | case_carrying | care    | 1998-01-01 |
    w      | long_leave    | care    | 1998-01-01 |
"""


@pytest.fixture
def data(case_tables):
    """Three workers in two branches; the program of the first may be left out."""

    def make(staff, first="care"):
        tables = case_tables(
            "2000-02-04", workers=WORKERS, worker_status=STATUS.format(first=first)
        )
        given = {place: F(n) for place, n in staff.items()}
        names = {"Astoria": "Astoria", "Bend": "Bend"}
        return Data(branches=names, as_of=date(2000, 2, 4), tables=tables, staff=given)

    return make


OREGON = read_policy("oregon-2000")


def posts(supply):
    return {(p.branch, p.program): (p.positions, p.heads, p.effective) for p in supply.posts}


def test_staff_are_looked_at_by_branch_and_program(data):
    supply = supplied(OREGON, data({("Astoria", "care"): 2, ("Bend", "home"): 1}))
    assert posts(supply) == {
        ("Astoria", "care"): (2, 1, 0),
        ("Bend", "care"): (0, 2, 1),
        ("Bend", "home"): (1, 0, 0),
    }
    assert [(r.branch, r.supervisors, r.money) for r in supply.roles] == [
        ("Astoria", 1, None),
        ("Bend", 1, None),
    ]
    assert (supply.flags, supply.costs) == ((FEW_HERE,), ())
    assert supply.assumptions[0].startswith("supply.support_per_worker = 1/6")


def test_where_some_stand_under_no_program_branches_are_looked_at_as_wholes(data):
    for staff, first in (
        ({("Astoria", ""): 2, ("Bend", ""): 1}, "care"),
        ({("Astoria", "care"): 2, ("Bend", "home"): 1}, ""),
    ):
        supply = supplied(OREGON, data(staff, first))
        assert posts(supply) == {("Astoria", ""): (2, 1, 0), ("Bend", ""): (1, 2, 1)}
        assert "branches are looked at as wholes" in supply.flags[1]


@pytest.mark.parametrize(("carrying", "trainees", "few"), [(3, 3, 0), (3, 2, 1), (2, 0, 1)])
def test_posts_with_few_people_are_not_for_publication(case_tables, carrying, trainees, few):
    """One or two of a status are few as well: JSON tells statuses, and what they work."""
    have = ["case_carrying"] * carrying + ["trainee"] * trainees
    named = [(f"w{number}", status) for number, status in enumerate(have)]
    tables = case_tables(
        "2000-02-04",
        workers=[{"id": worker, "branch": "Bend", "fte": 1} for worker, _ in named],
        worker_status=[
            {"worker": worker, "status": status, "program": "care", "from_on": date(1998, 1, 1)}
            for worker, status in named
        ],
    )
    staff = {("Bend", "care"): F(6)}
    given = Data({"Bend": "Bend"}, date(2000, 2, 4), tables=tables, staff=staff)
    assert supplied(OREGON, given).flags == (FEW_HERE,) * few


def test_a_status_the_policy_does_not_name_and_a_role_without_a_cost_are_said(data):
    rules = OREGON.supply
    known = {"case_carrying": rules.counts_as["case_carrying"]}
    policy = replace(OREGON, supply=replace(rules, counts_as=known))
    supply = supplied(policy, data({("Bend", "care"): 2}), {"caseworker": F(10)})
    assert supply.flags == (
        FEW_HERE,
        "1 workers are of status long_leave, which the policy does not name: "
        "they count for nothing.",
        "1 workers are of status trainee, which the policy does not name: they count for nothing.",
        "No cost is given for supervisor or support: the money leaves them out.",
    )
    assert [r.money for r in supply.roles] == [0, 20]


def test_a_policy_that_says_nothing_of_supply_is_refused(data):
    with pytest.raises(PolicyError, match="does not say what staff count for"):
        supplied(replace(OREGON, supply=None), data({("Bend", "care"): 2}))


def test_without_workers_or_positions_nothing_can_be_counted(data, case_tables):
    with pytest.raises(TableError, match="no table staff"):
        supplied(OREGON, data({}))
    given = data({("Bend", "care"): 2})
    with pytest.raises(TableError, match="there is no workers and no worker_status"):
        supplied(OREGON, replace(given, tables=None))
    only = case_tables("2000-02-04", workers=WORKERS)
    with pytest.raises(TableError, match=r"there is no worker_status\."):
        supplied(OREGON, replace(given, tables=only))


def test_all_posts_together_add_up_and_know_what_part_of_them_is_worked():
    bend = post_supply("Bend", "care", F(3), [StatusCount("trainee", 2, F(2))], COUNTS_AS)
    counts = [StatusCount("case_carrying", 1, F(1)), StatusCount("trainee", 1, F(1, 2))]
    coos_bay = post_supply("Coos Bay", "care", F(1), counts, COUNTS_AS)
    whole = Supply((bend, coos_bay), ()).whole
    assert (whole.positions, whole.heads, whole.vacant, whole.doubled) == (4, 4, 1, 1)
    assert (whole.fte, whole.effective, whole.effective_share) == (F(7, 2), F(9, 4), F(9, 16))
    assert whole.by_status == (
        StatusCount("case_carrying", 1, F(1)),
        StatusCount("trainee", 3, F(5, 2)),
    )


def test_no_position_has_no_part_that_is_worked():
    assert Supply((), ()).whole.effective_share is None


def test_money_of_all_is_told_only_where_some_is_known():
    bend, coos_bay = BranchRoles("Bend", F(5), 1, 1), BranchRoles("Coos Bay", F(6), 2, 1)
    assert Supply((), (bend, coos_bay)).all_roles == BranchRoles("", F(11), 3, 2)
    paid = replace(bend, money=F(90_000))
    assert Supply((), (paid, coos_bay)).all_roles.money == 90_000
