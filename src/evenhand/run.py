"""The whole journey, in one file: read this first.

Tables or counts → tallies → scores → pots → quotas → whole positions. Rooms meet
here and nowhere else. `allocate` returns a Result and writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import floor

from evenhand.allocation import methods
from evenhand.allocation.bound_costs import bound_costs
from evenhand.allocation.limits import Bounds, limits_for
from evenhand.allocation.totals import split, total_positions, whole_units
from evenhand.errors import PolicyError, TableError
from evenhand.estimation import Asked, as_counts, as_scores, scores
from evenhand.figures import (
    Award,
    BranchTotal,
    Coefficient,
    ComponentResult,
    Figure,
    Limits,
    Period,
    ProgramResult,
    Result,
    Scores,
    Tally,
)
from evenhand.formula import Voice, pots, quotas
from evenhand.measures import catalogue
from evenhand.policy import Base, Component, Policy, Program, assumptions
from evenhand.sources.data import Data
from evenhand.vetting import vet

Tallies = Mapping[str, Sequence[Tally]]
Staff = Mapping[tuple[str, str], Fraction]
#: Coefficients by program and component, to be used as they are instead of fitted anew.
Frozen = Mapping[tuple[str, str], tuple[Coefficient, ...]]


def allocate(
    policy: Policy,
    data: Data,
    asked: str,
    tallies: Tallies,
    *,
    frozen: Frozen | None = None,
    working: bool = True,
) -> Result:
    """Share out positions as `policy` says.

    Args:
        policy: What is shared, by which components, with which influence.
        data: Branches, current staff, and what the source says of itself.
        asked: `600`, `+20`, `-20`, `current` or `published`.
        tallies: Every reading the policy names, as `measure` gives them.
        frozen: Coefficients of an earlier fit, by program and component.
        working: Whether scores keep their working; a what-if needs none.

    Raises:
        EvenhandError: Saying what is wrong, where, and what would work.
    """
    unit, total = policy.unit.value, total_positions(asked, data.staff)
    units = split(
        whole_units(total, unit), {name: p.part.value for name, p in policy.programs.items()}
    )
    sharing = sharing_branches(policy, data)
    inside = _sharing_only(policy, data, tallies, sharing)
    told = Told(policy, data, sharing, inside, frozen or {}, working)
    programs = tuple(_program(told, name, units[name]) for name in policy.programs)
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
        totals=tuple(_total(data, programs, at) for at in range(len(data.branches))),
        listed=data.listed,
        assumptions=assumptions(policy),
        flags=(*data.flags, *_left_over(total, unit, policy)),
        tables=data.table_counts,
    )


@dataclass(frozen=True)
class Told:
    """What every step of one run is told."""

    policy: Policy
    data: Data
    sharing: tuple[str, ...]
    tallies: Tallies
    frozen: Frozen
    working: bool


def measure(policy: Policy, data: Data, names: Iterable[str] = ()) -> dict[str, list[Tally]]:
    """Take every reading the policy names (or only `names`): from counts, else from tables.

    Raises:
        EvenhandError: A reading can be taken from neither, or the policy is not in force.
    """
    vet(policy)
    _check_in_force(policy, data.as_of)
    return {name: _reading(policy, data, name) for name in (names or policy.measures)}


def _reading(policy: Policy, data: Data, name: str) -> list[Tally]:
    if name not in policy.measures:
        raise PolicyError(
            f"{policy.file}: there is no reading {name}. There are: {', '.join(policy.measures)}."
        )
    reading = policy.measures[name]
    if name in data.counts:
        return list(data.counts[name])
    if reading.stands_for or data.tables is None:
        raise TableError(
            f"Nothing gives the reading {name}: it is not among the counts"
            + ("." if reading.stands_for else ", and there are no case tables.")
        )
    parameters = {key: _plain(p.value) for key, p in reading.parameters.items()}
    chosen = catalogue()[reading.measure or name]
    return list(chosen.compute(data.tables, policy.period, **parameters))


def _plain(value: Fraction | str | tuple[Fraction | str, ...]) -> object:
    """A policy's value as a measure takes it: whole numbers as whole numbers."""
    if isinstance(value, tuple):
        return tuple(_plain(inner) for inner in value)
    return int(value) if isinstance(value, Fraction) and value.denominator == 1 else value


