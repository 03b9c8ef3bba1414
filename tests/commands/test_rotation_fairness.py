"""`rotation fairness` as a user meets it: shares, exclusions, tests, and what they mean."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

LOG = Path(__file__).parents[2] / "examples" / "borough-year" / "log.jsonl"
PERIOD = "2025-03-01..2025-05-01"


@pytest.fixture
def wide(monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")


@pytest.fixture(scope="module")
def known():
    """Who is in the log: one of its workers, and the unit they are in."""
    for line in LOG.read_text("utf-8").splitlines():
        event = json.loads(line)
        if event["kind"] == "worker_joined":
            return event["worker"], event["unit"]
    return pytest.fail("nobody joins the example's log")


def test_shares_exclusions_and_tests_are_told(evenhand, wide):
    answer = evenhand("rotation", "fairness", LOG, "--period", PERIOD)
    assert (answer.code, answer.err) == (0, "")
    assert "Reports that came in from 2025-03-01 00:00 up to 2025-05-01 00:00" in answer.out
    assert "Who was skipped longest, and by whose word" in answer.out
    assert "Who was away longest" in answer.out
    assert "Who was passed over most often" in answer.out
    for against in ("List position:", "Part-time share:", "Absence:"):
        assert against in answer.out
    assert "any of them is found in 1 of 20 logs. Seed 1." in answer.out


def test_differences_add_up_to_what_waits_on_one_side_only(evenhand):
    told = json.loads(evenhand("rotation", "fairness", LOG, "--json").out)
    rows = told["shares"]
    gap = sum(row["received"] - row["without_skips"] for row in rows)
    assert gap == 0 or f"add up to {gap}" in told["flags"][0]


def test_one_unit_or_one_person_is_told_by_the_same_judgement(evenhand, known):
    worker, unit = known
    whole = json.loads(evenhand("rotation", "fairness", LOG, "--json").out)
    of_unit = json.loads(evenhand("rotation", "fairness", LOG, "--unit", unit, "--json").out)
    assert of_unit["neutrality"] == whole["neutrality"]
    assert {row["unit"] for row in of_unit["shares"]} == {unit}
    alone = json.loads(evenhand("rotation", "fairness", LOG, "--worker", worker, "--json").out)
    assert [row["worker"] for row in alone["shares"]] == [worker]


def test_another_seed_draws_other_orders_and_says_so(evenhand):
    told = json.loads(evenhand("rotation", "fairness", LOG, "--seed", 7, "--json").out)
    assert told["seed"] == 7


def test_the_shares_are_drawn_with_their_answer_as_title(evenhand, tmp_path, wide):
    place = tmp_path / "received.svg"
    answer = evenhand("rotation", "fairness", LOG, "--picture", place)
    assert f"Drawn: {place}" in answer.out
    assert "received more than without skips" in place.read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--period", "2031-01-01..2032-01-01"], "No event of the log lies from 2031-01-01"),
        (["--period", "never"], "is not a period"),
        (["--unit", "zzz"], "in that period knows no unit 'zzz'"),
        (["--worker", "nobody at all"], "in that period knows no worker 'nobody at all'"),
        (["--picture", "shares.png"], "Name it shares.svg"),
    ],
)
def test_what_cannot_be_meant_is_refused(evenhand, words, says):
    answer = evenhand("rotation", "fairness", LOG, *words)
    assert answer.code == 1
    assert says in answer.err
