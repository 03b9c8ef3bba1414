"""Time passes: pauses end by themselves, so that nobody is passed over for ever by mistake."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from heapq import heappop, heappush

from evenhand.rotation.marks import catch_up
from evenhand.rotation.state import Member, Pause, State


def begin(state: State, member: Member, pause: Pause) -> None:
    """Begin a skip; an earlier one ends."""
    end_skip(state, member)
    member.skip = pause
    heappush(state.endings, (pause.until, pause.number, member.worker))


def cool(state: State, member: Member, pause: Pause) -> None:
    """Begin the time after a removal; an earlier one ends."""
    end_cooling(state, member)
    member.cooling = pause
    heappush(state.endings, (pause.until, pause.number, member.worker))


def settle(state: State, at: datetime) -> None:
    """End every pause that lasted until a moment not after `at`, in order of time."""
    endings = state.endings
    while endings and endings[0][0] <= at:
        _, number, worker = heappop(endings)
        member = state.members[worker]
        if member.skip and member.skip.number == number:
            end_skip(state, member)
        elif member.cooling and member.cooling.number == number:
            end_cooling(state, member)


def settled(state: State, at: datetime) -> State:
    """The state as it will be when time has passed; the given one is left as it is."""
    if not state.endings or state.endings[0][0] > at:
        return state
    members = {name: replace(member) for name, member in state.members.items()}
    lists = {
        unit: replace(
            listing, order=[(mark, place, members[m.worker]) for mark, place, m in listing.order]
        )
        for unit, listing in state.lists.items()
    }
    later = replace(state, members=members, lists=lists, endings=list(state.endings))
    settle(later, at)
    return later


def end_skip(state: State, member: Member) -> None:
    """End a skip: who is not owed the turn has no past to catch up on."""
    pause, member.skip = member.skip, None
    _let_back(state, member, pause)


def end_cooling(state: State, member: Member) -> None:
    """End the time after a removal, likewise."""
    pause, member.cooling = member.cooling, None
    _let_back(state, member, pause)


def _let_back(state: State, member: Member, pause: Pause | None) -> None:
    if pause and not pause.owed and member.unit:
        catch_up(state, state.lists[member.unit], member)
