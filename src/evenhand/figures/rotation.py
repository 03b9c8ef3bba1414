"""The pending rotation: its rule, its events, and each decision with all that was seen.

Events are an append-only list in order of `seq`; `at` is when it happened, without a zone:
the agency's own clock, which keeps standard time all year and so never goes back. Nothing
here computes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time


@dataclass(frozen=True, slots=True)
class SkipReason:
    """Why somebody may be passed over for a time, by a code.

    `owed` says whether the turn comes back; `days_most` how long such a skip may last at
    all; `approved` whether somebody else must have agreed.
    """

    code: str
    title: str
    owed: bool
    days_most: int
    approved: bool = True


@dataclass(frozen=True, slots=True)
class RotationRule:
    """How the next report finds its worker; a rule without a number lets that be.

    `order` is "strict" (each report is a turn, everybody's turn is alike), "cases" (each
    report is a turn, a part-timer's comes as much less often) or "minutes" (a turn weighs
    the report's minutes, in rounds of `round_minutes`, by the worker's share). `owed_most`
    are the turns of their own that anybody may be owed, or be ahead by gifts. A cap is for a
    full-time worker; a part-timer's is that much smaller, rounded up. `spill` names where to
    look next when nobody in the unit can take it.
    """

    version: str
    order: str = "strict"
    owed_most: int = 1
    open_most: int | None = None
    training_most: int | None = None
    new_most: int | None = None
    new_days: int = 7
    cooling_days: int = 0
    cooling_owed: bool = False
    sibling_first: bool = True
    previous_first: bool = True
    spill: tuple[str, ...] = ("zone", "borough")
    office_days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    opens: time | None = None
    closes: time | None = None
    escalate_hours: int | None = None
    override_counts: bool = True
    returned_counts: bool = False
    reasons: tuple[SkipReason, ...] = ()
    says: str = ""
    round_minutes: int = 504


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened: its place in the log, when, and who wrote it down."""

    seq: int
    at: datetime
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChanged(Event):
    """From here on this rule holds. The first event of every log."""

    rule: RotationRule


@dataclass(frozen=True, slots=True, kw_only=True)
class ListOpened(Event):
    """A unit's list, and where it lies."""

    unit: str
    zone: str = ""
    borough: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerJoined(Event):
    """A worker comes onto a unit's list: at its present, or past it as far as they left one."""

    worker: str
    unit: str
    share: int = 100
    tracks: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    training: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerLeft(Event):
    """A worker is on no list any more. What they carry is reassigned by events of its own."""

    worker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChanged(Event):
    """A worker is "available", "training" or "away"; who comes back is owed no more than before."""

    worker: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareChanged(Event):
    """A worker's part of full time from here on, in hundredths."""

    worker: str
    share: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped(Event):
    """A worker is passed over until a moment; `owed` None takes what the reason says.

    One at a time: a second begins when the first is over or was ended (`Unskipped`).
    """

    worker: str
    reason: str
    until: datetime
    approver: str = ""
    owed: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unskipped(Event):
    """A skip ends before its time."""

    worker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportArrived(Event):
    """A report to be assigned from one unit's list, and what it needs.

    `conflicts` may not receive it; `sibling` carries a sibling's report and `previous` knew
    the family before: either goes first where the rule says so and they can.
    """

    report: str
    unit: str
    minutes: int = 0
    track: str = ""
    language: str = ""
    conflicts: tuple[str, ...] = ()
    sibling: str = ""
    previous: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned(Event):
    """A report given to whose turn it was, with the list as it was seen.

    `seen` are the workers in the order of the list; `passed` those passed over, each with
    a code; `rule` the version that held.
    """

    report: str
    worker: str
    rule: str
    seen: tuple[str, ...] = ()
    passed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Overridden(Event):
    """A report given by hand to somebody else than the rotation says, with a reason."""

    report: str
    worker: str
    reason: str
    approver: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(Event):
    """A worker hands a report back; it waits again, as old as it was."""

    report: str
    worker: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkReassigned(Event):
    """Reports moved by hand from one worker to others, as when somebody leaves."""

    worker: str
    to: tuple[tuple[str, str], ...]
    reason: str
    approver: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalMade(Event):
    """A worker had to remove a child; the rule may let them be for a while."""

    worker: str
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed(Event):
    """A report's work is done; its worker has room again."""

    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalated(Event):
    """A report that found nobody in time is put before somebody who must find one."""

    report: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(Event):
    """After-hours work is handed over: what came in while the office was closed may be given."""

    unit: str


@dataclass(frozen=True, slots=True)
class Passed:
    """Somebody who was passed over, why (a code), and what stands behind it."""

    worker: str
    why: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """Whose turn it is, or what is done where it is nobody's.

    `outcome` is "assigned", "waits" (nobody can take it now), "after hours" (until the
    hand-over), "older first" (`older` waits longer and goes first) or "escalate". `via`
    says how the worker was found: "turn", "sibling", "previous", or where it spilled to.
    """

    report: str
    at: datetime
    outcome: str
    rule: str
    worker: str = ""
    via: str = ""
    unit: str = ""
    seen: tuple[str, ...] = ()
    passed: tuple[Passed, ...] = ()
    older: str = ""
