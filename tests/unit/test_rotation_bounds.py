"""What a rotation's rule may say: each entry out of its bounds is told, with what would work."""

from __future__ import annotations

from dataclasses import replace
from datetime import time

import pytest

from evenhand.figures.rotation import RotationRule, SkipReason
from evenhand.figures.rotation_bounds import minutes_fault, rule_fault, share_fault

COURT = SkipReason("court", "In court", owed=True, days_most=1)
GOOD = RotationRule(
    "1",
    **{"order": "minutes", "owed_most": 0, "open_most": 1, "training_most": 1, "new_most": 1},
    **{"spill": ("borough", "zone"), "office_days": (6,), "escalate_hours": 1},
    **{"opens": time(9), "closes": time(9, 1), "reasons": (COURT,)},
)


def test_a_rule_at_its_bounds_is_good_and_so_is_one_that_leaves_all_out():
    assert rule_fault(GOOD) == rule_fault(RotationRule("1")) == ""
    assert rule_fault(replace(GOOD, opens=None)) == rule_fault(replace(GOOD, closes=None)) == ""


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"order": "fair"}, "order is 'fair'; a rule's order is strict, cases or minutes."),
        ({"order": "Strict"}, "order is 'Strict'"),
        ({"owed_most": -1}, "owed_most is -1; it is a whole number from 0 upwards."),
        ({"open_most": 0}, "open_most is 0; it is a whole number from 1 upwards."),
        ({"training_most": -3}, "training_most is -3"),
        ({"new_most": 0}, "new_most is 0"),
        ({"new_days": 0}, "new_days is 0"),
        ({"cooling_days": -1}, "cooling_days is -1; it is a whole number from 0"),
        ({"escalate_hours": 0}, "escalate_hours is 0"),
        ({"round_minutes": 0}, "round_minutes is 0"),
        ({"spill": ("city",)}, "spill is ['city']; it names zone and borough, each once at most."),
        ({"spill": ("zone", "zone")}, "spill is ['zone', 'zone']"),
        ({"office_days": ()}, "office_days is []; it names one day or more, 0 (Monday) to 6"),
        ({"office_days": (1, 7)}, "office_days is [1, 7]"),
        ({"office_days": (1, 1)}, "office_days is [1, 1]"),
        ({"opens": time(9, 1)}, "opens is 09:01:00 and closes 09:01:00; the office opens before"),
        ({"reasons": (COURT, COURT)}, "the reasons are ['court', 'court']; each has a code of its"),
        ({"reasons": (replace(COURT, code=" "),)}, "each has a code of its own."),
        ({"reasons": (replace(COURT, days_most=0),)}, "days_most of court is 0; it is 1 day or"),
    ],
)
def test_a_rule_out_of_bounds_is_told_with_what_would_work(said, why):
    assert rule_fault(replace(GOOD, **said)).startswith(why) or why in rule_fault(
        replace(GOOD, **said)
    )


def test_minutes_are_not_negative_and_a_share_is_1_to_100_hundredths():
    assert minutes_fault(0) == share_fault(1) == share_fault(100) == ""
    assert minutes_fault(-1)
    assert share_fault(0)
    assert share_fault(101)
