"""The forecast section of a policy: what it may not say, and what would work instead."""

from __future__ import annotations

import re

import pytest

from evenhand.errors import PolicyError
from evenhand.policy import read_policy


def changed(tmp_path, section, old, new):
    """Oregon's policy with one thing of a section changed."""
    from importlib.resources import files

    text = files("evenhand.policies").joinpath("oregon-2000.yaml").read_text("utf-8")
    start = text.index(f"\n{section}:")
    before, after = text[:start], text[start:]
    assert re.search(old, after)
    place = tmp_path / "policy.yaml"
    place.write_text(before + re.sub(old, new, after, count=1), "utf-8")
    return read_policy(str(place))


def test_the_shipped_section_stands_on_a_rule_and_a_limit_of_its_own_policy():
    policy = read_policy("oregon-2000")
    assert policy.forecast.counting.value in policy.caseload.counting
    assert policy.forecast.growth is None


@pytest.mark.parametrize(
    ("what", "value", "said"),
    [
        ("counting", "familys", "no counting rule 'familys'. Did you mean 'families'?"),
        ("counting", "everything", "everything weighs its cases; take a rule by which each"),
        ("standard", "delaware-11-12.familys", "Did you mean 'delaware-11-12.families'?"),
        ("attrition", "1.2", "attrition is a share from 0 to 1"),
        ("completes", "-1", "completes is a share from 0 to 1"),
        ("certainty", "1", "certainty is a share above 0 and below 1"),
        ("classes", "2.5", "classes is a whole number from 0 to 52"),
        ("each_class", "-1", "each_class is a whole number from 0 to 100,000"),
        ("looks_back", "28", "looks_back is a whole number from 56 to 3,660"),
        ("draws", "99", "draws is a whole number from 100 to 100,000"),
        ("months", "121", "months is a whole number from 1 to 120"),
    ],
)
def test_what_cannot_be_is_refused_with_what_would_work(tmp_path, what, value, said):
    with pytest.raises(PolicyError, match=re.escape(said)):
        changed(tmp_path, "forecast", rf"{what}: {{value: [^,}}]+", f"{what}: {{value: {value}")


def test_growth_may_be_stated_and_not_so_that_nothing_is_left(tmp_path):
    said = "  growth: {value: 2%, assumption: As the year before.}\n  draws"
    assert changed(tmp_path, "forecast", "  draws", said).forecast.growth.value
    with pytest.raises(PolicyError, match="above -1"):
        changed(tmp_path, "forecast", "  draws", said.replace("2%", "-100%"))


def test_a_forecast_without_a_counting_rule_is_refused(tmp_path):
    with pytest.raises(PolicyError, match="needs a section `caseload:`"):
        changed(tmp_path, "caseload", r"(?s)\ncaseload:.*?(?=\n\S)", "\n")
