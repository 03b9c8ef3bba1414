"""What a plan of reading rests on: quotas answer to a sample as the plan says they do."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F
from random import Random

import pytest

from evenhand.estimation.sampling_plan import to_read
from evenhand.figures import Tally
from evenhand.policy.reading import parse_policy
from evenhand.run import allocate
from evenhand.scenarios.reading_plan import CALLS, CHILDREN, reading_plan
from evenhand.sources.data import Data

POLICY = """\
name: coast
title: The coast
version: "1"
effective: {since: 2000-02-04}
period: 1998-01-01..1999-01-01
position: {value: caseworkers, source: M}
unit: {value: 1, source: M}
method: {value: webster, source: M}
tolerance: {value: 5%, source: M}
measures:
  calls: {stands_for: Calls, source: M}
  warranted: {stands_for: Calls reviewed, source: M}
  minutes: {stands_for: Minutes, source: M}
  made: {stands_for: Assessments, source: M}
  served: {stands_for: Children served, source: M}
  levels: {stands_for: Levels, source: M}
  rates: {stands_for: Any rate, source: M}
programs:
  protective_services:
    part: {value: 1, source: M}
    base: {score: counted, measures: {count: calls}, source: M}
    components:
      time:
        score: minutes_per_call
        measures: {warranted: warranted, minutes: minutes, made: made}
        parameters:
          times: {value: measured, source: M}
          per: {value: made, source: M}
          kappa: {value: KAPPA, source: M}
        influence: {value: 0.6, source: M}
        source: M
      vulnerable:
        score: vulnerable_share
        measures: {served: served, levels: levels}
        parameters: {most_level: {value: 5, source: M}, kappa: {value: KAPPA, source: M}}
        influence: {value: 0.4, source: M}
        source: M
      unheard:
        score: vulnerable_share
        measures: {served: served, levels: levels}
        parameters: {most_level: {value: 5, source: M}, kappa: {value: KAPPA, source: M}}
        influence: {value: 0, source: M}
        source: M
  remedial_services:
    part: {value: 1, source: M}
    base:
      score: difficult_children
      measures: {served: served, levels: levels}
      parameters: {most_level: {value: 5, source: M}, kappa: {value: KAPPA, source: M}}
      source: M
    components:
      vulnerability: {score: of_the_base, influence: {value: 0.5, source: M}, source: M}
      rate:
        score: rate
        measures: {counts: rates}
        influence: {value: 0.5, source: M}
        source: M
