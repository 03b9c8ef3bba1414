"""What is known after some events: the rule, the lists, who stands on them, every report.

Only the fold changes a state; everybody else reads it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from evenhand.figures.rotation import ReportArrived, RotationRule


@dataclass(slots=True)
class Pause:
    """A time in which somebody is passed over, and whether the turn comes back.

    `number` is that of the event that began it.
    """

    code: str
    until: datetime
    owed: bool
    number: int


@dataclass(slots=True)
class Member:
    """A worker: where they stand on which list, what stands in the way, what they carry.

    `unit` is empty once they are on no list. `mark` and `place` are their standing (see
    `marks`); `joined` is the number of the event that brought them onto the list. `behind` is
    how far they stood before the present when they went away, `ahead` how far past it when
    they left a list.
    """

    worker: str
    unit: str = ""
    share: int = 100
    tracks: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    status: str = "available"
    mark: int = 0
    place: int = 0
    behind: int = 0
    ahead: int = 0
    joined: int = 0
    skip: Pause | None = None
    cooling: Pause | None = None
    carrying: set[str] = field(default_factory=set)
    received: list[datetime] = field(default_factory=list)


@dataclass(slots=True)
class UnitList:
    """A unit's list: its members in order, its present, and its waiting reports, oldest first."""

    unit: str
    zone: str = ""
    borough: str = ""
    present: int = 0
    order: list[tuple[int, int, Member]] = field(default_factory=list)
    waiting: list[tuple[int, str]] = field(default_factory=list)

    @property
    def members(self) -> list[Member]:
        """Everybody on the list, in its order: the first is up unless passed over."""
        return [member for _, _, member in self.order]


@dataclass(slots=True)
class Waiting:
    """A report that nobody carries: its clock runs from when it arrived."""

    report: ReportArrived
    after_hours: bool = False
    returned_by: tuple[str, ...] = ()
    escalated_at: datetime | None = None


@dataclass(slots=True)
class Carried:
    """A report that somebody carries; `step` is how far the turn moved them, 0 for none.

    One that was moved to them by hand took no turn and was nothing new.
    """

    waited: Waiting
    worker: str
    given_at: datetime
    step: int = 0
    joined: int = 0
    moved: bool = False


@dataclass(slots=True)
class State:
    """All that is known after the event numbered `seq`, which happened `at`.

    A report is in exactly one of `waiting`, `carried` and `closed`. `endings` are the
    moments at which somebody's pause ends, soonest first (a heap); `places` numbers every
    change of anybody's standing.
    """

    rule: RotationRule = field(default_factory=lambda: RotationRule(""))
    seq: int = 0
    at: datetime = datetime(1, 1, 1)  # noqa: DTZ001  # the agency's own clock, before any event
    lists: dict[str, UnitList] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    waiting: dict[str, Waiting] = field(default_factory=dict)
    carried: dict[str, Carried] = field(default_factory=dict)
    closed: set[str] = field(default_factory=set)
    endings: list[tuple[datetime, int, str]] = field(default_factory=list)
    places: int = 0

    @property
    def oldest_first(self) -> list[Waiting]:
        """All waiting reports, those that arrived first standing first."""
        return sorted(self.waiting.values(), key=lambda waiting: waiting.report.seq)
