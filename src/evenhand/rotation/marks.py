"""The order of a list: who is up, what a turn costs, and why nobody is flooded or frozen out.

Every member has a `mark`, a whole number; the lowest is up. A turn starts at the member's
mark and ends one step further on: a step is `UNIT` for a full-time worker and a report of
ordinary weight, twice that for half a share, so that a half-timer is up half as often. Whoever
stands at the same mark is taken in the order in which they came to it (`place`, a running
number): no name ever decides.

The list's `present` is the furthest mark at which a turn has started; it never goes back.
Who joins, comes back, or ends a pause that is not owed stands at the present or later: they
have no past to catch up on. Who was passed over and is owed keeps their mark, and so is up at
once; but no turn starts more than `owed_most` rounds before the present. So everybody's debt is
bounded, and since the present follows whoever is furthest, so is everybody's credit.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from fractions import Fraction
from functools import cache

from evenhand.figures.rotation import ReportArrived, RotationRule
from evenhand.rotation.state import Member, State, UnitList

#: One round of a full-time worker: a multiple of 1 to 20, so that most shares divide it exactly.
UNIT = 232_792_560


@cache
def step_of(order: str, share: int, minutes: int, round_minutes: int) -> int:
    """What a turn adds to a mark, rounded half-even, once.

    In the order "minutes" a report of unknown minutes weighs one round.
    """
    if order == "strict":
        return UNIT
    weight = Fraction(minutes or round_minutes, round_minutes) if order == "minutes" else 1
    return round(weight * UNIT * 100 / Fraction(share))


def step(rule: RotationRule, member: Member, report: ReportArrived) -> int:
    """What a turn with this report costs this member under this rule."""
    minutes = report.minutes if rule.order == "minutes" else 0
    return step_of(rule.order, member.share, minutes, rule.round_minutes)


def stand(state: State, listing: UnitList, member: Member, mark: int) -> None:
    """Put the member at a mark, behind whoever stands there already."""
    leave(listing, member)
    state.places += 1
    member.mark, member.place = mark, state.places
    insort(listing.order, (mark, member.place, member))


def leave(listing: UnitList, member: Member) -> None:
    """Take the member out of the list's order, if they stand in it."""
    index = bisect_left(listing.order, (member.mark, member.place))
    if index < len(listing.order) and listing.order[index][2] is member:
        del listing.order[index]


def use_up(state: State, listing: UnitList, member: Member, cost: int) -> int:
    """Let a member's turn pass; give the mark it started at."""
    start = max(member.mark, listing.present - state.rule.owed_most * UNIT)
    stand(state, listing, member, start + cost)
    return start


def take_turn(state: State, listing: UnitList, member: Member, cost: int) -> None:
    """Let a member take a turn: the present goes along with it."""
    start = use_up(state, listing, member, cost)
    listing.present = max(listing.present, start)


def catch_up(state: State, listing: UnitList, member: Member) -> None:
    """Put the member at the list's present, unless they stand further on."""
    if member.mark < listing.present:
        stand(state, listing, member, listing.present)


def owed_rounds(state: State, member: Member) -> Fraction:
    """How many rounds the member stands before the present: what they are owed, bounded."""
    if not member.unit:
        return Fraction(0)
    behind = state.lists[member.unit].present - member.mark
    return Fraction(max(0, min(behind, state.rule.owed_most * UNIT)), UNIT)