"""
BRANCHES = {"astoria": "Astoria", "bend": "Bend", "coos_bay": "Coos Bay"}
DATA = Data(BRANCHES, date(2000, 2, 4))
SERVED = {"astoria": 1000, "bend": 500, "coos_bay": 300}


def tallies(difficult=(30, 20, 5), read=(50, 40, 20), neglect=(20, 10, 9), reviewed=(40, 30, 20)):
    each = list(zip(BRANCHES, difficult, read, neglect, reviewed, strict=True))
    return {
        "calls": [Tally(b, "", n, n) for b, n in SERVED.items()],
        "warranted": [
            t
            for b, _, _, n, of in each
            for t in (Tally(b, "neglect", n, of), Tally(b, "sexual", 5, of))
        ],
        "minutes": [Tally("bend", "neglect", 300, 900), Tally("bend", "sexual", 600, 900)],
        "made": [Tally("bend", "neglect", 60, 90), Tally("bend", "sexual", 30, 90)],
        "served": [Tally(b, "", n, n) for b, n in SERVED.items()],
        "levels": [
            t for b, n, of, *_ in each for t in (Tally(b, "3", n, of), Tally(b, "7", of - n, of))
        ],
        "rates": [Tally("astoria", "", 3, 9), Tally("bend", "", 4, 9), Tally("coos_bay", "", 1, 9)],
    }


def run(reading, kappa="0"):
    policy = parse_policy("coast.yaml", POLICY.replace("KAPPA", kappa))
    return policy, allocate(policy, DATA, "200", reading)


def plan(reading, kappa="0"):
    policy, result = run(reading, kappa)
    found = reading_plan(result, policy, DATA, reading)
    return {(each.program, each.records, each.branch): each for each in found}


def quota(reading, program, branch):
    _, result = run(reading)
    chosen = next(p for p in result.programs if p.name == program)
    return next(f.value for f in chosen.quotas if f.population == branch)


def test_every_sampled_reading_of_a_component_with_influence_is_planned_once():
    found = plan(tallies())
    assert list(found) == [
        *(("protective_services", CALLS, branch) for branch in BRANCHES),
        *(("protective_services", CHILDREN, branch) for branch in BRANCHES),
        *(("remedial_services", CHILDREN, branch) for branch in BRANCHES),
    ]
    bend = found["remedial_services", CHILDREN, "bend"]
    assert (bend.population, bend.read) == (500, 40)


@pytest.mark.parametrize("program", ["protective_services", "remedial_services"])
def test_a_quota_answers_to_the_share_read_as_the_plan_says(program):
    # A hundred times the sample, so that one child more is a small step; a step both ways.
    large = {"difficult": (3000, 2000, 500), "read": (5000, 4000, 2000)}
    up, down = ((3000, 2000 + step, 500) for step in (1, -1))
    moved = quota(tallies(**large | {"difficult": up}), program, "bend")
    moved -= quota(tallies(**large | {"difficult": down}), program, "bend")
    derivative, share = moved / F(2, 4000), F(1, 2)
    found = plan(tallies(**large))[program, CHILDREN, "bend"]
    assert float(found.swing) == pytest.approx(float(derivative**2 * share * (1 - share)), rel=1e-4)


def test_a_quota_answers_to_the_mix_of_calls_as_the_plan_says():
    found = plan(tallies())["protective_services", CALLS, "astoria"]
    # Minutes of a call: neglect 300 / 900 / 60, sexual abuse 600 / 900 / 30, nothing else any.
    neglect, sexual = F(300, 900) / 60, F(600, 900) / 30
    mean = neglect * F(20, 40) + sexual * F(5, 40)
    variance = neglect**2 * F(20, 40) + sexual**2 * F(5, 40) - mean**2
    policy, result = run(tallies())
    pot = result.programs[0].components[0].pots[0]
    slope = 100 * F("0.6") * pot.share * (1 - pot.share)
    assert float(found.swing) == pytest.approx(float(slope**2 * variance / mean**2), rel=1e-9)
    assert policy.name == "coast"


def test_a_branch_without_a_reading_is_planned_by_the_states():
    nobody = tallies(difficult=(30, 0, 5), read=(50, 0, 20), neglect=(20, 0, 9))
    nobody["warranted"] = [t for t in nobody["warranted"] if t.branch != "bend"]
    for kappa in ("0", "10"):
        found = plan(nobody, kappa)
        for records in (CHILDREN, CALLS):
            bend = found["protective_services", records, "bend"]
            assert bend.read == 0
            assert bend.swing > 0


def test_a_branch_where_no_child_read_is_difficult_still_has_its_floor():
    none = plan(tallies(difficult=(30, 0, 5)))["remedial_services", CHILDREN, "bend"]
    assert to_read(none, F(1)) == 10


def test_where_no_call_takes_any_time_nothing_moves():
    idle = tallies(neglect=(20, 0, 9))
    idle["warranted"] = [t for t in idle["warranted"] if (t.branch, t.of) != ("bend", "sexual")]
    assert plan(idle)["protective_services", CALLS, "bend"].swing == 0


def test_nine_samples_in_ten_of_the_planned_size_come_within_what_was_asked():
    """Bend's 500 children are drawn again and again; the other branches are known."""
    within, difficult, chance = F(3), 250, Random(1)
    true = tallies(difficult=(600, difficult, 75), read=(1000, 500, 300))
    program = "remedial_services"
    size = to_read(plan(true)[program, CHILDREN, "bend"], within)
    children = [True] * difficult + [False] * (500 - difficult)
    # One run for each count that is drawn, not for each draw.
    counts = [sum(chance.sample(children, size)) for _ in range(2000)]
    target = quota(true, program, "bend")
    inside = {
        n: abs(
            quota(
                tallies(difficult=(600, n, 75), read=(1000, size, 300)),
                program,
                "bend",
            )
            - target
        )
        <= within
        for n in set(counts)
    }
    share = sum(inside[n] for n in counts) / len(counts)
    assert 30 < size < 300
    assert 0.87 < share < 0.95
