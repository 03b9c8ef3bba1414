"""Forecasts worked out by hand: who is there, when a standard is met, which class is enough."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from evenhand.caseloads.forecasting.forecast import Named, forecast
from evenhand.figures.situation import Flow, Situation, Taken

CASES = yaml.safe_load(Path(__file__).with_name("forecast.yaml").read_text("utf-8"))
ONE, NO = Fraction(1), ("attrition", "classes", "each_class", "training_days", "months", "most")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["source"][:40])
def test_a_forecast_without_chance_is_the_one_made_by_hand(case):
    cases = case["cases"]
    still = Flow("family", cases, cases, (0,) * 13, 0, cases * 364)
    situation = Situation(date(2025, 1, 1), case["workers"], (), (still,))
    numbers = {name: case[name] for name in NO}
    shares = {name: Fraction(numbers.pop(name)) for name in ("most", "attrition")}
    taken = Taken(**numbers, **shares, completes=ONE, certainty=Fraction(9, 10), draws=100)
    found = forecast(situation, taken, Named("by hand", "by hand"), 1)
    assert [month.workers.low for month in found.months] == case["by_month"]
    assert [month.workers.high for month in found.months] == case["by_month"]
    assert found.met_on == (case["met_on"],) * 3
    assert found.enough == case["enough"]
