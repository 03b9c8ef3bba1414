"""Settled: a scenario whose every line means the same on any run and any day.

What hangs on the run it is tried upon is said outright, so that whoever makes the
scenario's own RUN again needs nothing else.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from evenhand.figures import Scenario
from evenhand.scenarios.what_if.change import RHO, read_change, shown
from evenhand.scenarios.what_if.changes import POSITIONS
from evenhand.scenarios.what_if.return_dial import return_pair

if TYPE_CHECKING:
    from evenhand.scenarios.what_if.scenario import Ground

#: A total that counts from another one.
MORE_OR_FEWER = re.compile(r"[+-][0-9]+(\.[0-9]+)?")


def settled_scenario(ground: Ground, scenario: Scenario) -> Scenario:
    """The scenario with what hangs on the run said outright, so that it means the same anywhere.

    A dial says at which rate of re-abuse in the state it stands; so many positions more or
    fewer than the run shares become so many in all.

    Raises:
        ScenarioError: It would take more positions than the run shares.
    """
    lines = (_from_run(ground, scenario.name, line) for line in scenario.changes)
    return replace(scenario, changes=tuple(_at_rate(ground, scenario.name, line) for line in lines))


def _from_run(ground: Ground, scenario: str, line: str) -> str:
    change = read_change(scenario, 1, line)
    if change.path != (POSITIONS,) or not MORE_OR_FEWER.fullmatch(change.value):
        return line
    shared = ground.today.shared
    total = shared + Fraction(change.value)
    if total < 0:
        change.refuse(f"the run shares {shown(shared)}.")
    return f"{POSITIONS}={total}"


def _at_rate(ground: Ground, scenario: str, line: str) -> str:
    change = read_change(scenario, 1, line)
    program = ground.policy.programs.get(change.path[0])
    if change.path[1:] != (RHO,) or change.at or program is None:
        return line
    pair = return_pair(ground.policy, program)
    if pair is None:
        return line
    reading = program.components[pair[1]].measures["counts"]
    tallies = ground.told.tallies.get(reading, ())
    base = sum((t.base_middle for t in tallies), Fraction(0))
    hits = sum((t.hits_middle for t in tallies), Fraction(0))
    rate = hits / base if base else Fraction(0)
    return f"{line.strip()} at {rate}"
