"""A result: everything one run found out, ready to be shown, stored and explained."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from evenhand.figures.adjustment import Adjustment
from evenhand.figures.award import Award
from evenhand.figures.figure import Figure
from evenhand.figures.judged import Funnel, Judged
from evenhand.figures.period import Period
from evenhand.figures.score import Coefficient
from evenhand.figures.uncertainty import Uncertainty


@dataclass(frozen=True, slots=True)
class Pot:
    """What one component does for one branch.

    `index` is the score over the state's (1 is average), `share` the branch's part
    of the pot, `pull` the positions by which the component moves the branch away
    from its plain share of the base (negative: it loses by it).
    """

    branch: str
    index: Fraction
    share: Fraction
    pull: Fraction
    score: Fraction | None
    working: Figure
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ComponentResult:
    """One component: its influence, what it moved, and its pot branch by branch.

    `judged` sets each branch's outcome against what its caseload leads one to expect,
    and `funnel` says how far chance alone may carry it; both empty where the score
    judges no outcome.
    """

    name: str
    score: str
    influence: Fraction
    reference: str
    adjusted_by: str
    moved: Fraction
    pots: tuple[Pot, ...]
    coefficients: tuple[Coefficient, ...] = ()
    flags: tuple[str, ...] = ()
    judged: tuple[Judged, ...] = ()
    funnel: Funnel | None = None

    @property
    def is_adjusted(self) -> bool:
        """Whether what is expected of a branch rests on more than the state's plain rate."""
        return self.adjusted_by not in ("", "none")


@dataclass(frozen=True, slots=True)
class BoundCost:
    """What one rule (a floor, a cap, …) costs: positions that it moves in a program."""

    rule: str
    positions: Fraction
    branches: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgramResult:
    """One program shared out. Base, quotas, awards, limits and current run over all branches
    by id; a component's pots only over those who share, since a branch held at current
    stands outside the formula. `part` is the program's share of all positions.
    """

    name: str
    part: Fraction
    positions: Fraction
    method: str
    base: tuple[Figure, ...]
    components: tuple[ComponentResult, ...]
    quotas: tuple[Figure, ...]
    awards: tuple[Award, ...]
    limits: tuple[tuple[Fraction, Fraction | None], ...]
    current: tuple[Fraction | None, ...]
    costs: tuple[BoundCost, ...] = ()
    flags: tuple[str, ...] = ()
    base_coefficients: tuple[Coefficient, ...] = ()

    @property
    def whole_base(self) -> Fraction:
        """The base of all branches together."""
        return sum((figure.value for figure in self.base), Fraction(0))


@dataclass(frozen=True, slots=True)
class BranchTotal:
    """One branch over all programs; `current` is None where no staff are known."""

    branch: str
    name: str
    positions: Fraction
    quota: Fraction
    current: Fraction | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A place shown with its need but given no positions, and why."""

    branch: str
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Filling:
    """The fewest and the most positions of one branch over the fillings that were tried."""

    program: str
    branch: str
    positions: Fraction
    lowest: Fraction
    highest: Fraction


@dataclass(frozen=True, slots=True)
class RemovalPrice:
    """Positions a branch would gain by one needless removal; below 0 it would lose."""

    branch: str
    positions: Fraction


@dataclass(frozen=True, slots=True)
class TableCount:
    """Rows of one table: read = accepted + rejected."""

    table: str
    read: int
    accepted: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Result:
    """One whole allocation.

    `asked` is the total that was to be shared, `shared` the part that makes whole
    units; the difference is told, never hidden. `assumptions` lists every number
    or choice that no source gives, with its reason. `model` names the frozen
    coefficients that were used; empty where they were fitted on these data.
    `adjustments` were made by hand afterwards: awards and totals are the formula's.
    `scenario` names the scenario and its changes where the result is none in force.
    """

    policy: str
    title: str
    version: str
    asked: Fraction
    shared: Fraction
    unit: Fraction
    position: str
    period: Period
    as_of: date
    programs: tuple[ProgramResult, ...]
    totals: tuple[BranchTotal, ...]
    listed: tuple[Listed, ...] = ()
    fillings: tuple[Filling, ...] = ()
    removal_prices: tuple[RemovalPrice, ...] = ()
    assumptions: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    tables: tuple[TableCount, ...] = ()
    uncertainty: Uncertainty | None = None
    model: str = ""
    adjustments: tuple[Adjustment, ...] = ()
    scenario: str = ""

    def by_hand(self, branch: str, program: str = "all") -> Fraction:
        """Positions a branch was given (negative: taken) by hand after the formula."""
        return sum(
            (
                a.change
                for a in self.adjustments
                if a.branch == branch and program in ("all", a.program)
            ),
            Fraction(0),
        )

    def decided(self, branch: str, program: str = "all") -> Fraction:
        """Positions a branch is to have: the formula's, and what was changed by hand."""
        if program == "all":
            given = next(each.positions for each in self.totals if each.branch == branch)
        else:
            awards = next(each.awards for each in self.programs if each.name == program)
            given = next(each.positions for each in awards if each.branch == branch)
        return given + self.by_hand(branch, program)
