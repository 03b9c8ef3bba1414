"""The caseload watch of the made-up state, beside plain loops over its tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction as F
from statistics import median_low

import pytest

from evenhand import run
from evenhand.figures import Period
from evenhand.figures.caseload import Ratio
from evenhand.policy import Number, read_policy
from evenhand.sources.made_up_state import write_made_up_state
from evenhand.sources.opening import open_data

OREGON = read_policy("oregon-2000")


def load(watch, counting, whom):
    (found,) = [x for x in watch.loads if (x.counting, x.whom.id) == (counting, whom)]
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("state")
    write_made_up_state(made, size=F(1, 10), branches=5)
    return str(made)


@pytest.fixture(scope="module")
def state(folder):
    return open_data(folder, None)


@pytest.fixture(scope="module")
def watched(state):
    return run.caseload(OREGON, state)


def table(state, name):
    return state.tables[name].collect().to_native().to_dicts()


def test_the_made_up_state_is_counted_as_plain_loops_count_it(state, watched):
    """Day by day and worker by worker, for the branch with the most workers."""
    branch = max(state.branches, key=lambda b: load(watched, "investigations", b).mean.workers)
    own = {w["id"] for w in table(state, "workers") if w["branch"] == branch}
    open_ = {c["id"]: c for c in table(state, "cases") if c["kind"] == "investigation"}
    held = [s for s in table(state, "worker_status") if s["worker"] in own]
    held = [
        s for s in held if (s["status"], s["program"]) == ("case_carrying", "protective_services")
    ]
    carried = [
        a for a in table(state, "case_assignments") if a["worker"] in own and a["case"] in open_
    ]

    def lasts(row, day):
        return row["from_on"] <= day and (row["to_on"] is None or row["to_on"] > day)

    def load_of(worker, day):
        closed = (
            open_[a["case"]]["closed_on"]
            for a in carried
            if a["worker"] == worker and lasts(a, day)
        )
        return sum(on is None or on > day for on in closed)

    loads, most = [], 3
    days_over = dict.fromkeys({s["worker"] for s in held}, 0)
    for n in range((OREGON.period.end - OREGON.period.start).days):
        day = OREGON.period.start + timedelta(n)
        for worker in {s["worker"] for s in held if lasts(s, day)}:
            loads.append(load_of(worker, day))
            days_over[worker] += loads[-1] > most
    made = load(watched, "investigations", branch)
    assert made.mean == Ratio(F(sum(loads)), F(len(loads)))
    assert made.distribution.median == median_low(loads)
    assert made.distribution.p90 == sorted(loads)[-(-9 * len(loads) // 10) - 1]
    assert made.distribution.most == max(loads)
    over = {each.standard: each for each in made.over}
    assert over["acs-12"].over == sum(n > 12 for n in loads)
    assert over["delaware-11-12.investigations"].share == F(sum(n > 11 for n in loads), len(loads))
    counts = dict(made.distribution.counts)
    assert sum(days_over.values()) == sum(n for value, n in counts.items() if value > most)


def test_minutes_of_work_add_up_from_regions_to_the_state(watched):
    state, *others = watched.workloads
    regions = [w for w in others if w.whom.level == "region"]
    assert sum(w.minutes for w in regions) == state.minutes > 0
    assert sum(w.worker_days for w in regions) == state.worker_days
    assert "2080 hours a year a worker (assumption: " in state.source


def test_every_assumption_behind_the_watch_is_said(watched):
    said = "\n".join(watched.assumptions)
    assert "caseload.year_begins = 7: July to June" in said
    assert "cwla.mixed_with_children: CWLA names no mixed load" in said
    assert "Branch and role are the worker's present ones" in said
    assert watched.month_ends


@pytest.mark.parametrize("lacks", ["study", "hours", "rule"])
def test_without_study_hours_or_a_rule_of_investigations_no_minutes_are_told(state, lacks):
    policy = OREGON
    if lacks == "study":
        policy = replace(policy, time_study=None)
    elif lacks == "hours":
        policy = replace(policy, caseload=replace(policy.caseload, hours_a_year=None))
    else:
        rules = {"families": policy.caseload.counting["families"]}
        policy = replace(policy, caseload=replace(policy.caseload, counting=rules))
    watch = run.caseload(policy, state)
    assert watch.workloads == ()
    assert any("the policy needs `time_study:`, `hours_a_year:`" in flag for flag in watch.flags)


def test_a_type_that_the_time_study_never_met_is_not_taken_to_cost_nothing(state):
    short = replace(OREGON.time_study, sampled=Period.read("1999-01-04..1999-01-05"))
    hours = Number(value=F(1800), source="Manual")
    section = replace(OREGON.caseload, hours_a_year=hours)
    watch = run.caseload(replace(OREGON, time_study=short, caseload=section), state)
    assert watch.workloads == ()
    assert any("the time study met no work on assessments of" in flag for flag in watch.flags)


def test_both_engines_see_the_same_watch(folder, state):
    pytest.importorskip("duckdb")
    rules = {"families": OREGON.caseload.counting["families"]}
    policy = replace(OREGON, caseload=replace(OREGON.caseload, counting=rules))
    assert run.caseload(policy, open_data(folder, None, "duckdb")) == run.caseload(policy, state)
