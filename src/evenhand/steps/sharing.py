"""Sharing out one program, from its scores to whole positions, and adding the programs up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from evenhand.allocation import methods
from evenhand.allocation.bound_costs import bound_costs
from evenhand.allocation.totals import whole_units
from evenhand.figures import Award, BranchTotal, ProgramResult
from evenhand.formula import quotas
from evenhand.policy import Policy
from evenhand.sources.data import Data
from evenhand.steps.awarding import awards, everywhere, free_units
from evenhand.steps.scoring import Scored, component_of
from evenhand.steps.standing import by_program, standing
from evenhand.steps.told import Told


def program_shared(told: Told, name: str, units: int, known: Scored) -> ProgramResult:
    """Share out one program: components, quotas, whole positions."""
    program, unit = told.policy.programs[name], told.policy.unit.value
    part = program.part.value / sum(p.part.value for p in told.policy.programs.values())
    stand = standing(told, name)
    free = free_units(name, units, stand.held)
    base, made = known.base, known.made
    flags = tuple(f"{s.branch}: {flag}" for s in made.branches for flag in s.flags)
    components = tuple(
        component_of(key, part, free * unit, known, told=told.working)
        for key, part in program.components.items()
    )
    owed = quotas(free * unit, base, components, told=told.working)
    shares = {f.population: f.value if unit == 1 else f.value / unit for f in owed}
    method = methods()[(program.method or told.policy.method).value]
    shared = awards(name, method, free, shares, stand, unit, part)
    kept = {b: Award(b, n * unit, n * unit, name, "held at current") for b, n in stand.held.items()}
    costs = bound_costs(method, free, shares, stand.bounds, stand.now) if told.working else ()
    branches, staff_known = sorted(told.data.branches), by_program(told.data)
    return ProgramResult(
        name=name,
        part=part,
        positions=units * unit,
        method=(program.method or told.policy.method).value,
        base=everywhere(branches, base, "held at current: outside the formula"),
        components=components,
        quotas=everywhere(branches, owed, "held at current", kept),
        awards=tuple((shared | kept)[b] for b in branches),
        limits=tuple(stand.shown(b, unit) for b in branches),
        current=tuple(stand.current[b] if staff_known else None for b in branches),
        costs=tuple(replace(c, positions=c.positions * unit) for c in costs),
        flags=(*stand.flags, *made.flags, *flags),
        base_coefficients=made.coefficients,
    )


def branch_totals(data: Data, programs: Sequence[ProgramResult]) -> Iterator[BranchTotal]:
    """All programs together, branch by branch, in alphabetical order."""
    now: dict[str, Fraction] = {}
    for (branch, _), positions in data.staff.items():
        now[branch] = now.get(branch, Fraction(0)) + positions
    for at, branch in enumerate(sorted(data.branches)):
        yield BranchTotal(
            branch,
            data.branches[branch],
            sum((p.awards[at].positions for p in programs), Fraction(0)),
            sum((p.quotas[at].value for p in programs), Fraction(0)),
            now.get(branch),
        )


def left_over(total: Fraction, unit: Fraction, policy: Policy) -> tuple[str, ...]:
    """Say what part of the total makes no whole unit, if any."""
    over = total - whole_units(total, unit) * unit
    if not over:
        return ()
    return (
        f"{float(over):g} of {float(total):g} make no whole {policy.position.value}; not shared.",
    )
