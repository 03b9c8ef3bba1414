"""Skips asked for as supervisors would, where the rule has the reason and for its days at most."""

from __future__ import annotations

from datetime import datetime, timedelta

from evenhand.figures.rotation import Skipped
from evenhand.rotation.simulating.office import Office
from evenhand.rotation.simulating.wishes import supervisor
from evenhand.rotation.state import Member


def ask_skip(
    office: Office,
    at: datetime,
    worker: str,
    reason: str,
    until: datetime,
    owed: bool | None = None,
) -> None:
    """Skip a worker, if the rule knows the reason and they are there and not skipped already."""
    held = next((each for each in office.rule.reasons if each.code == reason), None)
    member = office.state.members[worker]
    if held is None or until <= at or not is_there(member, at):
        return
    until = min(until, at + timedelta(days=held.days_most))
    approver = supervisor(member.unit)
    office.keep(
        Skipped(
            seq=office.next,
            at=at,
            worker=worker,
            reason=reason,
            until=until,
            approver=approver,
            owed=owed,
        )
    )


def is_there(member: Member, at: datetime) -> bool:
    """Whether somebody is on a list and neither away nor skipped at the moment."""
    skipped = member.skip is not None and member.skip.until > at
    return bool(member.unit) and member.status != "away" and not skipped
