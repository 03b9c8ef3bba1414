"""The dial by hand: at ā = 1/10 a return shall pay up to a risk of 1/5."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction as F

import pytest

from evenhand.errors import NotPossible
from evenhand.policy import read_policy
from evenhand.scenarios.what_if.return_dial import influences_at, only_stands_for, return_pair

OREGON = read_policy("oregon-2000")


def test_the_two_influences_keep_their_sum_and_stand_as_the_dial_asks():
    returns, reabuse = influences_at(F(1, 5), F(1, 10), F(1, 2))
    assert returns + reabuse == F(1, 2)
    assert reabuse / returns == F(1, 10) / (F(1, 5) - F(1, 10))  # w_A ÷ w_R = ā ÷ (ρ* − ā)


@pytest.mark.parametrize("highest", [F(1, 10), F(1, 20), F(0), F(11, 10)])
def test_a_risk_that_no_influences_bring_about_is_refused(highest):
    with pytest.raises(NotPossible, match="say a risk above it, up to 1"):
        influences_at(highest, F(1, 10), F(1, 2))


def test_the_pair_is_return_home_and_the_brake_that_counts_re_abuse():
    assert return_pair(OREGON, OREGON.programs["out_of_home"]) == ("return_home", "reabuse")
    assert return_pair(OREGON, OREGON.programs["remedial_services"]) is None
    alone = {k: p for k, p in OREGON.programs["out_of_home"].components.items() if k != "reabuse"}
    assert return_pair(OREGON, replace(OREGON.programs["out_of_home"], components=alone)) is None


def test_a_brake_read_from_what_only_stands_for_something_is_told_and_no_other():
    program = OREGON.programs["out_of_home"]
    counts = program.components["reabuse"].measures["counts"]
    proxy = replace(OREGON.measures[counts], stands_for="Children sent home.")
    policy = replace(OREGON, measures={**OREGON.measures, counts: proxy})
    assert only_stands_for(policy, program).startswith("return_home and reabuse are both there")
    assert counts in only_stands_for(policy, program)
    assert only_stands_for(OREGON, program) == ""
    unread = replace(program.components["reabuse"], measures={})
    bare = replace(program, components={**program.components, "reabuse": unread})
    assert only_stands_for(policy, bare) == ""
    brake = replace(program, components={"reabuse": program.components["reabuse"]})
    assert only_stands_for(policy, brake) == ""
