"""A rotation's log replayed: how everything stands at a moment, and one report's way there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from evenhand.explanation.report_story import report_story
from evenhand.explanation.rotation import Known, decision_sentences
from evenhand.figures.rotation import Event, Skipped
from evenhand.figures.rotation_judged import ReplayFault, Standing
from evenhand.rotation.passing import settle
from evenhand.rotation.replaying import Replayed, replay
from evenhand.rotation.standing import standings
from evenhand.rotation.state import Waiting
from evenhand.rotation.turn import whose_turn


@dataclass(frozen=True, slots=True)
class Stand:
    """How a rotation stands at a moment, after the events up to then.

    `faults` stand after the number of their line in the log; `lists` are everybody by
    unit; `waiting` the reports that wait, the oldest first.
    """

    at: datetime
    events: Sequence[Event]
    replayed: Replayed
    faults: tuple[tuple[int, ReplayFault], ...]
    lists: Mapping[str, tuple[Standing, ...]]
    waiting: tuple[Waiting, ...]
    known: Known

    @property
    def reports(self) -> set[str]:
        """Every report that the log tells of."""
        state = self.replayed.state
        return {*state.waiting, *state.carried, *state.closed}

    @property
    def escalated(self) -> int:
        """How many of those that wait were put before somebody."""
        return sum(each.escalated_at is not None for each in self.waiting)

    @property
    def waiting_by_unit(self) -> Counter[str]:
        return Counter(each.report.unit for each in self.waiting)


def how_it_stands(events: Sequence[Event], at: datetime | None) -> Stand:
    """Replay events, of which there is at least one, and look at a moment not before the last."""
    replayed = replay(events)
    state = replayed.state
    at = state.at if at is None else max(at, state.at)
    settle(state, at)
    # A log has an event a line; where a number stands twice, its first line is meant.
    lines = {event.seq: line for line, event in reversed([*enumerate(events, start=1)])}
    return Stand(
        at=at,
        events=events,
        replayed=replayed,
        faults=tuple((lines[fault.seq], fault) for fault in replayed.faults),
        lists={unit: standings(state, unit, at) for unit in state.lists},
        waiting=tuple(state.oldest_first),
        known=Known(state.rule, _last_skips(events)),
    )


def story(stand: Stand, report: str) -> Iterator[str]:
    """Why a report went where it went; of one that waits, what would happen to it now."""
    yield from report_story(report, stand.events, stand.replayed.decisions)
    if report in stand.replayed.state.waiting:
        decision = whose_turn(stand.replayed.state, report, stand.at)
        yield from decision_sentences(decision, stand.known, given=False)


def _last_skips(events: Sequence[Event]) -> dict[str, Skipped]:
    return {event.worker: event for event in events if isinstance(event, Skipped)}