def _check_in_force(policy: Policy, as_of: date) -> None:
    since, until = policy.effective.since, policy.effective.until
    if as_of < since or (until is not None and as_of >= until):
        until_text = f" until {until}" if until else ""
        raise PolicyError(
            f"{policy.file}:{policy.effective.line}: the policy is in force from {since}"
            f"{until_text}, and the data stand for {as_of}. A policy is not applied backwards; "
            "use the one that was in force, or change `effective`."
        )


def sharing_branches(policy: Policy, data: Data) -> tuple[str, ...]:
    """The branches the formula shares among, by id: all but those held at current."""
    held = set(policy.held.branches) if policy.held else set()
    if strangers := sorted(held - set(data.branches)):
        raise PolicyError(
            f"{policy.file}:{policy.held.line if policy.held else 0}: held branches that the data "
            f"do not have: {', '.join(strangers)}."
        )
    return tuple(sorted(set(data.branches) - held))


def _sharing_only(
    policy: Policy, data: Data, tallies: Tallies, sharing: Sequence[str]
) -> dict[str, list[Tally]]:
    """The readings of sharing branches; unlisted branches and withheld cells are refused."""
    allowed, known = set(sharing), set(data.branches) | {each.branch for each in data.listed}
    for name, reading in tallies.items():
        if strangers := sorted({t.branch for t in reading} - known):
            raise TableError(f"{name} counts in branches nobody listed: {', '.join(strangers)}.")
    for name, branch in sorted(data.withheld):
        if branch in allowed and name in tallies:
            raise TableError(
                f"The publisher withheld {name} for {branch}, and nothing may stand in. Hold "
                f"{branch} at its current staff (`held:` in {policy.file}), or drop the reading."
            )
    return {name: [t for t in ts if t.branch in allowed] for name, ts in tallies.items()}


def _program(told: Told, name: str, units: int) -> ProgramResult:
    """Share out one program: base, components, quotas, whole positions."""
    program, unit = told.policy.programs[name], told.policy.unit.value
    current, flags = current_staff(told, name)
    held = {b: floor((current[b] or 0) / unit) for b in told.data.branches if b not in told.sharing}
    free = Fraction(units - sum(held.values()))
    base = base_of(told, name)
    components = tuple(
        component_of(told, name, key, free * unit, base) for key in program.components
    )
    owed = quotas(free * unit, base, components)
    bounds = {b: _bounds(program, unit) for b in told.sharing}
    in_units = {b: None if current[b] is None else current[b] / unit for b in told.sharing}  # type: ignore[operator]
    limits = limits_for(bounds, in_units)
    method = methods()[(program.method or told.policy.method).value]
    shares = {figure.population: figure.value / unit for figure in owed}
    awards = {a.branch: _whole(a, name, unit) for a in method(int(free), shares, limits)}
    costs = bound_costs(method, int(free), shares, bounds, in_units) if told.working else ()
    kept = {b: Award(b, n * unit, n * unit, name, "held at current") for b, n in held.items()}
    branches = sorted(told.data.branches)
    return ProgramResult(
        name=name,
        part=program.part.value,
        positions=units * unit,
        method=(program.method or told.policy.method).value,
        base=_everywhere(branches, base, "held at current: outside the formula"),
        components=components,
        quotas=_everywhere(branches, owed, "held at current", kept),
        awards=tuple((awards | kept)[b] for b in branches),
        limits=tuple(_limit(limits.get(b), held.get(b), unit) for b in branches),
        current=tuple(current[b] if _by_program(told.data) else None for b in branches),
        costs=tuple(replace(c, positions=c.positions * unit) for c in costs),
        flags=flags,
    )


def base_of(told: Told, name: str) -> tuple[Figure, ...]:
    """Each sharing branch's base; a base that cannot be known is the state's mean, flagged."""
    part = told.policy.programs[name].base
    made = as_counts(_scores(told, name, "base", part, {}))
    return tuple(
        Figure(
            score.value if score.value is not None else Fraction(0),
            "base",
            score.branch,
            told.data.as_of,
            f"{part.score} ({', '.join(part.measures.values())})",
            score.working,
            part.reference,
        )
        for score in made.branches
    )


def component_of(
    told: Told, name: str, key: str, positions: Fraction, base: Sequence[Figure]
) -> ComponentResult:
    """One component's scores and what its pot hands out of `positions`."""
    part = told.policy.programs[name].components[key]
    weights = {figure.population: figure.value for figure in base}
    made = as_scores(_scores(told, name, key, part, weights), weights)
    voice = Voice(key, part.score, part.influence.value, part.reference, made)
    return pots(positions, base, voice)


