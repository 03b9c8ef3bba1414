"""Sample sizes against numbers that nobody on this project made."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from evenhand.estimation.sample_size import Wanted, sample_plan

TEXT = Path(__file__).with_name("sample_sizes.yaml").read_text("utf-8")
ANSWERS = yaml.load(TEXT, Loader=yaml.BaseLoader)  # noqa: S506 - all stays text: exact decimals


@pytest.mark.parametrize("answer", ANSWERS, ids=lambda answer: answer["source"])
def test_as_many_moments_are_drawn_as_was_published(answer):
    given = dict(answer["wanted"])
    population = int(given.pop("population")) if "population" in given else None
    exact = {name: Fraction(text) for name, text in given.items()}
    wanted = Wanted(**exact, population=population)
    assert sample_plan(wanted, 38).moments == int(answer["moments"])
