"""`evenhand rotation simulate` as a user meets it: made up, from a log, from an intake, refused."""

from __future__ import annotations

import json

import pytest

from evenhand.cli.rotating.tried_on import SEED
from evenhand.rotation.replaying import replay
from evenhand.sources.rotation_log import read_log

SMALL = ("--reports", 60, "--workers", 6, "--days", 60)


@pytest.fixture
def simulate(evenhand):
    return lambda *words: evenhand("rotation", "simulate", *words)


@pytest.fixture
def log(simulate, tmp_path):
    path = tmp_path / "log.jsonl"
    answer = simulate(*SMALL, "--rule", "made-up-borough", "--out", path)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.endswith(f"Written: {path}\n")
    return path


def test_without_a_rule_the_shipped_one_and_every_change_stand_in_a_row_each(simulate):
    answer = simulate(*SMALL)
    assert (answer.code, answer.err) == (0, "")
    for name in ("made-up-borough 1", "strict", "cases", "minutes", "caps", "cooling", "no-skips"):
        assert f"│ {name} " in answer.out
    assert "60 reports under each rule" in answer.out
    assert "no-skips: By cases, and nobody is ever skipped. Skips: none." in answer.out
    assert "Assumed: Half of the reports come from Monday to Friday" in answer.out


def test_json_has_the_seed_what_is_assumed_and_each_rules_numbers(simulate):
    told = json.loads(simulate(*SMALL, "--rule", "strict", "--rule", "no-skips", "--json").out)
    assert told["seed"] == SEED
    assert len(told["assumptions"]) == 2
    assert [rule["rule"] for rule in told["rules"]] == ["strict", "no-skips"]
    assert told["rules"][1]["share_moved"] == 0
    assert all(rule["assigned"] + rule["waiting"] == 60 for rule in told["rules"])


def test_the_log_that_is_written_replays_without_a_fault(log):
    events = read_log(log)
    assert replay(events).faults == ()
    assert sum(type(event).__name__ == "ReportArrived" for event in events) == 60


def test_a_log_can_be_tried_on_other_rules(simulate, log):
    answer = simulate("--from", log)
    assert (answer.code, answer.err) == (0, "")
    assert "│ the log 1 " in answer.out
    assert (
        "Assumed: Arrivals, staff, absences, skips and removals are those of the log." in answer.out
    )
    assert json.loads(simulate("--from", log, "--rule", "cases", "--json").out)["seed"] is None


def test_an_intake_can_be_tried_with_workers_made_up_around_it(simulate, tmp_path):
    intake = tmp_path / "intake.csv"
    intake.write_text("report,arrived_at,unit\nr1,2025-03-03T14:10,Bend\n", encoding="utf-8")
    answer = simulate("--arrivals", intake, "--workers", 3, "--rule", "strict")
    assert (answer.code, answer.err) == (0, "")
    # One day says nothing of a year, and one report of no removal: neither is a zero.
    assert "│ strict │        │      │    1 │" in answer.out
    assert "Nobody was there for 30 days, so no load of a year is said." in answer.out
    assert "With nobody at the end, those of the last night among them: strict 0." in answer.out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--rule", "strickt"), 1, "There are no rotation rules strickt."),
        (("--workers", 3), 1, "3 workers are too few for 4 units"),
        (("--days", 4000), 1, "1 to 3,660 days, not 4,000"),
        (("--from", "x", "--days", 3), 2, "Say --from or --days, not both"),
        (("--from", "x", "--seed", 3), 2, "Say --from or --seed, not both"),
        (("--from", "nowhere.jsonl"), 1, "nowhere.jsonl is not there"),
        (("--arrivals", "x", "--reports", 3), 2, "Say --arrivals or --reports, not both"),
        (("--arrivals", "nowhere.csv"), 1, "nowhere.csv cannot be read"),
        (("--out", "x"), 2, "name it with one --rule"),
        (("--out", "", "--rule", "strict"), 2, "name a file"),
        (("--out", "nowhere/x", "--rule", "strict"), 2, "there is no folder nowhere"),
        (("--out", ".", "--rule", "strict"), 2, ". is there already"),
    ],
)
def test_what_cannot_be_tried_is_refused_in_a_sentence(
    simulate, tmp_path, monkeypatch, words, code, said
):
    monkeypatch.chdir(tmp_path)
    answer = simulate(*words)
    assert answer.code == code
    assert said in answer.err
    assert "Traceback" not in answer.err
    assert not list(tmp_path.iterdir())


def test_a_log_that_does_not_follow_is_refused_with_its_event(simulate, log):
    lines = log.read_text("utf-8").splitlines(keepends=True)
    log.write_text("".join(lines[:6] + lines[7:]), encoding="utf-8")
    answer = simulate("--from", log)
    assert answer.code == 1
    assert "Event 8: The next event is number 7" in answer.err


def test_a_log_is_never_written_over_another(simulate, log):
    before = log.read_bytes()
    answer = simulate(*SMALL, "--rule", "strict", "--out", log)
    assert (answer.code, log.read_bytes()) == (2, before)
    assert "is there already" in answer.err


def test_a_rule_may_be_tried_on_a_year_before_it_held(simulate):
    answer = simulate(*SMALL, "--begins", "2019-01-01", "--rule", "made-up-borough")
    assert (answer.code, answer.err) == (0, "")


def test_a_misspelt_change_of_the_rule_is_said_with_the_nearest_there_is(evenhand):
    answer = evenhand("rotation", "simulate", "--rule", "strct")
    assert answer.code == 1
    assert "Did you mean strict?" in answer.err


def test_a_first_day_in_a_year_nobody_means_is_refused(evenhand):
    answer = evenhand("rotation", "simulate", "--begins", "9999-12-01", "--reports", "10")
    assert answer.code == 2
    assert "name a day in the years 1950 to 2100." in answer.err
