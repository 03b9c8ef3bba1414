"""The example survey anyone may publish: made by its script, and enough for a time study."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from evenhand.policy import read_policy
from evenhand.sources.opening import open_data
from evenhand.steps.surveying import surveyed
from evenhand.steps.vetting import vet

ROOT = Path(__file__).resolve().parents[2]
STUDY = ROOT / "examples" / "time-study"


def test_the_script_makes_just_the_files_that_are_kept(script, tmp_path):
    script("examples/make_time_study.py").write_time_study(tmp_path)
    made = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    kept = {path.name: path.read_text("utf-8") for path in STUDY.iterdir()}
    assert made == {name: text for name, text in kept.items() if name != "policy.yaml"}


@pytest.fixture(scope="module")
def policy():
    policy = read_policy(str(STUDY / "policy.yaml"))
    vet(policy)
    return policy


@pytest.fixture(scope="module")
def survey(policy):
    data = open_data(str(STUDY), policy.period)
    assert not data.rejects
    return surveyed(data, policy.time_study.sampled, Fraction(95, 100), policy=policy)


def test_every_moment_drawn_is_kept_whether_or_not_it_was_answered(survey):
    assert survey.drawn == 600
    assert 0 < survey.answered < 600
    assert sum(activity.moments for activity in survey.activities) == survey.answered


def test_every_type_with_minutes_laid_down_was_seen_and_was_assessed(policy, survey):
    laid_down = {each.of for each in survey.activities if each.should_take}
    assert laid_down == set(policy.time_study.should_take)
    assert all(each.moments for each in survey.activities if each.of in laid_down)


def test_the_state_worked_the_minutes_its_moments_stand_for(survey):
    answered = sum(each.minutes for each in survey.activities)
    assert answered == survey.answered * 2160
