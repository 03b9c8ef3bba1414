"""The exact tests of the gaming checks give what Fisher printed, and what a hand can reckon."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from evenhand.estimation.exact_tests import Beside, expected_and_chance
from evenhand.estimation.within_families import Count

CASES = yaml.safe_load((Path(__file__).parent / "exact_tests.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
@pytest.mark.parametrize("side", ["more", "either"])
def test_the_chance_is_the_one_that_is_printed(case, side):
    def count(part):
        hits, base = case[part]
        return Count(hits, base, base)

    periods = [Beside(count("own"), count("rest"))]
    if "own_before" in case:
        periods.append(Beside(count("own_before"), count("rest_before")))
    _, chance = expected_and_chance(periods, side)
    assert chance == pytest.approx(float(Fraction(str(case[side]))), rel=2e-4), case["source"]
