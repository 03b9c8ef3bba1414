"""Laws of scenarios: set back is back, influences stay whole, the quick way is the long way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from evenhand.errors import EvenhandError, ScenarioError
from evenhand.figures import Scenario, Tally
from evenhand.policy.reading import parse_policy
from evenhand.reports.csv_files import components_csv
from evenhand.run import allocate
from evenhand.scenarios.masking import coefficients
from evenhand.scenarios.what_if.change import read_change
from evenhand.scenarios.what_if.changes import changed_policy, changed_total
from evenhand.scenarios.what_if.giving import shares_after
from evenhand.scenarios.what_if.scenario import Ground, ground_of
from evenhand.sources.component_rows import component_rows
from evenhand.sources.data import Data
from evenhand.sources.runs import Run

POLICY = """
name: small
title: Three branches
version: "1"
effective: {since: 2000-01-01}
period: 1999-01-01..2000-01-01
position: {value: positions, source: A test}
unit: {value: 1/2, source: A test}
method: {value: webster, source: A test}
tolerance: {value: 0, source: A test}
measures:
  calls: {stands_for: Calls, source: A test}
  children: {stands_for: Children, source: A test}
  home: {stands_for: Children home, source: A test}
programs:
  intake:
    part: {value: 1, source: A test}
    base: {score: counted, measures: {count: calls}, source: A test}
    bounds: {least: {value: 1/2, source: A test}}
    components:
      plain: {score: of_the_base, influence: {value: 1, source: A test}, source: A test}
  care:
    part: {value: 2, source: A test}
    base: {score: counted, measures: {count: children}, source: A test}
    components:
      plain: {score: of_the_base, influence: {value: 0.5, source: A test}, source: A test}
      home:
        score: rate
        measures: {counts: home}
        influence: {value: 0.3, source: A test}
        source: A test
      brake:
        score: reflected_rate
        measures: {counts: home}
        parameters:
          kappa: {value: fitted, source: A test}
          floor: {value: 0.05, source: A test}
          adjust: {value: none, source: A test}
          per: {value: return, source: A test}
          prior_sd: {value: 0, source: A test}
        influence: {value: 0.2, source: A test}
        source: A test
