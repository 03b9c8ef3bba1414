"""The example rotation anyone may publish: made by its script, and it replays without a fault."""

from __future__ import annotations

import csv
from pathlib import Path

from evenhand.figures.rotation import ListOpened
from evenhand.rotation.reconciling import reconcile
from evenhand.rotation.replaying import replay
from evenhand.sources.rotation_log import read_log

YEAR = Path(__file__).resolve().parents[2] / "examples" / "borough-year"


def test_the_script_makes_just_the_files_that_are_kept(script, tmp_path):
    script("examples/make_borough_year.py").write_borough_year(tmp_path)
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(made) == {"log.jsonl", "intake.csv"}
    assert made == {name: (YEAR / name).read_bytes() for name in made}


def test_the_log_replays_without_a_fault_and_holds_every_report_of_the_intake():
    events = read_log(YEAR / "log.jsonl")
    assert len([event for event in events if isinstance(event, ListOpened)]) == 4
    replayed = replay(events)
    assert replayed.faults == ()
    with (YEAR / "intake.csv").open(encoding="utf-8", newline="") as file:
        intake = [row["report"] for row in csv.DictReader(file)]
    found = reconcile(replayed.state, intake)
    assert (found.missing, found.unknown, found.twice) == ((), (), ())
    assert found.assigned + found.closed + len(found.waiting) + len(found.escalated) == 1400


def test_the_log_stays_small_enough_to_be_kept():
    assert (YEAR / "log.jsonl").stat().st_size < 700_000
