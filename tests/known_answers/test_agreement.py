"""Agreement worked out elsewhere: published examples, each with its source in `agreement.yaml`."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from evenhand.estimation.agreement import agreement, generator_of

EXAMPLES = yaml.safe_load(Path(__file__).with_name("agreement.yaml").read_text("utf-8"))
CASES = [
    pytest.param(each["judges"], each[metric], metric == "ordinal", id=f"{each['source']} {metric}")
    for each in EXAMPLES
    for metric in ("nominal", "ordinal")
    if metric in each
]


@pytest.mark.parametrize(("judges", "published", "ordinal"), CASES)
def test_alpha_is_the_published_one(judges, published, ordinal):
    units = [
        [given for given in unit if given != "."]
        for unit in zip(*(row.split() for row in judges), strict=True)
    ]
    values = sorted({given for unit in units for given in unit})
    patterns = [({value: unit.count(value) for value in values}, 1) for unit in units]
    found = agreement(patterns, values, generator_of(1, "level", "state"), ordinal=ordinal)
    assert round(found.alpha, 3) == Fraction(published)