"""
SMALL = parse_policy("small.yaml", POLICY)
NAMES = ("Astoria", "Bend", "Coos Bay", "Dallas")
COMPONENTS = ("plain", "home", "brake")
shares = st.fractions(0, 1, max_denominator=12)
component = st.sampled_from(COMPONENTS)
LINES = [
    *("positions=31", "positions=+3", "split.care=1/2", "care.least=1", "care.most=9"),
    *("intake.least=none", "method=adams", "care.method=largest_remainder", "care.home=0.6"),
    *("care.home=0.4 from brake", "intake.base=counted(count=children)", "care.brake.kappa=7"),
    *("care.base=counted(count=calls)", "care.lose=1", "care.brake=0"),
]


def changed(*lines, upon=None, policy=SMALL):
    return changed_policy(policy, Scenario("law", lines, upon))


def influences(policy):
    return {key: part.influence.value for key, part in policy.programs["care"].components.items()}


@st.composite
def runs(draw):
    branches = NAMES[: draw(st.integers(2, 4))]
    tallies = {name: [] for name in SMALL.measures}
    staff = {}
    for place, branch in enumerate(branches):
        calls, children = (
            draw(st.integers(0, 9)) + (place == 0),
            draw(st.integers(0, 9)) + (place == 0),
        )
        read = children if place == 0 or draw(st.booleans()) else 0  # 0: nobody can be judged
        home = draw(st.integers(0, read))
        tallies["calls"].append(Tally(branch, "", calls, calls))
        tallies["children"].append(Tally(branch, "", children, children))
        tallies["home"].append(Tally(branch, "", home, read))
        for program in SMALL.programs:
            staff[branch, program] = F(draw(st.integers(0, 6)))
    data = Data({b: b for b in branches}, date(2000, 2, 4), staff=staff)
    about = {
        "policy": {"file": "small.yaml", "text": POLICY},
        "period": str(SMALL.period),
        "asked": "30",
        "staff_from": "data",
        "model": None,
        "scenario": None,
    }
    return Run(data, tallies, about)


def facts(result):
    return [result.totals, result.asked, result.shared, *map(program_facts, result.programs)]


def program_facts(program):
    awards = [(a.branch, a.positions, a.held_by, a.tie, a.price_of_next) for a in program.awards]
    components = [
        (c.name, c.influence, c.moved, [pot.pull for pot in c.pots]) for c in program.components
    ]
    quotas = [figure.value for figure in program.quotas]
    return program.name, program.part, program.method, program.limits, quotas, awards, components


@given(component)
def test_setting_what_is_there_today_leaves_the_policy_as_it_is(name):
    assert changed(f"care.{name}={influences(SMALL)[name]}") == SMALL


@given(component, shares)
def test_what_is_set_and_set_back_is_as_it_was(name, share):
    assume(share != 1)  # at 1 nobody is left who could say what the others had
    there = Scenario("there", (f"care.{name}={share}",))
    assert influences(changed(f"care.{name}={influences(SMALL)[name]}", upon=there)) == influences(
        SMALL
    )


@given(st.dictionaries(component, shares, min_size=1), st.none() | component)
def test_influences_add_up_to_one_and_none_lies_below_nothing(setting, giver):
    end = f" from {giver}" if giver else ""
    lines = {name: f"care.{name}={share}{end}" for name, share in setting.items()}
    try:
        changes = {name: read_change("law", 1, line) for name, line in lines.items()}
        after = shares_after(influences(SMALL), changes)
    except ScenarioError:
        assert giver in setting or sum(setting.values()) != 1 or giver
        return
    assert sum(after.values()) == 1
    assert min(after.values()) >= 0
    assert {name: after[name] for name in setting} == setting
    assert influences(changed(*lines.values())) == after


@given(
    runs(),
    st.lists(st.sampled_from(LINES), min_size=1, max_size=3, unique_by=lambda t: t.split("=")[0]),
)
def test_the_quick_way_is_the_long_way(run, lines):
    scenario, ground = Scenario("law", tuple(lines)), ground_of(run)
    try:
        quick = facts(ground.under(scenario))
    except EvenhandError as error:
        with pytest.raises(type(error)):
            long_way(run, scenario)
        return
    assert quick == facts(long_way(run, scenario))


def long_way(run, scenario):
    policy = changed_policy(SMALL, scenario)
    return allocate(policy, run.data, changed_total("30", scenario), run.tallies, working=False)


@given(runs(), st.sampled_from(LINES))
def test_scores_read_back_from_a_run_share_out_as_scores_made_anew(tmp_path_factory, run, line):
    result = allocate(SMALL, run.data, "30", run.tallies)
    kept = with_its_own_scores(tmp_path_factory.getbasetemp(), run, result)
    assert kept.kept
    assert facts(kept.today) == facts(result)
    scenario, anew = Scenario("law", (line,)), ground_of(run)
    try:
        expected = facts(anew.under(scenario))
    except EvenhandError as error:
        with pytest.raises(type(error)):
            kept.under(scenario)
        return
    assert facts(kept.under(scenario)) == expected


def with_its_own_scores(folder, run, result) -> Ground:
    from hashlib import sha256

    content = components_csv(result)
    (folder / "components.csv").write_bytes(content)
    fitted = [
        {
            "program": p,
            "component": c,
            "coefficients": [{"name": x.name, "value": x.value} for x in k],
        }
        for (p, c), k in coefficients(result).items()
    ]
    marks = {"components": sha256(content).hexdigest(), "coefficients": fitted}
    return ground_of(replace(run, about=run.about | marks), folder)


@given(runs())
def test_a_file_of_scores_that_somebody_touched_says_nothing(tmp_path_factory, run):
    folder = tmp_path_factory.getbasetemp()
    result = allocate(SMALL, run.data, "30", run.tallies)
    kept = with_its_own_scores(folder, run, result)
    (folder / "components.csv").write_bytes(components_csv(result) + b" ")
    assert component_rows(folder, kept.run.about) == {}
    assert facts(ground_of(kept.run, folder).today) == facts(result)
