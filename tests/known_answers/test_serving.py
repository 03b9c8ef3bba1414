"""Serving worked out by hand: the levels hours reach, and how evenly need is met."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from evenhand.figures import Needed
from evenhand.staffing.evenness import evenness
from evenhand.staffing.serving import level_reached, served_by_quota

CASES = yaml.safe_load(Path(__file__).with_name("serving.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", [c for c in CASES if "levels" in c], ids=lambda c: c["source"])
def test_hours_reach_the_level_they_do_by_hand(case):
    needed = [Needed(str(at), Fraction(n), Fraction(h)) for at, (n, h) in enumerate(case["levels"])]
    assert level_reached(needed, Fraction(case["hours"])) == Fraction(case["level"])


@pytest.mark.parametrize("case", [c for c in CASES if "branches" in c], ids=lambda c: c["source"])
def test_need_is_met_as_evenly_as_by_hand(case):
    pairs = enumerate(case["branches"])
    even = evenness([served_by_quota(str(b), Fraction(h), Fraction(n)) for b, (h, n) in pairs])
    assert even.gini == Fraction(case["gini"])
    assert even.share == Fraction(case["share"])
    assert even.variation == Fraction(case["variation"])
