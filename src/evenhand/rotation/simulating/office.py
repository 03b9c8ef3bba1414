"""The office as it runs through a simulated year: its log, its agenda, and the rotation's state."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from heapq import heappush

from evenhand.figures.rotation import Event, RotationRule
from evenhand.rotation.folding import apply
from evenhand.rotation.simulating.year import Fate, Year
from evenhand.rotation.state import State


@dataclass(frozen=True, slots=True)
class Due:
    """Something to see to at a moment: an opening, a look at what waits, or a report's fate.

    `given` is the assignment it hangs on: where a report has been given anew, it is void.
    """

    kind: str
    report: str = ""
    given: int = 0


@dataclass(slots=True)
class Office:
    """What the simulation knows beside the rotation's own state, which alone decides.

    `given` has the event by which each open report was given, `knew` who carried each
    closed one. Whoever is `handed_back` once is not handed back again.
    """

    rule: RotationRule
    year: Year
    state: State = field(default_factory=State)
    log: list[Event] = field(default_factory=list)
    agenda: list[tuple[datetime, int, Event | Due]] = field(default_factory=list)
    planned: int = 0
    given: dict[str, int] = field(default_factory=dict)
    knew: dict[str, str] = field(default_factory=dict)
    handed_back: set[str] = field(default_factory=set)
    looking: bool = False

    @property
    def next(self) -> int:
        """The number of the event that is written next."""
        return len(self.log) + 1

    def fate(self, report: str) -> Fate:
        """What becomes of a report."""
        return self.year.fates[report]

    def plan(self, at: datetime, thing: Event | Due) -> None:
        """Put something on the agenda; things of one moment come in the order they were put."""
        heappush(self.agenda, (at, self.planned, thing))
        self.planned += 1

    def write(self, event: Event) -> None:
        """Number an event, let it happen, and keep it."""
        self.keep(replace(event, seq=self.next))

    def keep(self, event: Event) -> None:
        """Let a numbered event happen, and keep it."""
        apply(self.state, event)
        self.log.append(event)
