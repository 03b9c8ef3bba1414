"""Standard hours as a scenario changes them, in a program that states some."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evenhand.errors import ScenarioError
from evenhand.policy import Number, read_policy
from evenhand.policy.hours import Hours
from evenhand.scenarios.what_if.change import read_change
from evenhand.scenarios.what_if.settings import set_hours

OREGON = read_policy("oregon-2000")


def hours(value):
    return Number(value=value, assumption="For a test.")


STATED = Hours(
    available=hours(100), measures={"read": "x"}, levels={str(n): hours(n) for n in range(1, 8)}
)
PROGRAM = replace(OREGON.programs["out_of_home"], hours=STATED)


def changed(line, program=PROGRAM):
    change = read_change("more", 1, line)
    return set_hours(program, change.path[2:], change).hours


def test_the_hours_of_a_level_or_of_a_position_are_set():
    assert changed("out_of_home.hours.3=40").levels["3"].value == 40
    assert changed("out_of_home.hours.3=40").levels["4"].value == 4
    assert changed("out_of_home.hours.available=90").available.value == 90


@pytest.mark.parametrize(
    ("line", "program", "said"),
    [
        ("out_of_home.hours.9=1", PROGRAM, "hours have no 9"),
        ("out_of_home.hours=1", PROGRAM, "hours have no "),
        ("out_of_home.hours.1=1", replace(PROGRAM, hours=None), "states no hours"),
    ],
)
def test_hours_that_nobody_stated_are_refused(line, program, said):
    with pytest.raises(ScenarioError, match=said):
        changed(line, program)
