"""One decision of the rotation in words, and one report's way event by event."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from evenhand.explanation.report_story import report_story
from evenhand.explanation.rotation import (
    Known,
    decision_sentences,
    neutrality_sentence,
    why_passed,
)
from evenhand.figures import rotation as kinds
from evenhand.figures.rotation_judged import Neutrality

AT = datetime.fromisoformat("2025-03-03T09:05")
RULE = kinds.RotationRule(
    "7", reasons=(kinds.SkipReason("court", "Court", owed=True, days_most=5),)
)
SKIP = kinds.Skipped(
    seq=1,
    at=AT,
    worker="Ash",
    reason="court",
    until=AT + timedelta(hours=8),
    approver="Supervisor",
)
TAKEN = kinds.Decision(
    "r1",
    AT,
    "assigned",
    "7",
    worker="Cedar",
    via="turn",
    unit="North",
    seen=("Ash", "Bay", "Cedar"),
    passed=(
        kinds.Passed("Ash", "skip:court", "until 2025-03-03 17:05"),
        kinds.Passed("Bay", "capacity", "12 of 12 open"),
    ),
)


def said(decision, *, skips=None, given=True, rule=RULE):
    return " ".join(decision_sentences(decision, Known(rule, skips or {}), given=given))


def test_a_turn_names_everybody_who_stood_before_and_why():
    assert said(TAKEN, skips={"Ash": SKIP}) == (
        "Report r1 went to Cedar on 3 March 2025, 09:05: whose turn it was in North. "
        "Before Cedar on the list stood Ash (skipped: court until 3 March 2025, 17:05, approved by "
        "Supervisor; the turn is owed); Bay (full: 12 of 12 open), who were passed over. "
        "Rule 7 held."
    )


def test_a_skip_says_itself_whether_it_is_owed_and_one_without_approver_names_none():
    skip = replace(SKIP, owed=False, approver="")
    assert "until 3 March 2025, 17:05; the turn is not owed" in said(TAKEN, skips={"Ash": skip})
    assert "the turn is not owed" in said(
        TAKEN, skips={"Ash": replace(SKIP, approver="")}, rule=None
    )


def test_without_the_skip_itself_the_decisions_own_detail_stands():
    assert "Ash (skipped: court: until 2025-03-03 17:05)" in said(TAKEN)


def test_who_stood_first_had_nobody_before_them():
    assert "Nobody stood before Cedar on the list." in said(replace(TAKEN, passed=()))


def test_one_passed_over_was_and_not_were():
    assert "who was passed over." in said(replace(TAKEN, passed=TAKEN.passed[1:]))


@pytest.mark.parametrize(
    ("via", "words"),
    [
        ("sibling", "who carries a sibling's report; that goes before any turn"),
        ("previous", "who knew the family before; that goes before any turn"),
        ("zone", "of North in the same zone, since nobody in the report's own unit could take it"),
        ("borough", "of North in the same borough, since nobody nearer could take it"),
    ],
)
def test_how_else_a_worker_was_found_is_said(via, words):
    told = said(replace(TAKEN, via=via, passed=()))
    assert words in told
    assert "Nobody stood" not in told


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("waits", "waits on 3 March 2025, 09:05: nobody can take it now."),
        ("after hours", "the office is closed, or its hand-over is due."),
        ("escalate", "has waited too long on 3 March 2025, 09:05: somebody must be found by hand."),
        ("older first", "r0 waits longer, and goes first."),
    ],
)
def test_what_is_not_given_says_why(outcome, words):
    decision = replace(TAKEN, outcome=outcome, worker="", via="", unit="", older="r0")
    told = said(decision)
    assert words in told
    assert "On the list stood Ash (skipped: court: until 2025-03-03 17:05); Bay" in told


def test_what_would_happen_now_is_said_as_such():
    assert said(TAKEN, given=False).startswith("Report r1 would go to Cedar")


def test_a_code_nobody_named_reads_as_its_words():
    assert why_passed("skip:field_day", Known()) == "skipped: field day"
    assert why_passed("long_leave", Known()) == "long leave"


def test_a_test_is_told_with_its_correlation_and_chance():
    found = Neutrality("absence", -0.5, 0.0004, found=True, says="who is away longer lost")
    assert neutrality_sentence(found) == (
        "Absence: who is away longer lost (correlation −0.50, chance less than 0.001)."
    )
    assert "(correlation −0.50, chance 0.200)" in neutrality_sentence(replace(found, chance=0.2))
    none = Neutrality("absence", 0.0, 1.0, found=False, says="not judged: 2 people")
    assert neutrality_sentence(none) == "Absence: not judged: 2 people."


def _told(*events, decisions=()):
    return list(report_story("r1", events, decisions))


def test_a_reports_way_is_told_event_by_event_and_no_other_reports():
    at = {"at": AT, "seq": 1}
    way = _told(
        kinds.RuleChanged(**at, rule=RULE),
        kinds.ReportArrived(**at, report="r1", unit="North", track="cares", language="Spanish"),
        kinds.ReportArrived(**at, report="r2", unit="North"),
        SKIP,
        kinds.Assigned(**at, report="r2", worker="Cedar", rule="7"),
        kinds.Assigned(**at, report="r1", worker="Cedar", rule="7"),
        kinds.Returned(**at, report="r1", worker="Cedar", reason="knows them"),
        kinds.Escalated(**at, report="r1", to="Manager"),
        kinds.Overridden(**at, report="r1", worker="Bay", reason="near", approver="Manager"),
        kinds.BulkReassigned(
            **at,
            worker="Bay",
            to=(("r2", "Cedar"), ("r1", "Ash")),
            reason="leaving",
            approver="Manager",
        ),
        kinds.RemovalMade(**at, report="r1", worker="Ash"),
        kinds.Closed(**at, report="r1"),
        decisions=[TAKEN],
    )
    on = "on 3 March 2025, 09:05"
    assert way[0] == f"Report r1 arrived in North {on}, asking for track cares and Spanish."
    assert way[1].startswith("Report r1 went to Cedar")
    assert "approved by Supervisor; the turn is owed" in way[2]
    assert way[4:] == [
        f"Handed back by Cedar {on}: knows them. It waits as old as it was.",
        f"Put before Manager {on}, since nobody had been found.",
        f"Given to Bay by hand {on}: near, approved by Manager.",
        f"Moved from Bay to Ash {on}: leaving, approved by Manager.",
        f"Closed {on}.",
    ]


def test_a_gift_that_does_not_follow_is_told_beside_whose_turn_it_was():
    wrong = kinds.Assigned(seq=1, at=AT, report="r1", worker="Zoe", rule="7")
    way = _told(wrong, decisions=[TAKEN])
    assert way[0] == (
        "By the log it went to Zoe on 3 March 2025, 09:05, which does not follow from the list."
    )
    assert way[1].startswith("Report r1 would go to Cedar")
    assert len(_told(wrong)) == 1
