"""Stratified means and totals beside those of an outside program for surveys."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from evenhand.estimation.stratified import Stratum, mean, total

CASE = yaml.safe_load(Path(__file__).with_name("survey_apistrat.yaml").read_text(encoding="utf-8"))
ESTIMATES = {"mean": mean, "total": total}


def stratum(given):
    n, sums = Fraction(given["read"]), Fraction(given["sum"])
    spread = Fraction(given["sum_of_squares"]) - sums**2 / n
    return Stratum(Fraction(given["population"]), n, sums / n, spread / (n - 1))


@pytest.mark.parametrize("variable", CASE["answers"])
def test_value_and_standard_error_are_those_printed(variable):
    answer = CASE["answers"][variable]
    found = ESTIMATES[answer["what"]]([stratum(each) for each in CASE["strata"][variable]])
    assert round(found.value, answer["value_places"]) == Fraction(answer["value"])
    assert round(found.error, answer["error_places"]) == Fraction(answer["error"])
