"""Caseloads: what workers carry, by a counting rule that is always said, against standards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from evenhand.figures.period import Period


@dataclass(frozen=True, slots=True)
class Counting:
    """A counting rule in words: what a case is, who carries, over which days.

    `says` is one whole sentence to stand beside every number made by it; `unit` is what
    one of the loads is ("cases", "children", "parts of a full load").
    """

    name: str
    title: str
    says: str
    unit: str
    source: str


@dataclass(frozen=True, slots=True)
class Standard:
    """One limit of one standard, as it was in force: what is limited, to how many.

    `kind` is "stock" (open at a time), "flow" (new in a month), "mixed" (parts of several
    limits, 1 being full), "children" (children at a time) or "spell" (days on end over).
    `unit` is what `most` counts, which need not be what the counting rule counts.
    """

    name: str
    title: str
    kind: str
    most: Fraction
    counting: str
    says: str
    source: str
    since: date | None = None
    until: date | None = None
    days: int = 0
    unit: str = "cases"


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom a number is about: the state, a region (borough), a zone, a branch, or a unit."""

    level: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Ratio:
    """Cases by workers; what is divided is kept. Without workers there is no value, never 0."""

    cases: Fraction
    workers: Fraction

    @property
    def value(self) -> Fraction | None:
        """Cases a worker; None where nobody carries cases."""
        return self.cases / self.workers if self.workers else None


@dataclass(frozen=True, slots=True)
class Distribution:
    """What a worker-day (or worker-month) carries: mean, median, ninth decile, most.

    `counts` are the loads met, each with how often, the lightest first.
    """

    met: int
    mean: Fraction
    median: Fraction
    p90: Fraction
    most: Fraction
    counts: tuple[tuple[Fraction, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Over:
    """How far one standard was overstepped; `met` are worker-days, or worker-months of a flow.

    `workers_over` of `workers` had at least one day over; `workers_on_end` had as many on end
    as a standard on spells asks, and is None of any other. `longest` is the longest run of
    days over of any worker. Where a standard speaks of months, there are no spells.
    """

    standard: str
    over: int
    met: int
    workers_over: int | None = None
    workers: int | None = None
    mean_days_over: Fraction | None = None
    longest: int | None = None
    workers_on_end: int | None = None

    @property
    def share(self) -> Fraction | None:
        """The share of worker-days (or worker-months) over; None where there were none."""
        return Fraction(self.over, self.met) if self.met else None


@dataclass(frozen=True, slots=True)
class Load:
    """One group's caseload in one period by one counting rule.

    `mean` is over days: case-days by worker-days. `last_day` is the count of one day, the
    period's last. `outside` are cases of these kinds open on that day that nobody who
    counts carries; None of a unit, since cases belong to branches, and where more are carried
    than the branch has open. `note` says what a number cannot: "no case-carrying workers".
    """

    counting: str
    whom: Whom
    period: Period
    mean: Ratio
    last_day: Ratio
    outside: int | None
    distribution: Distribution | None
    over: tuple[Over, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Month:
    """One month (or year) of one group: the mean over its days, and who was over."""

    counting: str
    whom: Whom
    period: Period
    mean: Ratio
    last_day: Ratio
    over: tuple[Over, ...] = ()


@dataclass(frozen=True, slots=True)
class Headcount:
    """Workers of one role and status on one day, whole heads."""

    on: date
    whom: Whom
    role: str
    status: str
    heads: int


@dataclass(frozen=True, slots=True)
class Vacancies:
    """Positions and the people in them on the day of the tables; None where no table says."""

    whom: Whom
    positions: Fraction | None
    heads: int
    carrying: int
    trainees: int
    vacant: Fraction | None


@dataclass(frozen=True, slots=True)
class Workload:
    """Minutes of work that came to one group, by the time study, for each worker-day."""

    whom: Whom
    period: Period
    minutes: Fraction
    worker_days: int
    source: str

    @property
    def each_day(self) -> Fraction | None:
        """Minutes for each worker-day; None where nobody carried cases."""
        return self.minutes / self.worker_days if self.worker_days else None


@dataclass(frozen=True, slots=True)
class NearMonthEnds:
    """One branch's closures (or transfers) in the last days of months, against other days.

    `expected` and `chance` come from moving the month ends about within the same days.
    """

    branch: str
    of: str
    near: int
    all: int
    expected: Fraction
    chance: Fraction
    found: bool


@dataclass(frozen=True, slots=True)
class Watch:
    """The whole caseload watch of one period; every number names its counting rule."""

    period: Period
    as_of: date
    countings: tuple[Counting, ...]
    standards: tuple[Standard, ...]
    loads: tuple[Load, ...]
    months: tuple[Month, ...]
    years: tuple[Month, ...] = ()
    headcounts: tuple[Headcount, ...] = ()
    vacancies: tuple[Vacancies, ...] = ()
    workloads: tuple[Workload, ...] = ()
    month_ends: tuple[NearMonthEnds, ...] = ()
    flags: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()

    def branch(self, name: str) -> Whom:
        """The branch of that id, with its name where a load tells it."""
        own = (load.whom for load in self.loads if load.whom.level == "branch")
        return next((whom for whom in own if whom.id == name), Whom("branch", name, name))

    def only(self, counting: str) -> Watch:
        """The same watch without any other counting rule's numbers, or what they alone assume."""
        standards = tuple(each for each in self.standards if each.counting == counting)
        others = {f"caseload.counting.{c.name}" for c in self.countings if c.name != counting}
        others |= {each.name for each in self.standards} - {each.name for each in standards}
        return replace(
            self,
            countings=tuple(each for each in self.countings if each.name == counting),
            standards=standards,
            loads=tuple(each for each in self.loads if each.counting == counting),
            months=tuple(each for each in self.months if each.counting == counting),
            years=tuple(each for each in self.years if each.counting == counting),
            assumptions=tuple(a for a in self.assumptions if a.partition(":")[0] not in others),
        )
