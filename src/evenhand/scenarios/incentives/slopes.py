"""Slopes: by how much a branch's quotas rise for one event, component by component.

A finite difference of the actual formula with frozen coefficients: the tallies change as
the event would change them, what reads them is scored again, and nothing else is. It is
what sharing out everything anew would find, to the last digit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from evenhand.estimation import as_scores, scores
from evenhand.figures import Result, Scores, Tally
from evenhand.policy import Component, Policy, Program
from evenhand.run import sharing_branches, told_of
from evenhand.scenarios.incentives.events import Event, can_tell, happened
from evenhand.scenarios.masking import coefficients
from evenhand.sources.data import Data
from evenhand.steps.gathering import sharing_only
from evenhand.steps.scoring import Scored, asked_of, component_of, scored
from evenhand.steps.told import Tallies, Told

#: Positions by program and component.
Rises = dict[tuple[str, str], Fraction]
Weights = Mapping[str, Fraction]
#: Scores of which, with frozen coefficients, a branch's depends on its own tallies alone. One
#: that is missing here is only slower.
BY_BRANCH = frozenset({"return_home", "removal_risk", "rate", "of_the_base"})


@dataclass(frozen=True)
class Slopes:
    """One run, ready to be asked what one event more would do in a branch.

    `tallies` are the run's own, before masked cells are settled.
    """

    result: Result
    policy: Policy
    data: Data
    tallies: Tallies

    @cached_property
    def sharing(self) -> tuple[str, ...]:
        """The branches that share by the formula."""
        return sharing_branches(self.policy, self.data)

    def readings(self, program: str) -> frozenset[str]:
        """The readings that have an effect in a program."""
        heard = self._heard[program]
        parts = [heard.base.measures, *(each.measures for each in heard.components.values())]
        return frozenset(reading for part in parts for reading in part.values())

    def told(self, event: Event, program: str) -> bool:
        """Whether all that has an effect in the program can say what the event would do."""
        return all(can_tell(event, self.policy.measures[name]) for name in self.readings(program))

    def rises(self, event: Event, branch: str) -> Rises | None:
        """Positions by which the branch's quotas rise, for one such event.

        By program and component, of the programs that tell of it and read otherwise after
        it; None where nobody is there to whom it could happen.
        """
        programs = [name for name in self.policy.programs if self.told(event, name)]
        asked = {name for program in programs for name in self.readings(program)}
        found = happened(
            event, self.policy, {n: r for n, r in self.tallies.items() if n in asked}, branch
        )
        if found is None:
            return None
        settled = sharing_only(self.policy, self._bare, found.tallies, self.sharing)
        return {
            (program, component): rise / found.times
            for program in programs
            for component, rise in self._risen(program, settled, branch)
        }

    def _risen(self, program: str, changed: Tallies, branch: str) -> Iterator[tuple[str, Fraction]]:
        """What each component of a program hands the branch more, or less, than it did."""
        heard, at = self._heard[program], self.sharing.index(branch)
        rebased = not changed.keys().isdisjoint(heard.base.measures.values())
        touched = {
            name: part
            for name, part in heard.components.items()
            if rebased or not changed.keys().isdisjoint(part.measures.values())
        }
        told = replace(self._told, tallies={**self._told.tallies, **changed})
        known = self._based(told, program) if rebased else self._first[program]
        weights = {figure.population: figure.value for figure in known.base}
        for name, part in touched.items():
            place, read = (program, name), _read(told, part, branch)
            # Another event may have left the same to read here: a child taken in, or re-rated.
            key = place, branch, tuple(map(tuple, read.values())), tuple(weights.values())
            if key not in self._seen:
                anew = replace(told, tallies=read)
                made = as_scores(self._raw(anew, place, part, weights, branch), weights)
                positions = self._positions[program] * part.influence.value
                bare = replace(known, components={name: made})
                share = component_of(name, part, positions, bare).pots[at].share
                self._seen[key] = positions * (share - self._shares[place][branch])
            yield name, self._seen[key]

    def _raw(
        self, told: Told, place: tuple[str, str], part: Component, base: Weights, branch: str
    ) -> Scores:
        """A component's scores as they leave its file; one branch's own where that is enough."""
        if part.score not in BY_BRANCH:
            return _computed(told, place, part, base)
        (changed,) = _computed(replace(told, sharing=(branch,)), place, part, base).branches
        first = self._alone[place]
        return replace(
            first, branches=tuple(changed if b.branch == branch else b for b in first.branches)
        )

    def _based(self, told: Told, program: str) -> Scored:
        """A program's base alone, scored anew."""
        bare = replace(self._heard[program], components={})
        return scored(replace(told, policy=replace(told.policy, programs={program: bare})), program)

    @cached_property
    def _seen(self) -> dict[object, Fraction]:
        """What a component hands a branch more, by all that it reads: tried once each."""
        return {}

    @cached_property
    def _first(self) -> dict[str, Scored]:
        """Every program's base as it is."""
        return {program: self._based(self._told, program) for program in self._heard}

    @cached_property
    def _alone(self) -> dict[tuple[str, str], Scores]:
        """The scores, as they are, of components whose branches are each scored alone."""
        return {
            (program, name): _computed(self._told, (program, name), part, {})
            for program, heard in self._heard.items()
            for name, part in heard.components.items()
            if part.score in BY_BRANCH
        }

    @cached_property
    def _heard(self) -> dict[str, Program]:
        """The programs with only the components that have influence."""
        return {
            name: replace(
                program,
                components={k: c for k, c in program.components.items() if c.influence.value},
            )
            for name, program in self.policy.programs.items()
        }

    @cached_property
    def _told(self) -> Told:
        frozen = coefficients(self.result)
        return told_of(self.policy, self.data, self.tallies, frozen=frozen, working=False)

    @cached_property
    def _bare(self) -> Data:
        """The data without the counts they came as, which the start of a run has checked."""
        return replace(self.data, counts={})

    @cached_property
    def _positions(self) -> dict[str, Fraction]:
        """What each program shares by the formula: all but what is held at current."""
        return {
            program.name: sum(
                (a.quota for a in program.awards if a.branch in self.sharing), Fraction(0)
            )
            for program in self.result.programs
        }

    @cached_property
    def _shares(self) -> dict[tuple[str, str], dict[str, Fraction]]:
        return {
            (program.name, component.name): {pot.branch: pot.share for pot in component.pots}
            for program in self.result.programs
            for component in program.components
        }


def _read(told: Told, part: Component, branch: str) -> dict[str, list[Tally]]:
    """What a component reads to score one branch: every branch's tallies, or its own alone."""
    alone = part.score in BY_BRANCH
    return {
        name: [t for t in told.tallies[name] if t.branch == branch or not alone]
        for name in part.measures.values()
    }


def _computed(told: Told, place: tuple[str, str], part: Component, base: Weights) -> Scores:
    return scores()[part.score].compute(asked_of(told, *place, part, base))
