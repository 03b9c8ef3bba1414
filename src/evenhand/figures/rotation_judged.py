"""What is made of a rotation: where people stand, what does not hold, who received how much.

Nothing here computes but a difference.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands on their unit's list at a moment, and what stands in the way.

    `owed` are the turns of their own that they are owed; `open` the reports they carry. `why`
    is the code that keeps any new report from them, empty if nothing does, with its `detail`.
    """

    worker: str
    share: int
    status: str
    owed: Fraction
    open: int
    why: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class ReplayFault:
    """One event that does not follow from those before it, and what should have been."""

    seq: int
    what: str
    expected: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """Every report of an intake list, and where it stands; nothing may be in `missing` or twice.

    A report is in one of `assigned`, `waiting`, `escalated` and `closed`. `to_reassign` are
    those among the assigned whose worker is on no list any more.
    """

    assigned: int
    waiting: tuple[str, ...]
    escalated: tuple[str, ...]
    closed: int
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    to_reassign: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkerShare:
    """What one worker received in one period, and what a no-skip rotation would have given.

    `days` are those on the list, `away` those of them spent away; `passed` counts the turns
    passed over by code.
    """

    worker: str
    unit: str
    share: int
    days: int
    received: int
    minutes: int
    without_skips: int
    by_hand: int
    passed: tuple[tuple[str, int], ...] = ()
    away: int = 0

    @property
    def difference(self) -> int:
        """How many more (or fewer) than without skips."""
        return self.received - self.without_skips

    @property
    def passed_over(self) -> int:
        """How many turns they were passed over, whatever for."""
        return sum(times for _, times in self.passed)


@dataclass(frozen=True, slots=True)
class Excluded:
    """How long somebody stood outside the rotation in one period for one reason.

    `days` are days begun, `times` the turns they were passed over for it; `lasts` says
    whether it still does, `until` when it then ends, `approver` who agreed to the last.
    """

    worker: str
    unit: str
    why: str
    days: int
    times: int
    lasts: bool
    since: datetime
    until: datetime | None = None
    approver: str = ""


@dataclass(frozen=True, slots=True)
class Neutrality:
    """Whether what people received more or less goes with something it should not go with."""

    against: str
    correlation: float
    chance: float
    found: bool
    says: str = ""


@dataclass(frozen=True, slots=True)
class Fairness:
    """The rotation judged over one period: everybody's share, and what it goes with."""

    begins: datetime
    ends: datetime
    shares: tuple[WorkerShare, ...]
    neutrality: tuple[Neutrality, ...]
    seed: int
    flags: tuple[str, ...] = ()
    excluded: tuple[Excluded, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleTried:
    """What one rule did with a year of reports: load, waiting, skips, and after removals.

    Loads are reports received by a worker for each full-time year, of the `judged` workers
    who were there for long enough; hours are of reports that waited. `share_moved` is the
    least share of reports that would change hands for everybody to have as many as in a
    no-skip rotation; `after_removal` the reports received within 7 days of `removals` removals.
    """

    rule: str
    says: str
    reports: int
    assigned: int
    waiting: int
    escalated: int
    load_mean: float
    load_spread: float
    load_most: float
    open_most: int
    waited_share: float
    waited_hours_p90: float
    share_moved: float
    skips: tuple[tuple[str, int], ...] = field(default_factory=tuple)
    spilled: int = 0
    removals: int = 0
    after_removal: int = 0
    judged: int = 0
