"""The whole journey on the made-up state, worked out a second time outside this project."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from evenhand.policy import read_policy
from evenhand.run import allocate, measure
from evenhand.sources.made_up_state import write_made_up_state
from evenhand.sources.opening import open_data

CASE = yaml.safe_load(
    Path(__file__).with_name("made_up_state_oregon_2000.yaml").read_text(encoding="utf-8")
)


def test_quotas_and_positions_are_those_of_the_outside_recomputation(tmp_path):
    write_made_up_state(tmp_path)
    policy = read_policy(CASE["policy"])
    data = open_data(str(tmp_path), policy.period)
    result = allocate(policy, data, str(CASE["positions"]), measure(policy, data))
    for branch, programs in CASE["answers"].items():
        for program in result.programs:
            award = next(a for a in program.awards if a.branch == branch)
            quota, positions = programs[program.name]
            assert float(award.quota) == pytest.approx(quota, abs=0.001), (branch, program.name)
            assert award.positions == positions, (branch, program.name)
