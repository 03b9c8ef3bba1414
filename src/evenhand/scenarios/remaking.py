"""Remaking: a run made again from what its folder holds, whole, or quickly for a what-if.

Whatever a scenario changed is changed again, after the policy's own text was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from evenhand.errors import RunError
from evenhand.figures import Fitted, Result, Scenario
from evenhand.figures.plain import from_plain, to_plain
from evenhand.policy import Policy
from evenhand.policy.reading import parse_policy
from evenhand.run import Frozen, allocate, period_of
from evenhand.scenarios.complete import complete
from evenhand.scenarios.making import Making, damaged, making_of, scenario_of
from evenhand.scenarios.what_if.changes import changed_policy, changed_total
from evenhand.scenarios.what_if.rescoring import scored_anew
from evenhand.sources.run_parts import DAMAGE
from evenhand.sources.runs import Run

#: What becomes of changes by hand in a scenario.
NOT_CARRIED = "of the run it stands on are not carried over: they answered another allocation"


def run_policy(about: Mapping[str, Any]) -> Policy:
    """The policy a run was made with: its own text and period, then its scenario's changes."""
    return changed_policy(own_policy(about), scenario_of(about))


def own_policy(about: Mapping[str, Any]) -> Policy:
    """The policy a run was made with before any scenario changed it."""
    policy = parse_policy(about["policy"]["file"], about["policy"]["text"])
    return period_of(policy, about["period"])


def asked_of(about: Mapping[str, Any]) -> str:
    """The total a run shared out, as `--positions` takes it, after its scenario's changes."""
    return changed_total(about["asked"], scenario_of(about))


def remake(kept: Run) -> Result:
    """The run's whole result, made again: with its model, seed, draws and adjustments.

    Raises:
        EvenhandError: It can no longer be made.
    """
    making, (seed, draws) = making_of(kept.about), drawn_of(kept.about)
    own = own_policy(kept.about)
    policy = changed_policy(own, making.scenario)
    result = complete(
        policy,
        kept.data,
        asked_of(kept.about),
        kept.tallies,
        model=making.model,
        anew=scored_anew(own, policy),
        seed=seed,
        draws=draws,
    )
    return told_by(result, making)


def before(kept: Run) -> Result:
    """The run's result without working, draws and prices, with its own coefficients: quick."""
    making = making_of(kept.about)
    policy, asked = run_policy(kept.about), asked_of(kept.about)
    frozen = coefficients_of(kept.about)
    result = allocate(policy, kept.data, asked, kept.tallies, frozen=frozen, working=False)
    named = replace(result, model=making.model.name if making.model else "")
    return told_by(named, making)


def in_scenario(kept: Run, scenario: Scenario, *, seed: int, draws: int) -> Run:
    """The run as it is asked for in a scenario, ready to be remade; upon its own, if it has one."""
    upon = replace(scenario, upon=scenario_of(kept.about))
    drawn = {"seed": seed if draws else None, "draws": draws}
    return replace(kept, about={**kept.about, "scenario": to_plain(upon), **drawn})


def told_by(result: Result, making: Making) -> Result:
    """The result with what was decided beside the formula: its scenario, or changes by hand.

    What people decided, they decided on the run as it was: a scenario does not carry it over.
    """
    said = scenario_flags(making.scenario)
    if making.scenario and making.adjustments:
        said = (*said, f"{len(making.adjustments)} changes by hand {NOT_CARRIED}.")
    kept = () if making.scenario else making.adjustments
    named = scenario_named(making.scenario)
    return replace(result, flags=(*said, *result.flags), adjustments=kept, scenario=named)


def scenario_flags(scenario: Scenario | None) -> tuple[str, ...]:
    """What a result says of the scenario it was made in, and of those it stands on."""
    if scenario is None:
        return ()
    said = f"A scenario, {scenario.name}: {'; '.join(scenario.changes)}."
    return (*scenario_flags(scenario.upon), said)


def scenario_named(scenario: Scenario | None) -> str:
    """The scenario by its name and changes, after those it stands on; nothing without one."""
    if scenario is None:
        return ""
    said = f"{scenario.name}: {'; '.join(scenario.changes)}"
    return f"{scenario_named(scenario.upon)}, then {said}" if scenario.upon else said


def coefficients_of(about: Mapping[str, Any]) -> Frozen:
    """The coefficients a run was made with, fitted or frozen; none where it keeps none.

    Raises:
        RunError: The manifest is damaged.
    """
    try:
        parts = [from_plain(Fitted, each) for each in about.get("coefficients", ())]
    except DAMAGE:
        raise damaged() from None
    return {(part.program, part.component): part.coefficients for part in parts}


def drawn_of(about: Mapping[str, Any]) -> tuple[int, int]:
    """The seed and the draws of a run, as its manifest says; no draws have no seed.

    Raises:
        RunError: It says neither.
    """
    try:
        seed, draws = about["seed"], about["draws"]
    except KeyError:
        raise damaged() from None
    if (seed, draws) == (None, 0):
        return 0, 0
    if type(seed) is not int or type(draws) is not int or draws < 1:
        raise RunError(f"its manifest names seed {seed} and {draws} draws, which are none.")
    return seed, draws
