"""Settling: how large the samples would have to be for positions to be much surer.

Chance in outcomes no sample can take away; so two questions are answered apart: what
halves the part that sampling adds, and whether anything could halve the whole.

Source: Evenhand method, section 8 (sampling error and chance in outcomes kept apart).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from evenhand.errors import RunError
from evenhand.estimation import Chance
from evenhand.estimation.intervals import misplaced, misplaced_by_branch
from evenhand.figures import Result, Settled
from evenhand.figures.together import ALL
from evenhand.policy import Policy
from evenhand.run import Tallies, told_of
from evenhand.scenarios.masking import coefficients
from evenhand.scenarios.uncertainty import drawn, surveys
from evenhand.sources.data import Data
from evenhand.steps.drawing import Drawing

Whole = NDArray[np.int64]

#: Draws for each size that is tried, and the largest size, in samples as large as now.
DRAWS, LARGEST = 1_000, Fraction(4096)
#: Sizes are found to about one part in thirty; the draws say no more.
STEPS = 9


@dataclass(frozen=True)
class Question:
    """One program (or "all"), and one branch's place in it (None: the whole state)."""

    drawings: Sequence[Drawing]
    program: str
    at: int | None
    seed: int

    def misplaced(
        self, times: Fraction, *, sampling: bool = True, outcomes: bool = True
    ) -> Fraction:
        """Positions expected to stand wrong with samples `times` as large."""
        chance = Chance(self.seed, sampling, outcomes, sample=float(times))
        chosen = [d for d in self.drawings if self.program in (ALL, d.name)]
        published: Whole = np.sum([d.published for d in chosen], axis=0)
        for program, counts in drawn(chosen, chance, DRAWS):
            if program == self.program:
                found = misplaced_by_branch(counts, published) if self.at is not None else []
                whole = found[self.at] if self.at is not None else misplaced(counts, published)
        return whole * chosen[0].told.policy.unit.value


def settled(
    result: Result,
    policy: Policy,
    data: Data,
    tallies: Tallies,
    program: str = ALL,
    branch: str = "",
) -> Settled:
    """How large samples would have to be, for the state or for one branch.

    Raises:
        RunError: The result has no such program, or no such branch.
    """
    told = told_of(policy, data, tallies, frozen=coefficients(result), working=False)
    drawings = [Drawing(told, each) for each in result.programs]
    at = _place(result, program, branch)
    seed = result.uncertainty.seed if result.uncertainty else 0
    question = Question(drawings, program, at, seed)
    one = Fraction(1)
    now, sampling, outcomes = (
        question.misplaced(one),
        question.misplaced(one, outcomes=False),
        question.misplaced(one, sampling=False),
    )
    half = None
    if sampling:
        half = _smallest(lambda n: question.misplaced(n, outcomes=False) <= sampling / 2)
    whole = _smallest(lambda n: question.misplaced(n) <= now / 2) if outcomes < now / 2 else None
    chosen = [d for d in drawings if program in (ALL, d.name)]
    return Settled(
        program,
        branch,
        now,
        sampling,
        outcomes,
        half,
        whole,
        tuple(s for d in chosen for s in surveys(d)),
        tuple(s for d in chosen for s in surveys(d, half or one)),
    )


def _place(result: Result, program: str, branch: str) -> int | None:
    names = [ALL, *(each.name for each in result.programs)]
    if program not in names:
        raise RunError(f"This run has no program {program}. It has: {', '.join(names)}.")
    branches = [total.branch for total in result.totals]
    if branch and branch not in branches:
        raise RunError(f"This run has no branch {branch}. It has: {', '.join(branches)}.")
    return branches.index(branch) if branch else None


def _smallest(enough: Callable[[Fraction], bool]) -> Fraction | None:
    """About the smallest size that is enough; None where the largest is not.

    All sizes are tried with the same random numbers, so the answer grows with the question.
    """
    if not enough(LARGEST):
        return None
    low, high = 0.0, 12.0  # powers of two
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if enough(_times(middle)) else (middle, high)
    return _times(high)


def _times(power: float) -> Fraction:
    return Fraction(round(2**power * 100), 100)
