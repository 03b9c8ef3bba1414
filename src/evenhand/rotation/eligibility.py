"""Who may receive a report now, and if not, why not: one code, the first that holds.

First what stands in the way of anything new, then what this report needs.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime, timedelta

from evenhand.figures.rotation import RotationRule
from evenhand.rotation.state import Member, Pause, Waiting


def cap(most: int, share: int) -> int:
    """A full-time worker's cap for a part of full time, rounded up."""
    return -(-most * share // 100)


def new_lately(member: Member, at: datetime, days: int) -> int:
    """How many reports the member received in the last `days` times 24 hours."""
    return len(member.received) - bisect_right(member.received, at - timedelta(days=days))


def why_not(rule: RotationRule, member: Member, waiting: Waiting, at: datetime) -> str:
    """Why the member cannot receive the report now; empty if they can."""
    return why_not_free(rule, member, at) or why_unsuited(member, waiting)


def why_not_free(rule: RotationRule, member: Member, at: datetime) -> str:
    """What stands in the way of any new report; empty if nothing does."""
    if member.status == "away":
        return "away"
    if _lasts(member.skip, at):
        return f"skip:{member.skip.code}"  # type: ignore[union-attr]  # it lasts, so it is
    if _lasts(member.cooling, at):
        return "cooling"
    return why_full(rule, member, at)


def why_full(rule: RotationRule, member: Member, at: datetime) -> str:
    """Which cap is reached; empty if none is."""
    carried = len(member.carrying)
    if member.status == "training" and _reached(rule.training_most, member, carried):
        return "training"
    if _reached(rule.open_most, member, carried):
        return "capacity"
    if rule.new_most is not None and _reached(
        rule.new_most, member, new_lately(member, at, rule.new_days)
    ):
        return "flow"
    return ""


def why_unsuited(member: Member, waiting: Waiting) -> str:
    """Why this report is not for this member; empty if it may be. No track of one's own is any."""
    report = waiting.report
    if member.worker in report.conflicts:
        return "conflict"
    if member.worker in waiting.returned_by:
        return "returned"
    if report.track and member.tracks and report.track not in member.tracks:
        return "track"
    if report.language and report.language not in member.languages:
        return "language"
    return ""


def detail(rule: RotationRule, member: Member, waiting: Waiting, at: datetime, why: str) -> str:
    """What stands behind a code: a moment, or the counts; no sentence."""
    open_now = len(member.carrying)
    if why.startswith("skip:") and member.skip:
        return f"until {member.skip.until:%Y-%m-%d %H:%M}"
    if why == "cooling" and member.cooling:
        return f"until {member.cooling.until:%Y-%m-%d %H:%M}"
    if why in ("training", "capacity"):
        most = rule.training_most if why == "training" else rule.open_most
        return f"{open_now} of {cap(most or 0, member.share)} open"
    if why == "flow":
        new = new_lately(member, at, rule.new_days)
        return f"{new} of {cap(rule.new_most or 0, member.share)} new in {rule.new_days} days"
    needed = {"language": waiting.report.language, "track": waiting.report.track}.get(why, "")
    return f"needs {needed}" if needed else ""


def uses_up(rule: RotationRule, member: Member, waiting: Waiting, at: datetime) -> bool:
    """Whether a report that passed the member over was a turn of theirs all the same.

    It was where only pauses that are not owed kept it away: not where an owed one stood
    too, nor a cap, and not where the report was never for them.
    """
    pauses = [each for each in (member.skip, member.cooling) if _lasts(each, at)]
    return (
        bool(pauses)
        and not any(each.owed for each in pauses)  # type: ignore[union-attr]  # it lasts, so it is
        and not why_unsuited(member, waiting)
        and not why_full(rule, member, at)
    )


def _lasts(pause: Pause | None, at: datetime) -> bool:
    return pause is not None and pause.until > at


def _reached(most: int | None, member: Member, count: int) -> bool:
    return most is not None and count >= cap(most, member.share)
