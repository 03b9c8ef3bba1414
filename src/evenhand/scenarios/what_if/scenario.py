"""Scenario: a run as it is, and as it would be with changes above its tallies, side by side.

Every program is scored once; a change that leaves its base, scores and parameters alone
shares out anew and scores nothing. Coefficients are the run's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from evenhand.figures import (
    Compared,
    ComponentBeside,
    MisplacedBeside,
    ProgramResult,
    Result,
    Scenario,
)
from evenhand.policy import Policy
from evenhand.run import Frozen, allocate, sharing_branches, told_of
from evenhand.scenarios.fitting import fitted_anew
from evenhand.scenarios.masking import coefficients
from evenhand.scenarios.remaking import asked_of, coefficients_of, run_policy, scenario_flags
from evenhand.scenarios.what_if.changes import changed_policy, changed_total
from evenhand.scenarios.what_if.drawn_beside import beside, drawn_beside
from evenhand.scenarios.what_if.kept_scores import kept_scores, speaks
from evenhand.scenarios.what_if.left_out import left_out
from evenhand.scenarios.what_if.rescoring import scored_anew
from evenhand.scenarios.what_if.settled import settled_scenario
from evenhand.sources.component_rows import component_rows
from evenhand.sources.runs import Run
from evenhand.steps.scoring import Scored, scored
from evenhand.steps.told import Told


@dataclass(frozen=True)
class Ground:
    """A run that what-ifs stand on: its policy, total and coefficients; its scores, known once.

    `kept` are the scores that the run itself wrote down, where it did.
    """

    run: Run
    policy: Policy
    asked: str
    frozen: Frozen
    kept: Mapping[str, Scored]

    @cached_property
    def told(self) -> Told:
        """What the run was told, for what is scored or drawn."""
        run = self.run
        return told_of(self.policy, run.data, run.tallies, frozen=self.frozen, working=False)

    @cached_property
    def known(self) -> dict[str, Scored]:
        """Every program's base and scores."""
        kept = {
            name: found
            for name, found in self.kept.items()
            if speaks(found, self.policy.programs[name])
        }
        return {name: kept.get(name) or scored(self.told, name) for name in self.policy.programs}

    @cached_property
    def today(self) -> Result:
        """The run's own result, without working."""
        data, known = self.run.data, self.known
        return allocate(self.policy, data, self.asked, {}, working=False, known=known)

    def under(self, scenario: Scenario | None) -> Result:
        """The run's result after the changes of `scenario`.

        Raises:
            EvenhandError: Naming the change that cannot be, or what stands in the way.
        """
        policy = changed_policy(self.policy, scenario)
        asked = changed_total(self.asked, scenario)
        known, made = self._known(policy), self._unchanged(policy)
        data = self.run.data
        result = allocate(policy, data, asked, {}, working=False, known=known, made=made)
        anew = coefficients(result).keys() & scored_anew(self.policy, policy)
        flags = (*scenario_flags(scenario), *fitted_anew(anew))
        return replace(result, flags=(*flags, *result.flags))

    def told_under(self, scenario: Scenario) -> Told:
        """What the run would be told after those changes, for what is drawn."""
        return self._told(changed_policy(self.policy, scenario))

    def _told(self, policy: Policy) -> Told:
        anew = scored_anew(self.policy, policy)
        frozen = {place: kept for place, kept in self.frozen.items() if place not in anew}
        return replace(self.told, policy=policy, frozen=frozen)

    def _known(self, policy: Policy) -> dict[str, Scored]:
        """The scores under a changed policy: a program is scored anew only where it must be."""
        anew = {name for name, _ in scored_anew(self.policy, policy)}
        silent = {n for n, each in self.known.items() if not speaks(each, policy.programs[n])}
        again = [name for name in policy.programs if name in anew | silent]
        told = self._told(policy) if again else None
        return self.known | {name: scored(told, name) for name in again if told}

    def _unchanged(self, policy: Policy) -> dict[str, ProgramResult]:
        """Programs that no change touches; whose limits may hang on the split, so it too stays."""
        own = self.policy.programs
        same = {name: own[name] is program for name, program in policy.programs.items()}
        parts = [program.part.value for program in policy.programs.values()]
        split = parts == [program.part.value for program in own.values()]
        if not split or policy.method is not self.policy.method:
            return {}
        return {each.name: each for each in self.today.programs if same[each.name]}


def ground_of(run: Run, folder: str | Path | None = None) -> Ground:
    """The ground for every what-if about one run, with the scores in its `folder` if given.

    Raises:
        EvenhandError: The run can no longer be made.
    """
    policy, frozen, data = run_policy(run.about), coefficients_of(run.about), run.data
    rows = component_rows(folder, run.about) if folder else {}
    sharing = sharing_branches(policy, data)
    kept = kept_scores(rows, policy, sharing, frozen, data.as_of)
    return Ground(run, policy, asked_of(run.about), frozen, kept)


def compared(ground: Ground, scenario: Scenario, *, seed: int = 0, draws: int = 0) -> Compared:
    """The run beside itself in a scenario; with `draws` drawn both ways from the same numbers.

    Raises:
        EvenhandError: Naming the change that cannot be, or what stands in the way.
    """
    scenario = settled_scenario(ground, scenario)
    before, after = ground.today, ground.under(scenario)
    rows, misplaced = tuple(beside(before, after)), tuple[MisplacedBeside, ...]()
    if draws:
        sides = (ground.told, before), (ground.told_under(scenario), after)
        rows, misplaced = drawn_beside(rows, *sides, seed, draws)
    return Compared(
        scenario=scenario,
        before_shared=before.shared,
        after_shared=after.shared,
        rows=rows,
        components=tuple(_components(before, after)),
        misplaced=misplaced,
        names=tuple((total.branch, total.name) for total in before.totals),
        seed=seed if draws else None,
        draws=draws,
        flags=tuple(flag for flag in after.flags if flag not in before.flags),
        notes=tuple(left_out(ground.run)),
    )


def _components(before: Result, after: Result) -> Iterator[ComponentBeside]:
    for old, new in zip(before.programs, after.programs, strict=True):
        for one, other in zip(old.components, new.components, strict=True):
            moved = one.moved, other.moved
            yield ComponentBeside(old.name, one.name, one.influence, other.influence, *moved)
