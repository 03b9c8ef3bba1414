"""Whose turn it is: the one question of the room, answered with all that was seen.

A sibling's or the family's former worker goes first where the rule says so; else the unit's
list is read from the top; else, as the rule says, the lists of the zone and the borough, by
how far each member stands from the present of their own list. Nothing is given while an older
report waits that the same worker could take, so no late report overtakes an old one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from evenhand.errors import RotationError
from evenhand.figures.rotation import Decision, Passed
from evenhand.rotation.eligibility import detail, why_not, why_unsuited
from evenhand.rotation.office import is_open, is_overdue
from evenhand.rotation.state import Member, State, UnitList, Waiting


@dataclass(slots=True)
class Search:
    """Who was looked at, in order, who was passed over with which code, and who was found."""

    seen: list[Member] = field(default_factory=list)
    passed: list[tuple[Member, str]] = field(default_factory=list)
    found: Member | None = None
    via: str = ""


def whose_turn(state: State, report: str, at: datetime) -> Decision:
    """Say who receives a waiting report at a moment, or why nobody does yet.

    The state is left as it is; pauses that end by `at` stand in nobody's way.

    Raises:
        RotationError: The report does not wait, or `at` lies before the last event.
    """
    waiting = state.waiting.get(report)
    if waiting is None:
        raise RotationError(f"Report {report} is not waiting, so it is nobody's turn for it.")
    if at < state.at:
        raise RotationError(f"{at} lies before the last event of the log, of {state.at}.")
    if waiting.after_hours or not is_open(state.rule, at):
        return _decision(state, waiting, at, "after hours", Search())
    search = look(state, waiting, at)
    if search.found is None:
        return _decision(state, waiting, at, "waits", search)
    older = _older(state, waiting, search.found)
    return _decision(state, waiting, at, "older first" if older else "assigned", search, older)


def look(state: State, waiting: Waiting, at: datetime) -> Search:
    """Look for the worker: those who know the family, the unit's list, then further off."""
    listing = state.lists[waiting.report.unit]
    search = Search(seen=listing.members)
    search.via, search.found = _known(state, waiting, at)
    if search.found or _take_first(state, waiting, at, search, search.seen, "turn"):
        return search
    for reach in state.rule.spill:
        pool = further(state, listing, reach)
        if _take_first(state, waiting, at, search, pool, reach):
            search.seen += pool[: pool.index(search.found) + 1]  # type: ignore[arg-type]
            return search
        search.seen += pool
    return search


def further(state: State, listing: UnitList, reach: str) -> list[Member]:
    """The members of the other lists of a zone or of the rest of the borough, in their order."""
    pool = [
        (mark - other.present, place, member)
        for other in _other_lists(state, listing, reach)
        for mark, place, member in other.order
    ]
    return [member for _, _, member in sorted(pool)]


def _other_lists(state: State, listing: UnitList, reach: str) -> Iterator[UnitList]:
    for other in state.lists.values():
        if other is listing or other.borough != listing.borough:
            continue
        in_zone = bool(listing.zone) and other.zone == listing.zone
        if in_zone if reach == "zone" else (not in_zone and bool(listing.borough)):
            yield other


def _known(state: State, waiting: Waiting, at: datetime) -> tuple[str, Member | None]:
    rule, report = state.rule, waiting.report
    for via, first, worker in (
        ("sibling", rule.sibling_first, report.sibling),
        ("previous", rule.previous_first, report.previous),
    ):
        member = state.members.get(worker) if first and worker else None
        if not member or not _near(state, member, report.unit):
            continue
        if not why_not(rule, member, waiting, at):
            return via, member
    return "", None


def _near(state: State, member: Member, unit: str) -> bool:
    """Whether the member is on the unit's list, or on one of its borough."""
    if not member.unit or member.unit == unit:
        return bool(member.unit)
    borough = state.lists[unit].borough
    return bool(borough) and state.lists[member.unit].borough == borough


def _take_first(
    state: State,
    waiting: Waiting,
    at: datetime,
    search: Search,
    members: list[Member],
    via: str,
) -> bool:
    for member in members:
        why = why_not(state.rule, member, waiting, at)
        if not why:
            search.found, search.via = member, via
            return True
        search.passed.append((member, why))
    return False


def _older(state: State, waiting: Waiting, member: Member) -> str:
    """An older report, of either unit, that waits and that this member could take."""
    units = {waiting.report.unit: None, member.unit: None}
    for unit in units:
        for seq, report in state.lists[unit].waiting:
            if seq >= waiting.report.seq:
                break
            older = state.waiting[report]
            if older.after_hours or why_unsuited(member, older):
                continue
            if _within_reach(state, older, member):
                return report
    return ""


def _within_reach(state: State, waiting: Waiting, member: Member) -> bool:
    """Whether the rotation would come to this member at all when it looks for this report."""
    rule, report = state.rule, waiting.report
    if member.unit == report.unit:
        return True
    known = (rule.sibling_first and report.sibling, rule.previous_first and report.previous)
    listing = state.lists[report.unit]
    return member.worker in known or any(
        other.unit == member.unit
        for reach in rule.spill
        for other in _other_lists(state, listing, reach)
    )


def _decision(
    state: State, waiting: Waiting, at: datetime, outcome: str, search: Search, older: str = ""
) -> Decision:
    found = search.found if outcome == "assigned" else None
    if outcome in ("waits", "after hours") and is_overdue(state.rule, waiting, at):
        outcome = "escalate"
    return Decision(
        waiting.report.report,
        at,
        outcome,
        state.rule.version,
        found.worker if found else "",
        search.via if found else "",
        found.unit if found else "",
        tuple([member.worker for member in search.seen]),
        tuple(
            [
                Passed(member.worker, why, detail(state.rule, member, waiting, at, why))
                for member, why in search.passed
            ]
        ),
        older,
    )
