"""Sets the intake's list of reports beside the rotation: where each stands, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from evenhand.figures.rotation_judged import Reconciled
from evenhand.rotation.state import State


def reconcile(state: State, intake: Iterable[str]) -> Reconciled:
    """Say where every report stands; `unknown` are those the intake's list does not have."""
    asked = Counter(intake)
    known = {*state.waiting, *state.carried, *state.closed}
    waiting = [(each.report.report, each.escalated_at) for each in state.oldest_first]
    return Reconciled(
        assigned=len(state.carried),
        waiting=tuple(report for report, escalated in waiting if escalated is None),
        escalated=tuple(report for report, escalated in waiting if escalated is not None),
        closed=len(state.closed),
        missing=tuple(report for report in asked if report not in known),
        unknown=tuple(sorted(known - set(asked))),
        twice=tuple(report for report, times in asked.items() if times > 1),
        to_reassign=tuple(
            report
            for report, carried in state.carried.items()
            if not state.members[carried.worker].unit
        ),
    )
