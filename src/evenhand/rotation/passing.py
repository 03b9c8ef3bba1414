"""Time passes: pauses end by themselves, so that nobody is passed over for ever by mistake."""

from __future__ import annotations

from datetime import datetime
from heapq import heappop, heappush

from evenhand.rotation.state import Member, Pause, State


def begin(state: State, member: Member, pause: Pause) -> None:
    """Begin a skip; there is none now."""
    member.skip = pause
    heappush(state.endings, (pause.until, pause.number, member.worker))


def cool(state: State, member: Member, pause: Pause) -> None:
    """Begin the time after a removal; of two, the one that lasts longer holds."""
    if member.cooling and member.cooling.until > pause.until:
        return
    member.cooling = pause
    heappush(state.endings, (pause.until, pause.number, member.worker))


def settle(state: State, at: datetime) -> None:
    """End every pause that lasted until a moment not after `at`.

    An end moves nobody: what a pause cost was taken turn by turn while it lasted.
    """
    endings = state.endings
    while endings and endings[0][0] <= at:
        _, number, worker = heappop(endings)
        member = state.members[worker]
        if member.skip and member.skip.number == number:
            member.skip = None
        elif member.cooling and member.cooling.number == number:
            member.cooling = None
