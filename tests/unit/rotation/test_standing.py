"""The list as it stands at a moment: who is up, and what is in the way of the others."""

from __future__ import annotations

from datetime import datetime, timedelta

from evenhand.figures.rotation import (
    ListOpened,
    Overridden,
    ReportArrived,
    RotationRule,
    RuleChanged,
    Skipped,
    SkipReason,
    StatusChanged,
    Unskipped,
    WorkerJoined,
)
from evenhand.rotation.folding import fold
from evenhand.rotation.standing import standings

START = datetime.fromisoformat("2025-03-03T09:00")
RULE = RotationRule("1", reasons=(SkipReason("court", "Court", owed=True, days_most=5),))


def state():
    facts = [
        (RuleChanged, {"rule": RULE}),
        (ListOpened, {"unit": "North"}),
        *((WorkerJoined, {"worker": name, "unit": "North"}) for name in ("Ash", "Bay", "Cedar")),
        (StatusChanged, {"worker": "Bay", "status": "away"}),
        (
            Skipped,
            {
                "worker": "Ash",
                "reason": "court",
                "until": START + timedelta(hours=8),
                "approver": "Supervisor",
            },
        ),
    ]
    return fold(kind(seq=n, at=START, **told) for n, (kind, told) in enumerate(facts, start=1))


def test_everybody_stands_in_order_with_what_is_in_their_way():
    people = standings(state(), "North", START)
    assert [(each.worker, each.why, each.detail) for each in people] == [
        ("Ash", "skip:court", "until 2025-03-03 17:00"),
        ("Bay", "away", ""),
        ("Cedar", "", ""),
    ]
    assert {(each.share, each.owed, each.open) for each in people} == {(100, 0, 0)}


def test_a_skip_that_is_over_by_then_is_no_longer_in_the_way():
    now = state()
    later = standings(now, "North", START + timedelta(hours=8))
    assert later[0].why == ""
    assert standings(now, "North", START)[0].why == "skip:court"


def test_gifts_to_others_while_somebody_is_skipped_cost_them_no_turn():
    now, leave = state(), SkipReason("leave", "Leave", owed=False, days_most=5)
    until = START + timedelta(hours=8)
    facts = [
        (RuleChanged, {"rule": RotationRule("2", reasons=(leave,))}),
        (Unskipped, {"worker": "Ash"}),
        (Skipped, {"worker": "Ash", "reason": "leave", "until": until, "approver": "Supervisor"}),
    ]
    for report in ("r1", "r2", "r3"):
        facts += [
            (ReportArrived, {"report": report, "unit": "North"}),
            (
                Overridden,
                {"report": report, "worker": "Cedar", "reason": "near", "approver": "Supervisor"},
            ),
        ]
    first = now.seq + 1
    fold((kind(seq=n, at=START, **told) for n, (kind, told) in enumerate(facts, first)), now)
    before, after = (standings(now, "North", at) for at in (START, until))
    assert [each.worker for each in before] == ["Ash", "Bay", "Cedar"]
    assert [each.worker for each in after] == ["Ash", "Bay", "Cedar"]
    assert (before[0].why, after[0].why) == ("skip:leave", "")