def _scores(
    told: Told, name: str, key: str, part: Base | Component, base: Mapping[str, Fraction]
) -> Scores:
    asked = Asked(
        name=f"{name}.{key}",
        branches=told.sharing,
        readings={role: told.tallies[reading] for role, reading in part.measures.items()},
        parameters={each: p.value for each, p in part.parameters.items()},
        base=base,
        as_of=told.data.as_of,
        source=part.reference,
        frozen=told.frozen.get((name, key), ()),
        told=told.working,
    )
    return scores()[part.score].compute(asked)


def _by_program(data: Data) -> bool:
    return any(program for _, program in data.staff)


def current_staff(told: Told, name: str) -> tuple[dict[str, Fraction | None], tuple[str, ...]]:
    """Each branch's positions now in one program, where anything asks for them.

    Where staff are not told apart by program, what needs them (a branch held at
    current, a limit on change) uses the branch's whole positions split as the policy
    splits the total, and a flag says so.
    """
    data = told.data
    if _by_program(data):
        return {b: data.staff.get((b, name), Fraction(0)) for b in data.branches}, ()
    needing = set(data.branches) - set(told.sharing)
    if told.policy.programs[name].bounds.need_current:
        needing = set(data.branches)
    if not data.staff or not needing:
        return dict.fromkeys(data.branches), ()
    parts = {key: program.part.value for key, program in told.policy.programs.items()}
    unit = told.policy.unit.value
    found: dict[str, Fraction | None] = dict.fromkeys(data.branches)
    for branch in needing:
        whole = whole_units(data.staff.get((branch, ""), Fraction(0)), unit)
        found[branch] = split(whole, parts)[name] * unit
    return found, ("current staff are not told apart by program; limits split them as the total",)


def _bounds(program: Program, unit: Fraction) -> Bounds:
    told = program.bounds
    number = {
        n: getattr(told, n).value for n in ("least", "most", "gain", "lose") if getattr(told, n)
    }
    return Bounds(
        least=_units(number.get("least"), unit),
        most=_units(number.get("most"), unit),
        gain=number["gain"] / unit if "gain" in number else None,
        lose=number["lose"] / unit if "lose" in number else None,
        gain_share=told.gain_share.value if told.gain_share else None,
        lose_share=told.lose_share.value if told.lose_share else None,
        hold_harmless=bool(told.hold_harmless and told.hold_harmless.value == "yes"),
    )


def _units(positions: Fraction | None, unit: Fraction) -> int | None:
    return None if positions is None else floor(positions / unit)


def _whole(award: Award, program: str, unit: Fraction) -> Award:
    """An award in units, as positions."""
    return replace(
        award,
        program=program,
        positions=award.positions * unit,
        quota=award.quota * unit,
        price_of_next=None if award.price_of_next is None else award.price_of_next * unit,
        price_of_last=None if award.price_of_last is None else award.price_of_last * unit,
    )


def _limit(
    limits: Limits | None, held: int | None, unit: Fraction
) -> tuple[Fraction, Fraction | None]:
    if limits is None:
        return Fraction(held or 0) * unit, Fraction(held or 0) * unit
    return limits.least * unit, None if limits.most is None else limits.most * unit


def _everywhere(
    branches: Sequence[str],
    figures: Sequence[Figure],
    rule: str,
    kept: Mapping[str, Award] | None = None,
) -> tuple[Figure, ...]:
    """Figures for every branch; one held outside the formula gets a figure that says so."""
    by_branch = {figure.population: figure for figure in figures}
    unit = figures[0].unit if figures else ""
    return tuple(
        by_branch.get(b) or Figure(kept[b].quota if kept else Fraction(0), unit, b, rule=rule)
        for b in branches
    )


def _total(data: Data, programs: Sequence[ProgramResult], at: int) -> BranchTotal:
    branch = sorted(data.branches)[at]
    now = [n for (b, _), n in data.staff.items() if b == branch]
    return BranchTotal(
        branch,
        data.branches[branch],
        sum((p.awards[at].positions for p in programs), Fraction(0)),
        sum((p.quotas[at].value for p in programs), Fraction(0)),
        sum(now, Fraction(0)) if data.staff else None,
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
    if not text:
        return policy
    try:
        return replace(policy, period=Period.read(text))
    except ValueError as error:
        raise PolicyError(
            f"{text!r} is not a period: {error}. Write it as 1998-01-01..1999-01-01; the second "
            "day is the first one outside."
        ) from None
