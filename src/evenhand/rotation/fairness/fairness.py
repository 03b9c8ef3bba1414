"""Fairness: what everybody received in a period, beside what a rotation without skips would give.

Both sides count the same reports, those that arrived in the period, each for the last it
was given to before the period's end. So the differences of all people add up to nothing,
but for reports that wait on one side only, which are told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from evenhand.errors import RotationError
from evenhand.figures.rotation import Event
from evenhand.figures.rotation_judged import Fairness, WorkerShare
from evenhand.rotation.fairness.cut import cut
from evenhand.rotation.fairness.exclusions import exclusions
from evenhand.rotation.fairness.neutrality import neutrality
from evenhand.rotation.fairness.presence import Presence, presences
from evenhand.rotation.fairness.receiving import Receipts, received
from evenhand.rotation.fairness.without_skips import without_skips
from evenhand.rotation.folding import apply
from evenhand.rotation.state import State

DAY = timedelta(days=1)


def fairness(
    events: Iterable[Event], begins: datetime | None, ends: datetime | None, seed: int
) -> Fairness:
    """Judge a log over a period; without a begin or an end, from its first or to its last event.

    Raises:
        RotationError: The log is empty, or no moment of it lies in the period.
    """
    known, begins, ends = cut(events, begins, ends)
    happened, left_out = _happened(known)
    people = presences(happened, begins, ends)
    came = received(happened, begins)
    without = received(without_skips(happened), begins)
    shares = tuple(_shares(people, came, without))
    differences = {row.worker: row.difference for row in shares}
    return Fairness(
        begins=begins,
        ends=ends,
        shares=shares,
        neutrality=neutrality(people, differences, seed),
        seed=seed,
        flags=tuple(_flags(came, without, left_out)),
        excluded=exclusions(happened, begins, ends, came.passed),
    )


def _happened(events: Iterable[Event]) -> tuple[list[Event], int]:
    """The events that can have happened, and how many cannot."""
    state, kept, left_out = State(), list[Event](), 0
    for event in events:
        at = max(event.at, state.at)
        event = replace(event, seq=state.seq + 1, at=at)
        try:
            apply(state, event)
        except RotationError:
            left_out += 1
        else:
            kept.append(event)
    return kept, left_out


def _shares(
    people: dict[str, Presence], came: Receipts, without: Receipts
) -> Iterator[WorkerShare]:
    reports, others = came.reports(), without.reports()
    minutes, by_hand = Counter[str](), Counter(came.holder[report] for report in came.by_hand)
    for report, worker in came.holder.items():
        minutes[worker] += came.minutes[report]
    for worker, person in people.items():
        yield WorkerShare(
            worker=worker,
            unit=person.unit,
            share=person.share,
            days=round(person.listed / DAY),
            received=reports[worker],
            minutes=minutes[worker],
            without_skips=others[worker],
            by_hand=by_hand[worker],
            passed=tuple(
                sorted((why, n) for (who, why), n in came.passed.items() if who == worker)
            ),
            away=round(person.away / DAY),
        )


def _flags(came: Receipts, without: Receipts, left_out: int) -> Iterator[str]:
    if left_out:
        were = "event was" if left_out == 1 else "events were"
        yield f"{left_out} {were} left out that cannot have happened; replay the log to see which"
    if came.waiting or without.waiting:
        yield (
            f"of {len(came.minutes)} reports {came.waiting} waited at the end, and without skips "
            f"{without.waiting} would have; the differences add up to "
            f"{without.waiting - came.waiting}"
        )
