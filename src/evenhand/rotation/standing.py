"""The list as it stands at a moment, everybody in its order: who is up, and what is in the way."""

from __future__ import annotations

from datetime import datetime

from evenhand.figures.rotation import ReportArrived, RotationRule
from evenhand.figures.rotation_judged import Standing
from evenhand.rotation.eligibility import detail, why_not_free
from evenhand.rotation.marks import owed_rounds
from evenhand.rotation.state import Member, State, Waiting


def standings(state: State, unit: str, at: datetime) -> tuple[Standing, ...]:
    """Everybody on a unit's list, the next in turn first; pauses over by `at` are over.

    What only some reports ask for (a language, a track, no conflict) is not looked at.
    """
    # A report that asks for nothing: what stands in its way stands in the way of any.
    plain = Waiting(ReportArrived(seq=state.seq, at=at, report="", unit=unit))
    return tuple(_standing(state, member, plain, at) for member in state.lists[unit].members)


def _standing(state: State, member: Member, plain: Waiting, at: datetime) -> Standing:
    rule: RotationRule = state.rule
    why = why_not_free(rule, member, at)
    return Standing(
        worker=member.worker,
        share=member.share,
        status=member.status,
        owed=owed_rounds(state, member),
        open=len(member.carrying),
        why=why,
        detail=detail(rule, member, plain, at, why) if why else "",
    )
