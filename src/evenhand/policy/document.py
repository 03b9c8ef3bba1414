"""The policy document: these frozen dataclasses are the schema of a policy file.

Every number and every choice is a `Stated`: it carries either `source` (who says
so, and where) or `assumption` (why we chose it, since nobody says). Each keeps the
line it stands on, so that any later complaint can point at it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from fractions import Fraction

from evenhand.figures import Ages, LevelRule, Period
from evenhand.policy.caseload import Caseload
from evenhand.policy.checks import Checks
from evenhand.policy.forecast import Forecasting
from evenhand.policy.hours import Hours
from evenhand.policy.rotation import DatedRule
from evenhand.policy.stated import Number, Parameter, Stated, Word
from evenhand.policy.supply import Supply


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalAdds:
    """What one needless removal adds to a reading that counts by proxy; whole numbers."""

    hits: Number | None = None
    base: Number | None = None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Stated):
    """One use of a measure: which, and with what parameters.

    A reading that names no `measure` can only come from counts an agency hands
    over; `stands_for` then says what the count is, and what it cannot say.
    """

    measure: str = ""
    stands_for: str = ""
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    removal_adds: RemovalAdds | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Base(Stated):
    """What a branch's plain share is in proportion to."""

    score: str
    measures: Mapping[str, str]
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Component(Stated):
    """One component: a score made from readings, and its influence on the program."""

    score: str
    influence: Number
    measures: Mapping[str, str] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Limits on every branch in a program; those on change need current staff."""

    least: Number | None = None
    most: Number | None = None
    gain: Number | None = None
    lose: Number | None = None
    gain_share: Number | None = None
    lose_share: Number | None = None
    hold_harmless: Word | None = None
    line: int = 0

    @property
    def keep(self) -> bool:
        """Whether any limit keeps what a branch has, wholly or in part."""
        return any(limit is not None for limit in (self.lose, self.lose_share, self.hold_harmless))

    @property
    def need_current(self) -> bool:
        """Whether any of the limits is a limit on change."""
        on_change = (self.gain, self.lose, self.gain_share, self.lose_share, self.hold_harmless)
        return any(limit is not None for limit in on_change)


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One program: its part of all positions, its base, and its components."""

    part: Number
    base: Base
    components: Mapping[str, Component]
    method: Word | None = None
    bounds: Bounds = field(default_factory=Bounds)
    hours: Hours | None = None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Held(Stated):
    """Branches kept at their current positions, outside the formula."""

    branches: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """What must have been read of a child; what is left out is not asked."""

    severity: tuple[str, ...] = ()
    age: Ages = field(default_factory=Ages)
    circumstance: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Stated):
    """One row of the classifier: a child of whom all of `when` was read stands at `level`."""

    level: Fraction
    when: When | None = None

    @property
    def rule(self) -> LevelRule:
        """The row as a measure takes it."""
        when = self.when or When()
        return LevelRule(int(self.level), when.severity, when.age, when.circumstance)


@dataclass(frozen=True, slots=True, kw_only=True)
class Effective:
    """From when to when the policy may be used; `until` is the first day it may not."""

    since: date
    until: date | None = None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeStudy:
    """The survey of random moments a policy rests on: when it was taken, and how long it holds.

    `should_take` are minutes for one assessment of each type, laid down and not measured.
    """

    sampled: Period
    effective: Effective
    should_take: Mapping[str, Number] = field(default_factory=dict)
    design_effect: Number | None = None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One policy, whole. `file` is where it was read from."""

    name: str
    title: str
    version: str
    effective: Effective
    period: Period
    position: Word
    unit: Number
    method: Word
    tolerance: Number
    measures: Mapping[str, Reading]
    programs: Mapping[str, Program]
    held: Held | None = None
    classifier: tuple[Row, ...] = ()
    time_study: TimeStudy | None = None
    supply: Supply | None = None
    checks: Checks | None = None
    caseload: Caseload | None = None
    forecast: Forecasting | None = None
    rotation: tuple[DatedRule, ...] = ()
    line: int = 0
    file: str = ""

    @property
    def needed(self) -> frozenset[str]:
        """The readings that have an effect: of a base, or of a component with influence."""
        parts: list[Base | Component] = []
        for program in self.programs.values():
            parts.append(program.base)
            parts += [part for part in program.components.values() if part.influence.value]
        return frozenset(reading for part in parts for reading in part.measures.values())


#: Sections that no position hangs on: what they assume is said with what they make.
BESIDE = ("caseload", "forecast")


def assumptions(policy: Policy, without: Collection[str] = ()) -> tuple[str, ...]:
    """Every assumption in the policy, as "where: why", in the order of the document.

    Those of the sections named in `without` are left out.
    """
    found = _assumed(policy, ())
    return tuple(f"{where}: {why}" for where, why in found if where.split(".")[0] not in without)


def _assumed(part: object, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(part, Stated) and part.assumption:
        yield _where(path, part), part.assumption
    if isinstance(part, Mapping):
        for name, inner in part.items():
            yield from _assumed(inner, (*path, name))
    elif isinstance(part, tuple):
        for number, inner in enumerate(part, start=1):
            yield from _assumed(inner, (*path, f"row {number}"))
    elif is_dataclass(part):
        for each in fields(part):
            yield from _assumed(getattr(part, each.name), (*path, each.name))


def _where(path: tuple[str, ...], part: Stated) -> str:
    shown = ".".join(word for word in path if word not in {"programs", "components", "parameters"})
    value = getattr(part, "value", None)
    if value is None:
        return shown
    said = ", ".join(map(_said, value)) if isinstance(value, tuple) else _said(value)
    return f"{shown} = {said}"


def _said(value: Fraction | str) -> str:
    """A number as a decimal where that is exact, else as it is."""
    short = f"{float(value):g}" if isinstance(value, Fraction) else value
    return short if isinstance(value, str) or Fraction(short) == value else str(value)
