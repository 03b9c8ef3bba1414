"""What happens to people: they join, leave, are away, are passed over for a time, come back.

Each function first refuses what cannot be, and only then changes the state.
"""

from __future__ import annotations

from datetime import timedelta

from evenhand.errors import RotationError
from evenhand.figures.rotation import (
    RemovalMade,
    ShareChanged,
    Skipped,
    SkipReason,
    StatusChanged,
    Unskipped,
    WorkerJoined,
    WorkerLeft,
)
from evenhand.rotation import passing
from evenhand.rotation.known import carried_of, list_of, listed, told, within
from evenhand.rotation.marks import catch_up, leave, stand
from evenhand.rotation.state import Member, Pause, State

STATUSES = ("available", "training", "away")


def worker_joined(state: State, event: WorkerJoined) -> None:
    """Who joins stands at the list's present, or as far past it as they left another list.

    What they were ahead they keep, so that nobody is up again by changing units.
    """
    listing = list_of(state, event.unit)
    within(event)
    member = state.members.get(event.worker) or Member(event.worker)
    if member.unit:
        raise RotationError(f"Worker {event.worker} is on the list of {member.unit} already.")
    member.unit, member.share, member.joined = event.unit, event.share, event.seq
    member.tracks, member.languages = event.tracks, event.languages
    member.status = "training" if event.training else "available"
    state.members[event.worker] = member
    stand(state, listing, member, listing.present + member.ahead)


def worker_left(state: State, event: WorkerLeft) -> None:
    """Who leaves keeps what they carry until somebody moves it."""
    member = listed(state, event.worker)
    listing = state.lists[member.unit]
    leave(listing, member)
    member.ahead = max(0, member.mark - listing.present)
    member.unit, member.skip, member.cooling = "", None, None


def status_changed(state: State, event: StatusChanged) -> None:
    """Who comes back is owed what they were when they went, and no more: never flooded."""
    member = listed(state, event.worker)
    if event.status not in STATUSES:
        raise RotationError(
            f"A worker is {', '.join(STATUSES[:-1])} or {STATUSES[-1]}, not {event.status!r}."
        )
    before, member.status = member.status, event.status
    listing = state.lists[member.unit]
    if before != "away" == event.status:
        member.behind = max(0, listing.present - member.mark)
    elif before == "away" != event.status:
        catch_up(state, listing, member)


def share_changed(state: State, event: ShareChanged) -> None:
    member = listed(state, event.worker)
    within(event)
    member.share = event.share


def skipped(state: State, event: Skipped) -> None:
    """A skip has a known reason, an end within its days, and an approver where it needs one.

    It does not cut another short: that one lasts, or somebody ends it.
    """
    member = listed(state, event.worker)
    if member.skip:
        raise RotationError(
            f"Worker {event.worker} is skipped for {member.skip.code} until {member.skip.until} "
            "already. End that skip first (unskipped), or let the new one begin then."
        )
    reason = _reason(state, event.reason)
    if reason.approved:
        told("approver", event.approver)
    if event.until <= event.at:
        raise RotationError(f"The skip of {event.worker} ends at {event.until}, before it begins.")
    if event.until - event.at > timedelta(days=reason.days_most):
        raise RotationError(
            f"The skip of {event.worker} lasts until {event.until}; for {reason.code} it may last "
            f"{reason.days_most} days at most."
        )
    owed = reason.owed if event.owed is None else event.owed
    passing.begin(state, member, Pause(reason.code, event.until, owed, event.seq))


def unskipped(state: State, event: Unskipped) -> None:
    member = listed(state, event.worker)
    if member.skip is None:
        raise RotationError(f"Worker {event.worker} is not skipped now.")
    member.skip = None


def removal_made(state: State, event: RemovalMade) -> None:
    """After a removal the rule may let the worker be for some days."""
    member = listed(state, event.worker)
    carried_of(state, event.report, event.worker)
    rule = state.rule
    if rule.cooling_days:
        until = event.at + timedelta(days=rule.cooling_days)
        passing.cool(state, member, Pause("cooling", until, rule.cooling_owed, event.seq))


def _reason(state: State, code: str) -> SkipReason:
    for reason in state.rule.reasons:
        if reason.code == code:
            return reason
    known = ", ".join(reason.code for reason in state.rule.reasons) or "none"
    raise RotationError(
        f"Rule {state.rule.version} knows no reason {code!r} for a skip. Its reasons: {known}."
    )
