"""The whole journey, in one file: read this first.

Tables or counts → tallies → scores → pots → quotas → whole positions. Rooms meet
here, in the steps this file takes, and nowhere else. `measure` takes the tallies;
`allocate` returns a Result. Neither writes anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from evenhand.allocation import methods
from evenhand.allocation.bound_costs import bound_costs
from evenhand.allocation.totals import split, total_positions, whole_units
from evenhand.errors import PolicyError
from evenhand.figures import Award, BranchTotal, Period, ProgramResult, Result, Tally
from evenhand.formula import quotas
from evenhand.policy import Policy, assumptions
from evenhand.sources.data import Data
from evenhand.steps.awarding import awards, everywhere, free_units
from evenhand.steps.gathering import (
    check_in_force,
    check_staff,
    every_reading,
    reading_of,
    sharing_branches,
    sharing_only,
)
from evenhand.steps.scoring import Scored, assumed, component_of, scored
from evenhand.steps.standing import by_program, standing
from evenhand.steps.studying import study_flags
from evenhand.steps.told import Frozen, Tallies, Told
from evenhand.steps.vetting import vet

__all__ = [
    "Frozen",
    "Scored",
    "Tallies",
    "allocate",
    "measure",
    "period_of",
    "read_period",
    "score",
    "sharing_branches",
    "told_of",
]


def measure(policy: Policy, data: Data, names: Iterable[str] = ()) -> dict[str, list[Tally]]:
    """Take every reading the policy names (or only `names`): from counts, else from tables.

    A reading that only components at influence 0 ask for is left out where nothing gives it.

    Raises:
        EvenhandError: A reading can be taken from neither, or the policy is not in force.
    """
    vet(policy)
    check_in_force(policy, data.as_of)
    chosen = list(names)
    if not chosen:
        return every_reading(policy, data)
    return {name: reading_of(policy, data, name) for name in chosen}


def allocate(
    policy: Policy,
    data: Data,
    asked: str,
    tallies: Tallies,
    *,
    frozen: Frozen | None = None,
    working: bool = True,
    known: Mapping[str, Scored] | None = None,
    made: Mapping[str, ProgramResult] | None = None,
) -> Result:
    """Share out positions as `policy` says.

    Args:
        policy: What is shared, by which components, with which influence.
        data: Branches, current staff, and what the source says of itself.
        asked: `600`, `+20`, `-20`, `current` or `published`.
        tallies: Every reading the policy names, as `measure` gives them.
        frozen: Coefficients of an earlier fit, by program and component.
        working: Whether scores keep their working; a what-if needs none.
        known: Programs scored before, as `score` gives them: nothing is scored again there.
        made: Programs shared out before, which stand as they are if they get as many again.

    Raises:
        EvenhandError: Saying what is wrong, where, and what would work.
    """
    told = told_of(policy, data, tallies, frozen=frozen, working=working)
    staff_flags = check_staff(policy, data)
    unit, total = policy.unit.value, total_positions(asked, data.staff, data.published)
    units = split(
        whole_units(total, unit), {name: p.part.value for name, p in policy.programs.items()}
    )
    ready, done = known or {}, made or {}
    programs = tuple(
        done[name]
        if name in done and done[name].positions == units[name] * unit
        else _program(told, name, units[name], ready.get(name) or scored(told, name))
        for name in policy.programs
    )
    return Result(
        policy=policy.name,
        title=policy.title,
        version=policy.version,
        asked=total,
        shared=whole_units(total, unit) * unit,
        unit=unit,
        position=policy.position.value,
        period=policy.period,
        as_of=data.as_of,
        programs=programs,
        totals=tuple(_totals(data, programs)),
        listed=data.listed,
        assumptions=(*assumptions(policy), *assumed(policy)),
        flags=(
            *data.flags,
            *staff_flags,
            *study_flags(policy, data.as_of),
            *_left_over(total, unit, policy),
        ),
        tables=data.table_counts,
    )


def told_of(
    policy: Policy,
    data: Data,
    tallies: Tallies,
    *,
    frozen: Frozen | None = None,
    working: bool = True,
) -> Told:
    """What every step of a run is told, once policy, data and tallies fit together.

    Raises:
        EvenhandError: They do not; saying where, and what would work.
    """
    check_in_force(policy, data.as_of)
    sharing = sharing_branches(policy, data)
    inside = sharing_only(policy, data, tallies, sharing)
    return Told(policy, data, sharing, inside, frozen or {}, working)


def score(policy: Policy, data: Data, tallies: Tallies, frozen: Frozen) -> dict[str, Scored]:
    """Every program's base and scores, once for many what-ifs that change neither."""
    told = told_of(policy, data, tallies, frozen=frozen, working=False)
    return {name: scored(told, name) for name in policy.programs}


def _program(told: Told, name: str, units: int, known: Scored) -> ProgramResult:
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


def _totals(data: Data, programs: Sequence[ProgramResult]) -> Iterator[BranchTotal]:
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


def _left_over(total: Fraction, unit: Fraction, policy: Policy) -> tuple[str, ...]:
    over = total - whole_units(total, unit) * unit
    if not over:
        return ()
    return (
        f"{float(over):g} of {float(total):g} make no whole {policy.position.value}; not shared.",
    )


def period_of(policy: Policy, text: str | None) -> Policy:
    """The policy with its period replaced by `text` (START..END), if any is given."""
    return replace(policy, period=read_period(text)) if text else policy


def read_period(text: str) -> Period:
    """Read START..END as a user wrote it.

    Raises:
        PolicyError: It is no period; the text says how one is written.
    """
    try:
        return Period.read(text)
    except ValueError as error:
        raise PolicyError(
            f"{text!r} is not a period: {error}. Write it as 1998-01-01..1999-01-01; the second "
            "day is the first one outside."
        ) from None
