"""Logs as a small drawn table: `day hour | what | who | …`, one event a line."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest

from evenhand.figures import rotation as kinds

RULE = kinds.RotationRule(
    "1",
    reasons=(
        kinds.SkipReason("court", "Court", owed=True, days_most=5),
        kinds.SkipReason("leave", "Leave", owed=False, days_most=60),
    ),
)
START = datetime.fromisoformat("2025-03-03")


def at(text):
    """Day and hour of March 2025, from its Monday the 3rd: `0 9` is nine o'clock that day."""
    day, _, hour = text.strip().partition(" ")
    return START + timedelta(days=int(day), hours=int(hour or 0))


#: Each word of a drawn table, the event it means, and which fields the words after it fill.
WORDS = {
    "rule": (kinds.RuleChanged, []),
    "list": (kinds.ListOpened, ["unit"]),
    "joins": (kinds.WorkerJoined, ["worker", "unit", "share"]),
    "leaves": (kinds.WorkerLeft, ["worker"]),
    "is": (kinds.StatusChanged, ["worker", "status"]),
    "share": (kinds.ShareChanged, ["worker", "share"]),
    "skip": (kinds.Skipped, ["worker", "reason", "until"]),
    "unskip": (kinds.Unskipped, ["worker"]),
    "arrives": (kinds.ReportArrived, ["report", "unit", "language"]),
    "given": (kinds.Assigned, ["report", "worker"]),
    "by-hand": (kinds.Overridden, ["report", "worker"]),
    "back": (kinds.Returned, ["report", "worker"]),
    "moved": (kinds.BulkReassigned, ["worker"]),
    "removal": (kinds.RemovalMade, ["worker", "report"]),
    "closed": (kinds.Closed, ["report"]),
    "escalated": (kinds.Escalated, ["report"]),
    "handed-over": (kinds.HandedOver, ["unit"]),
}
#: What a drawn table leaves out.
ALWAYS = {
    kinds.ListOpened: {"zone": "Zone", "borough": "Borough"},
    kinds.Skipped: {"approver": "Supervisor"},
    kinds.ReportArrived: {"minutes": 60},
    kinds.Assigned: {"rule": "1"},
    kinds.Overridden: {"reason": "known", "approver": "Supervisor"},
    kinds.BulkReassigned: {"reason": "leaving", "approver": "Supervisor", "to": ()},
    kinds.Returned: {"reason": "knows them"},
    kinds.Escalated: {"to": "Manager"},
}
READ = {"share": int, "until": lambda text: at(text.replace("-", " "))}


def _event(words, seq, when, rule):
    kind, names = WORDS[words[0]]
    told = {"seq": seq, "at": when} | ALWAYS.get(kind, {})
    told |= {name: READ.get(name, str)(word) for name, word in zip(names, words[1:], strict=False)}
    if kind is kinds.RuleChanged:
        told["rule"] = rule
    if kind is kinds.Assigned:
        told["passed"] = tuple(tuple(each.split("=")) for each in words[3:])
    return kind(**told)


@pytest.fixture
def log():
    """Make events of a drawn table; the rule holds from the first line on."""

    def drawn(table, rule=RULE):
        rows = [line.strip() for line in table.strip().splitlines()]
        made = []
        for seq, row in enumerate(rows, start=1):
            when, _, what = row.partition("|")
            made.append(_event(what.split(), seq, at(when), rule))
        return made

    return drawn


@pytest.fixture
def when():
    """A moment as the drawn tables write it."""
    return at


@pytest.fixture
def night_rule():
    return replace(RULE, opens=time(8), closes=time(18))


@pytest.fixture
def capped():
    return replace(RULE, open_most=9)


@pytest.fixture
def hasty():
    return replace(RULE, escalate_hours=24)


@pytest.fixture
def cooling():
    return replace(RULE, cooling_days=9)
