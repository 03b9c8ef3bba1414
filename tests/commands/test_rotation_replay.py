"""`rotation replay` as a user meets it: verified, who is up, what waits, and why."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from evenhand.figures import rotation as kinds
from evenhand.rotation.desk import give_out
from evenhand.rotation.folding import apply
from evenhand.rotation.state import State
from evenhand.sources.rotation_log import write_log

START = datetime.fromisoformat("2025-03-03T09:00")
RULE = kinds.RotationRule(
    "1",
    escalate_hours=4,
    reasons=(kinds.SkipReason("court", "In court", owed=True, days_most=5),),
)


def facts():
    """Two units; Ash is in court; r3 asks for a language that nobody speaks."""
    yield kinds.RuleChanged(seq=0, at=START, rule=RULE)
    for unit in ("North", "South"):
        yield kinds.ListOpened(seq=0, at=START, unit=unit)
    for name in ("Ash", "Bay", "Cedar"):
        yield kinds.WorkerJoined(seq=0, at=START, worker=name, unit="North")
    until = START + timedelta(days=2)
    yield kinds.Skipped(
        seq=0, at=START, worker="Ash", reason="court", until=until, approver="Supervisor"
    )
    for number, language in enumerate(("", "", "Yoruba"), start=1):
        at = START + timedelta(hours=number)
        yield kinds.ReportArrived(
            seq=0, at=at, report=f"r{number}", unit="North", minutes=60, language=language
        )
    yield kinds.Closed(seq=0, at=START + timedelta(hours=9), report="r1")


def made():
    state, log = State(), []
    for event in facts():
        event = replace(event, seq=state.seq + 1)
        apply(state, event)
        log += [event, *give_out(state, event.at)]
    return log


@pytest.fixture
def log(tmp_path):
    path = tmp_path / "log.jsonl"
    write_log(path, made())
    return path


@pytest.fixture
def wrong_log(tmp_path):
    """The same, but the first report was given to Cedar and written down so."""
    path = tmp_path / "wrong.jsonl"
    events = made()
    place = next(n for n, event in enumerate(events) if isinstance(event, kinds.Assigned))
    events[place] = replace(events[place], worker="Cedar")
    write_log(path, events)
    return path


@pytest.fixture
def wide(monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")


@pytest.mark.parametrize("name", ["replay", "fairness"])
def test_each_subcommand_has_an_example_and_can_print_json(evenhand, name):
    told = evenhand("rotation", name, "--help").out
    assert f"evenhand rotation {name} log.jsonl" in told
    assert "--json" in told


def test_help_lists_the_subcommands_in_the_order_a_user_meets_them(evenhand):
    told = evenhand("rotation", "--help").out
    assert 0 < told.index("replay") < told.index("fairness") < told.index("simulate")


def test_a_log_that_holds_says_so_and_who_is_up_and_what_waits(evenhand, log, wide):
    answer = evenhand("rotation", "replay", log)
    assert (answer.code, answer.err) == (0, "")
    assert "The log holds: 14 events, 2 decisions rebuilt, each as the rule has it." in answer.out
    assert "carried 1, waiting 1 (put before somebody 1), closed 1. Rule 1 holds." in answer.out
    assert "Ash (skipped: in court)" in answer.out
    assert "escalated 2025-03-03 18:00" in answer.out


def test_json_carries_the_verification_the_lists_and_what_waits(evenhand, log):
    told = json.loads(evenhand("rotation", "replay", log, "--json").out)
    assert (told["events"], told["decisions"], told["faults"]) == (14, 2, [])
    assert [each["worker"] for each in told["lists"]["North"]] == ["Ash", "Bay", "Cedar"]
    assert told["lists"]["South"] == []
    assert told["waiting"] == [
        {
            "report": "r3",
            "unit": "North",
            "since": "2025-03-03T12:00:00",
            "after_hours": False,
            "escalated_at": "2025-03-03T18:00:00",
        }
    ]


def test_a_log_that_does_not_hold_names_the_line_and_what_should_have_been(
    evenhand, wrong_log, wide
):
    answer = evenhand("rotation", "replay", wrong_log)
    assert answer.code == 1
    assert "The log does not hold" in answer.out
    assert "Report r1 did not go to whose turn it was" in answer.out
    fault = json.loads(evenhand("rotation", "replay", wrong_log, "--json").out)["faults"][0]
    assert fault["line"] == fault["fault"]["seq"] == 9
    assert (fault["fault"]["expected"], fault["fault"]["found"]) == ("Bay", "Cedar")


def test_one_units_list_is_told_whole(evenhand, log, wide):
    answer = evenhand("rotation", "replay", log, "--unit", "North")
    assert "skipped: in court, until 2025-03-05 09:00" in answer.out
    assert "up in North; Ash stands before and is passed over (skipped: in court)." in answer.out
    assert (
        "Nobody stands on the list of South."
        in evenhand("rotation", "replay", log, "--unit", "South").out
    )


def test_at_a_moment_things_stand_as_they_stood_then(evenhand, log):
    told = json.loads(evenhand("rotation", "replay", log, "--at", "2025-03-03T10:30", "--json").out)
    assert (told["at"], told["decisions"]) == ("2025-03-03T10:30:00", 1)
    later = evenhand("rotation", "replay", log, "--at", "2025-03-06", "--unit", "North", "--json")
    assert json.loads(later.out)["lists"]["North"][0]["why"] == ""


def test_with_report_its_way_is_told(evenhand, log):
    answer = evenhand("rotation", "replay", log, "--report", "r1")
    assert "Report r1 went to Bay on 3 March 2025, 10:00: whose turn it was in North." in answer.out
    assert "approved by Supervisor; the turn is owed" in answer.out
    assert "Closed on 3 March 2025, 18:00." in answer.out
    told = json.loads(evenhand("rotation", "replay", log, "--report", "r1", "--json").out)
    assert told["report"]["decisions"][0]["worker"] == "Bay"
    assert told["report"]["says"][0].startswith("Report r1 arrived in North")


def test_a_report_that_waits_is_told_with_what_stands_in_everybodys_way(evenhand, log):
    told = evenhand("rotation", "replay", log, "--report", "r3").out
    assert "waits on 3 March 2025, 18:00: nobody can take it now" in told
    assert "(another language: needs Yoruba)" in told


@pytest.mark.parametrize(
    ("rows", "code", "says"),
    [
        ("r1\nr2\nr3\n", 0, "is in the rotation once, and no other is."),
        ("r1\nr2\nr3\nr4\n", 1, "1 report is in"),
        ("r1\nr2\n", 1, "1 report is in the rotation and not in"),
        ("r1\nr2\nr2\nr3\n", 1, "more than once: r2."),
    ],
)
def test_an_intake_list_is_held_against_the_log(evenhand, log, tmp_path, rows, code, says):
    (tmp_path / "intake.csv").write_text("report\n" + rows, "utf-8")
    answer = evenhand("rotation", "replay", log, "--intake", tmp_path / "intake.csv")
    assert answer.code == code
    assert says in answer.out


def test_reports_of_somebody_who_left_are_named_until_they_are_moved(evenhand, log, tmp_path):
    events = made()
    gone = kinds.WorkerLeft(seq=len(events) + 1, at=events[-1].at, worker="Cedar")
    write_log(log, [*events, gone])
    (tmp_path / "intake.csv").write_text("report\nr1\nr2\nr3\n", "utf-8")
    told = evenhand("rotation", "replay", log, "--intake", tmp_path / "intake.csv")
    assert "1 report is with somebody who left, to be reassigned: r2." in told.out
    as_json = evenhand("rotation", "replay", log, "--intake", tmp_path / "intake.csv", "--json")
    assert json.loads(as_json.out)["intake"]["to_reassign"] == ["r2"]


def test_the_list_is_drawn_with_its_answer_as_title(evenhand, log, tmp_path):
    place = tmp_path / "strip.svg"
    answer = evenhand("rotation", "replay", log, "--unit", "North", "--picture", place)
    assert f"Drawn: {place}" in answer.out
    drawn = place.read_text("utf-8")
    assert "is up in North; Ash stands before and is passed over" in drawn
    assert "in court, until 2025-03-05 09:00" in drawn


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--at", "yesterday"], 2, "is no moment; write 2025-03-03T09:05"),
        (["--at", "2025-03-03T09:05+01:00"], 2, "is no moment"),
        (["--at", "2025-03-01"], 1, "begins on 2025-03-03 09:00:00, after 2025-03-01"),
        (["--unit", "Nroth"], 1, "knows no unit 'Nroth'. Did you mean North?"),
        (["--unit", "q"], 1, "knows no unit 'q'. There are 2."),
        (["--report", "r11"], 1, "knows no report 'r11'. Did you mean r1?"),
        (["--unit", "North", "--picture", "strip.png"], 1, "Name it strip.svg"),
        (["--picture", "strip.svg"], 2, "name it with --unit"),
        (["--unit", "South", "--picture", "strip.svg"], 1, "Nobody stood on the list of South"),
        (["--intake", "none.csv"], 1, "none.csv cannot be read"),
    ],
)
def test_what_cannot_be_meant_is_refused(evenhand, log, words, code, says):
    answer = evenhand("rotation", "replay", log, *words)
    assert answer.code == code
    assert says in answer.err


@pytest.mark.parametrize("name", ["replay", "fairness"])
@pytest.mark.parametrize(
    ("text", "says"),
    [
        (None, "not there"),
        ("", "is empty"),
        ("{", "log.jsonl:1: this is not JSON"),
        ('{"kind":"report_flew","seq":1,"at":"2025-03-03T09:00:00"}\n', "no event of kind"),
    ],
)
def test_a_log_that_is_none_is_refused_with_its_line(evenhand, tmp_path, name, text, says):
    path = tmp_path / "log.jsonl"
    if text is not None:
        path.write_text(text, "utf-8")
    answer = evenhand("rotation", name, path)
    assert answer.code == 1
    assert says in answer.err


def test_a_folder_is_no_log(evenhand, tmp_path):
    assert "a folder, not a log" in evenhand("rotation", "replay", tmp_path).err


def test_events_out_of_order_are_told_as_faults_with_their_line(evenhand, tmp_path, wide):
    events = made()
    events[3], events[4] = events[4], events[3]
    write_log(tmp_path / "log.jsonl", events)
    answer = evenhand("rotation", "replay", tmp_path / "log.jsonl", "--json")
    assert answer.code == 1
    first = json.loads(answer.out)["faults"][0]
    assert (first["line"], first["fault"]["seq"]) == (4, 5)


def test_what_waits_for_the_hand_over_says_so(evenhand, tmp_path, wide):
    closed = replace(RULE, office_days=(5,))
    events = [replace(event, rule=closed) if event.seq == 1 else event for event in made()[:7]]
    late = kinds.ReportArrived(seq=8, at=START, report="r1", unit="North")
    write_log(tmp_path / "log.jsonl", [*events, late])
    told = evenhand("rotation", "replay", tmp_path / "log.jsonl", "--report", "r1").out
    assert "the office is closed, or its hand-over is due" in told
    assert "until the hand-over" in evenhand("rotation", "replay", tmp_path / "log.jsonl").out


def test_a_log_without_anybody_is_judged_as_such_and_not_drawn(evenhand, tmp_path):
    write_log(tmp_path / "log.jsonl", made()[:3])
    told = evenhand("rotation", "fairness", tmp_path / "log.jsonl")
    assert told.code == 0
    assert "Nobody was on a list in this period." in told.out
    assert "not judged: 0 people" in told.out
    picture = tmp_path / "shares.svg"
    answer = evenhand("rotation", "fairness", tmp_path / "log.jsonl", "--picture", picture)
    assert (answer.code, picture.exists()) == (1, False)
    assert "there is nothing to draw" in answer.err
