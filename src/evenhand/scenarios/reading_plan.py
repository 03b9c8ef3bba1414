"""Reading plan: how far a run's positions hang on the records that were read, branch by branch.

Looked at are case readings (the share of children at the harder levels) and reviewed
calls (the mix of calls that warrant an assessment). Everything else stays as the run
has it: the other branches, the other components, and the time that a type takes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from evenhand.estimation.call_mix import CallMix
from evenhand.estimation.difficult import Levels
from evenhand.estimation.sampling_plan import Sampled, slope, swing
from evenhand.figures import ComponentResult, ProgramResult, Result
from evenhand.figures.together import BASE
from evenhand.policy import Policy
from evenhand.run import Tallies, told_of
from evenhand.scenarios.masking import coefficients
from evenhand.sources.data import Data
from evenhand.steps.scoring import asked_of
from evenhand.steps.told import Told

CHILDREN, CALLS = "children read", "calls reviewed"
#: Scores that rest on case readings.
OF_LEVELS = ("difficult_children", "vulnerable_share")


@dataclass(frozen=True)
class _Part:
    """A program's base or one of its components: what it reads, and how quotas answer to it."""

    told: Told
    program: ProgramResult
    key: str
    slopes: Mapping[str, Fraction]

    def sampled(self) -> Iterator[Sampled]:
        """The branches whose records this part rests on; none where it rests on no sample."""
        policy = self.told.policy.programs[self.program.name]
        part = policy.base if self.key == BASE else policy.components[self.key]
        if part.score not in (*OF_LEVELS, "minutes_per_call"):
            return
        weights = {figure.population: figure.value for figure in self.program.base}
        base = {} if self.key == BASE else {b: weights[b] for b in self.told.sharing}
        asked = asked_of(self.told, self.program.name, self.key, part, base)
        if part.score in OF_LEVELS:
            yield from self._children(Levels(asked))
        else:
            yield from self._calls(CallMix(asked))

    def _children(self, levels: Levels) -> Iterator[Sampled]:
        for branch, slope_here in self.slopes.items():
            share = levels.share(branch) or levels.state
            spread = (1 - share) / share if share else Fraction(0)
            counts = levels.served[branch], levels.read[branch][1]
            yield self._one(CHILDREN, branch, counts, swing(slope_here, spread))

    def _calls(self, mix: CallMix) -> Iterator[Sampled]:
        for branch, slope_here in self.slopes.items():
            counts = mix.received(branch), mix.reviewed[branch]
            spread = _spread(_shares(mix, branch), mix)
            yield self._one(CALLS, branch, counts, swing(slope_here, spread))

    def _one(
        self, records: str, branch: str, counts: tuple[Fraction, Fraction], swings: Fraction
    ) -> Sampled:
        return Sampled(self.program.name, records, branch, *counts, swings)


def reading_plan(
    result: Result, policy: Policy, data: Data, tallies: Tallies
) -> tuple[Sampled, ...]:
    """Every sampled reading of a run, branch by branch, with its swing in positions."""
    told = told_of(policy, data, tallies, frozen=coefficients(result), working=False)
    return tuple(each for program in result.programs for each in _program(told, program))


def _program(told: Told, program: ProgramResult) -> Iterator[Sampled]:
    sharing = set(told.sharing)
    free = sum((q.value for q in program.quotas if q.population in sharing), Fraction(0))
    heard = [part for part in program.components if part.influence]
    slopes = {part.name: _slopes(free, part) for part in heard}
    whole = {b: sum((each[b] for each in slopes.values()), Fraction(0)) for b in told.sharing}
    # The base stands in every pot, so that every pot answers to it.
    yield from _Part(told, program, BASE, whole).sampled()
    for part in heard:
        yield from _Part(told, program, part.name, slopes[part.name]).sampled()


def _slopes(free: Fraction, part: ComponentResult) -> dict[str, Fraction]:
    return {pot.branch: slope(free, part.influence, pot.share) for pot in part.pots}


def _shares(mix: CallMix, branch: str) -> dict[str, Fraction]:
    """The branch's share of each type among its calls, drawn to the state's as the score does."""
    own, reviewed, kappa = mix.calls[branch], mix.reviewed[branch], mix.model[0]
    if not reviewed + kappa:
        return mix.mix
    return {
        kind: (kappa * share + own.get(kind, Fraction(0))) / (kappa + reviewed)
        for kind, share in mix.mix.items()
    }


def _spread(shares: Mapping[str, Fraction], mix: CallMix) -> Fraction:
    """The variance of one call's minutes over the square of their mean."""
    times = {kind: time.value for kind, time in mix.times.items()}
    mean = sum((shares[kind] * time for kind, time in times.items()), Fraction(0))
    squares = sum((shares[kind] * time**2 for kind, time in times.items()), Fraction(0))
    return squares / mean**2 - 1 if mean else Fraction(0)
