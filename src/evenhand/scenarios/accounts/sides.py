"""Sides: the two runs of an account, each made again from what it keeps."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from evenhand.allocation.totals import total_positions
from evenhand.errors import EvenhandError, RunError
from evenhand.figures import ComponentResult, Result
from evenhand.figures.together import BASE
from evenhand.policy import Base, Component, Policy
from evenhand.run import Frozen, Tallies
from evenhand.scenarios.masking import coefficients
from evenhand.scenarios.remaking import asked_of, before, run_policy
from evenhand.sources.data import Data
from evenhand.sources.runs import Run


@dataclass(frozen=True, eq=False)
class Side:
    """One run: what it was made from, and its result made again. `total` is what was asked for."""

    name: str
    policy: Policy
    data: Data
    tallies: Tallies
    total: Fraction
    result: Result
    frozen: Frozen

    @property
    def unit(self) -> Fraction:
        """What one unit is in positions."""
        return self.policy.unit.value

    @property
    def held(self) -> frozenset[str]:
        """The branches held at current, outside the formula."""
        return frozenset(self.policy.held.branches if self.policy.held else ())

    def part(self, program: str, key: str) -> Base | Component | None:
        """The base of a program, or one of its components; None where there is none so called."""
        chosen = self.policy.programs[program]
        return chosen.base if key == BASE else chosen.components.get(key)

    def influences(self, program: str) -> dict[str, Fraction]:
        """The components of a program that have influence, and how much: others change nothing."""
        parts = self.policy.programs[program].components
        return {key: part.influence.value for key, part in parts.items() if part.influence.value}

    def components(self, program: str) -> dict[str, ComponentResult]:
        """What the run made of those components."""
        (made,) = (each for each in self.result.programs if each.name == program)
        return {each.name: each for each in made.components if each.influence}


def side(name: str, kept: Run) -> Side:
    """One side of an account, from what a RUN keeps; `name` is what people call it.

    Raises:
        RunError: The run can no longer be made.
    """
    try:
        policy, result = run_policy(kept.about), before(kept)
        staff, printed = kept.data.staff, kept.data.published
        total = total_positions(asked_of(kept.about), staff, printed)
    except EvenhandError as error:
        raise RunError(f"{name} can no longer be made: {error}") from None
    return Side(name, policy, kept.data, kept.tallies, total, result, coefficients(result))
