"""The order of a list: who is up, what a turn costs, and why nobody is flooded or frozen out.

Every member has a `mark`, a whole number; the lowest is up. A turn starts at the member's
mark and ends one step further on: a step is `UNIT` for a full-time worker and a report of
ordinary weight, twice that for half a share, so that a half-timer is up half as often. Whoever
stands at the same mark is taken in the order in which they came to it (`place`, a running
number): no name ever decides.

The list's `present` is the furthest mark at which a turn in the order of the list has started;
it never goes back. Who joins stands at the present; who comes back from an absence stands no
further behind it than when they went. Who was passed over and is owed keeps their mark, and
so is up at once; a pause that is not owed uses up each turn that it kept away, and no more.
A round of one's own is what one's turn with an ordinary report costs; no turn starts more than
`owed_most` of them before the present, so everybody's debt is bounded, a half-timer's too.

What is given out of the order (by hand, to a sibling's or the family's former worker) is a gift:
it moves its worker on and never the present, so it costs nobody else a turn. Credit is bounded
as debt is: no gift starts more than `owed_most` rounds of one's own past the present, and what
goes beyond that is let go, so that nobody is frozen out by gifts. Who leaves a list takes what
they are ahead along to the next, and never what they are behind.
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


def own_rounds(rule: RotationRule, member: Member) -> int:
    """How far somebody may stand before the present, or a gift start past it."""
    return rule.owed_most * step_of(rule.order, member.share, 0, rule.round_minutes)


def use_up(state: State, listing: UnitList, member: Member, cost: int) -> int:
    """Let a member's turn pass; give the mark it started at."""
    start = max(member.mark, listing.present - own_rounds(state.rule, member))
    stand(state, listing, member, start + cost)
    return start


def take_turn(state: State, listing: UnitList, member: Member, cost: int) -> int:
    """Let a member take a turn in order: the present goes along; give how far it moved them."""
    start = use_up(state, listing, member, cost)
    listing.present = max(listing.present, start)
    return cost


def take_gift(state: State, listing: UnitList, member: Member, cost: int) -> int:
    """Let a member be given something out of order: bounded; give how far it moved them."""
    before, most = member.mark, own_rounds(state.rule, member)
    start = min(max(before, listing.present - most), listing.present + most)
    stand(state, listing, member, max(before, start + cost))
    return min(cost, member.mark - before)


def give_back(
    state: State, listing: UnitList, member: Member, moved: int, *, here: bool = True
) -> None:
    """Undo a turn; one that was taken in an earlier stay only as far as it is still ahead."""
    most = moved if here else min(moved, max(0, member.mark - listing.present))
    stand(state, listing, member, member.mark - most)


def catch_up(state: State, listing: UnitList, member: Member) -> None:
    """Put the member as far behind the present as when they went, unless they stand further on."""
    mark = listing.present - member.behind
    if member.mark < mark:
        stand(state, listing, member, mark)


def owed_rounds(state: State, member: Member) -> Fraction:
    """How many rounds of their own the member stands before the present, bounded."""
    if not member.unit:
        return Fraction(0)
    behind = state.lists[member.unit].present - member.mark
    most = own_rounds(state.rule, member)
    return Fraction(max(0, min(behind, most)) * state.rule.owed_most, most) if most else Fraction(0)
