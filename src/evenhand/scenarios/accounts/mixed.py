"""Mixed states: a program's quotas where some causes have changed and others have not yet.

The formula is the one every run takes. Pots hang on data, coefficients, scoring and base
alone, so each is made once, however many states ask for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from evenhand.allocation.totals import split, whole_units
from evenhand.errors import NotPossible
from evenhand.figures.together import BASE
from evenhand.policy import Effective, Number, Policy, Program
from evenhand.run import Tallies, told_of
from evenhand.scenarios.accounts.causes import (
    CAUSES,
    COEFFICIENTS,
    DATA,
    INFLUENCES,
    SCORING,
    SPLIT,
    TOTAL,
    Pair,
)
from evenhand.scenarios.accounts.sides import Side
from evenhand.steps.scoring import component_of, scored
from evenhand.steps.standing import held_units
from evenhand.steps.told import Told

Shares = Mapping[str, Fraction]
At = Mapping[str, Side]
#: The causes that pots hang on.
SCORED = (DATA, COEFFICIENTS, SCORING, BASE)
#: A state between two runs need not have been in force on any day.
ALWAYS = Effective(since=date.min)


class Mixed:
    """The states of one program between two runs."""

    def __init__(self, pair: Pair) -> None:
        """See what differs, once."""
        self.pair, self.causes = pair, pair.causes
        self.branches = sorted({*pair.before.data.branches, *pair.after.data.branches})
        self._pots: dict[tuple[object, ...], Shares] = {}
        self._mixes: dict[tuple[Side, ...], Shares] = {}

    def quotas(self, changed: frozenset[str]) -> dict[str, Fraction]:
        """Every branch's quota in positions, where the causes named are as they are after.

        Raises:
            EvenhandError: The state cannot be computed: what one side says does not fit.
        """
        pair = self.pair
        at = {cause: pair.after if cause in changed else pair.before for cause in CAUSES}
        unit, held = at[TOTAL].unit, self._held(at)
        positions = self._free(at, held) * unit
        owed = {branch: positions * share for branch, share in self._shares(at).items()}
        return owed | {branch: units * unit for branch, units in held.items()}

    def _free(self, at: At, held: Mapping[str, int]) -> int:
        """The units left for those who share, after the branches held at current."""
        total, side = at[TOTAL], at[SPLIT]
        parts = {name: program.part.value for name, program in side.policy.programs.items()}
        units = split(whole_units(total.total, total.unit), parts)[self.pair.program]
        kept = sum(held.values())
        if kept > units:
            raise NotPossible(f"branches held at current have {kept} of {units} units to share.")
        return units - kept

    def _held(self, at: At) -> dict[str, int]:
        name, scorer = self.pair.program, at[SCORING].policy
        programs = at[SPLIT].policy.programs
        own = replace(programs[name], bounds=scorer.programs[name].bounds)
        policy = replace(scorer, unit=at[TOTAL].policy.unit, programs={**programs, name: own})
        data = at[DATA].data
        held = policy.held.branches if policy.held else ()
        sharing = tuple(sorted(set(data.branches) - set(held)))
        return held_units(Told(policy, data, sharing, {}, {}, False), name)

    def _shares(self, at: At) -> Shares:
        """Each branch's share of the program: of every pot, as far as its influence goes."""
        asked = tuple(at[cause] for cause in (INFLUENCES, *SCORED))
        if asked not in self._mixes:
            voices = at[INFLUENCES].influences(self.pair.program)
            pots = [(voice, self._pot(key, at)) for key, voice in voices.items()]
            self._mixes[asked] = {
                branch: sum((voice * pot.get(branch, 0) for voice, pot in pots), Fraction(0))
                for branch in self.branches
            }
        return self._mixes[asked]

    def _pot(self, key: str, at: At) -> Shares:
        """Each branch's share of the pot of one component that has influence."""
        program = self.pair.program
        if published := self._published(key, at):
            return published
        # A component that one side alone has is scored as that side says.
        scorer = at[SCORING] if at[SCORING].part(program, key) else at[INFLUENCES]
        frozen = {
            (program, part): self.pair.coefficients(part, at[COEFFICIENTS], owner)
            for part, owner in ((BASE, at[BASE]), (key, scorer))
        }
        asked = (key, scorer, at[DATA], at[SCORING], at[BASE], *frozen.values())
        if asked not in self._pots:
            policy = self._policy(key, scorer, at)
            tallies = self._tallies(policy.needed, at)
            told = told_of(policy, at[DATA].data, tallies, frozen=frozen, working=False)
            part, known = policy.programs[program].components[key], scored(told, program)
            pots = component_of(key, part, Fraction(1), known).pots
            self._pots[asked] = {pot.branch: pot.share for pot in pots}
        return self._pots[asked]

    def _published(self, key: str, at: At) -> Shares:
        """The shares as one of the runs made them, where the state is scored as that run was."""
        pair, here = self.pair, [at[cause] for cause in self.causes if cause in SCORED]
        runs = [run for run in (pair.before, pair.after) if all(each is run for each in here)]
        for found in (run.components(pair.program).get(key) for run in runs):
            if found:
                return {pot.branch: pot.share for pot in found.pots}
        return {}

    def _policy(self, key: str, scorer: Side, at: At) -> Policy:
        """A policy with this one component and nothing else to go by."""
        program, study = self.pair.program, scorer.policy.time_study
        whole = Number(value=Fraction(1))
        base, part = at[BASE].policy.programs[program].base, scorer.policy.programs[program]
        alone = {key: replace(part.components[key], influence=whole)}
        return replace(
            at[SCORING].policy,
            effective=ALWAYS,
            time_study=study and replace(study, effective=ALWAYS),
            programs={program: Program(part=whole, base=base, components=alone)},
        )

    def _tallies(self, names: Iterable[str], at: At) -> Tallies:
        """The readings of those names; from either run, where both read the same data."""
        pair, found = self.pair, dict(at[DATA].tallies)
        if pair.same_data:
            found = {**pair.before.tallies, **pair.after.tallies, **found}
            own = at[SCORING].tallies
            found |= {name: own[name] for name in pair.counted_otherwise & set(own)}
        return {name: found[name] for name in names if name in found}
