"""Uncertainty: how far positions could lie from the published ones, and why."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

#: By so much head count must be further off before the formula is called better: the
#: expected number of misplaced positions flatters the formula that it is made with.
AHEAD = Fraction(13, 10)

#: So large a part of the draws must agree before a gain or a loss is beyond noise.
BEYOND_NOISE = Fraction(19, 20)


@dataclass(frozen=True, slots=True)
class Interval:
    """One branch's positions over the draws, in one program or in "all".

    In nine draws of ten they lie from `p05` to `p95`, in half of them at `p50` or below.
    `p_gain` and `p_lose` are the parts of the draws with more, and with fewer, positions
    than the branch has now; None where that is not known. `raw05` to `raw95` believe the
    branch's own sample alone, for an appeal. `outside` says why the published number
    lies outside its own interval, where it does.
    """

    program: str
    branch: str
    positions: Fraction
    p05: Fraction
    p50: Fraction
    p95: Fraction
    p_gain: Fraction | None = None
    p_lose: Fraction | None = None
    raw05: Fraction | None = None
    raw95: Fraction | None = None
    outside: str = ""

    @property
    def gain_is_beyond_noise(self) -> bool:
        """Whether the draws agree that the branch gains."""
        return self.p_gain is not None and self.p_gain >= BEYOND_NOISE

    @property
    def loss_is_beyond_noise(self) -> bool:
        """Whether the draws agree that the branch loses."""
        return self.p_lose is not None and self.p_lose >= BEYOND_NOISE


@dataclass(frozen=True, slots=True)
class Misplaced:
    """Positions expected to stand in the wrong branch, in one program or in "all".

    Half the sum of what branches have too many and too few, on average over the draws:
    under the formula, and had positions followed `head_count`. `sampling` and
    `outcomes` are what the formula would misplace if only that error were left.
    """

    program: str
    formula: Fraction
    head_count: Fraction
    sampling: Fraction
    outcomes: Fraction

    @property
    def times(self) -> Fraction | None:
        """How many times as many head count misplaces; None where the formula misplaces none."""
        return self.head_count / self.formula if self.formula else None

    @property
    def formula_is_better(self) -> bool:
        """Whether the formula is ahead of head count by more than it flatters itself."""
        return self.head_count >= AHEAD * self.formula and self.head_count > 0


@dataclass(frozen=True, slots=True)
class Survey:
    """One sample behind a program: how much was looked at, and out of how much (None: no end)."""

    program: str
    component: str
    of: str
    read: Fraction
    most: Fraction | None

    @property
    def part(self) -> Fraction | None:
        """The part that was looked at; None where there is no end."""
        return self.read / self.most if self.most else None


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """What the draws of one run say; `known` names components taken as known without error."""

    seed: int
    draws: int
    intervals: tuple[Interval, ...]
    misplaced: tuple[Misplaced, ...]
    surveys: tuple[Survey, ...] = ()
    known: tuple[str, ...] = ()

    @property
    def rates(self) -> tuple[str, ...]:
        """The components, not the bases, that are taken as known without error.

        What such a component gets wrong is in neither expected number, so the formula may
        not be called better for it.
        """
        return tuple(name for name in self.known if not name.endswith(".base"))

    def drew(self, program: str) -> bool:
        """Whether the draws say anything of a program, or of "all".

        Where all was looked at and no draw moved a position, they only repeat what was
        published.
        """
        mine = (s for s in self.surveys if program in (s.program, "all"))
        moved = any(m.formula > 0 for m in self.misplaced if m.program == program)
        return moved or any(s.most is None or s.read < s.most for s in mine)


@dataclass(frozen=True, slots=True)
class Settled:
    """How much larger its samples would have to be for a program (or "all") to be surer.

    `branch` is empty for the whole state. `misplaced` are the positions expected to stand
    wrong now, `sampling` and `outcomes` what would be left of them if there were only that
    error. `half_sampling` is how many times the samples that halve `sampling`, with the
    surveys at that size; None where nothing was sampled. `half_of_all` halves `misplaced`
    itself; None where no sample can, since chance in outcomes alone leaves more.
    """

    program: str
    branch: str
    misplaced: Fraction
    sampling: Fraction
    outcomes: Fraction
    half_sampling: Fraction | None
    half_of_all: Fraction | None
    now: tuple[Survey, ...]
    then: tuple[Survey, ...]
