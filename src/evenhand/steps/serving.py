"""Serving: whom each branch of a result can serve, with what it has now and with what it got."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from evenhand.estimation import Asked
from evenhand.estimation.served_by_kind import served_by_kind
from evenhand.figures import Equity, Needed, ProgramResult, Result, Served
from evenhand.policy import Hours
from evenhand.staffing.evenness import evenness
from evenhand.staffing.serving import served, served_by_quota
from evenhand.steps.told import Told

Needs = Mapping[str, tuple[Needed, ...]]
ALL, HOURS, POSITIONS = "all", "hours", "positions"
BY_HAND = "Positions are those of the formula: what was changed by hand is not in them."
HELD = "Branches held at current stand outside the formula, and what they serve is not looked at."


def equities(told: Told, result: Result, filled: Fraction = Fraction(1)) -> tuple[Equity, ...]:
    """Program by program; where staff are not told by program, all of them together last.

    `filled` is the part of a position that is worked by somebody who can carry cases.

    Raises:
        TableError: A level or type is served whose hours the policy does not say.
    """
    by_hand = (BY_HAND,) if result.adjustments else ()
    found = [_equity(told, program, filled, by_hand) for program in result.programs]
    apart = any(now is not None for program in result.programs for now in program.current)
    known = [t for t in result.totals if t.branch in told.sharing]
    if apart or any(t.current is None for t in known) or not known:
        return tuple(found)
    before = [served_by_quota(t.branch, t.current or Fraction(0), t.quota) for t in known]
    after = [served_by_quota(t.branch, t.positions, t.quota) for t in known]
    limited = any(_limited(program, result.unit) for program in result.programs)
    whole = _made(ALL, POSITIONS, before, after, by_hand)
    return (*found, replace(whole, limited=limited))


def needs(told: Told, name: str) -> Needs | None:
    """What those served in one program need, by branch; None where nothing gives it.

    Raises:
        TableError: A level or type is served whose hours the policy does not say.
    """
    hours = told.policy.programs[name].hours
    if hours is None or _missing(told, hours):
        return None
    asked = Asked(
        name=f"{name}.hours",
        branches=told.sharing,
        readings={role: told.tallies[reading] for role, reading in hours.measures.items()},
        parameters={each: p.value for each, p in hours.parameters.items()},
        as_of=told.data.as_of,
        told=False,
    )
    each = hours.each
    return {
        branch: tuple(Needed(kind, n, each[kind].value) for kind, n in own.items())
        for branch, own in served_by_kind(asked, list(each)).items()
    }


def reached(
    told: Told,
    name: str,
    needed: Needs | None,
    positions: Mapping[str, Fraction],
    quotas: Mapping[str, Fraction],
    filled: Fraction = Fraction(1),
) -> list[Served]:
    """What so many positions by branch can do; by their quotas where need is not known."""
    hours = told.policy.programs[name].hours
    if hours is None or needed is None:
        return [served_by_quota(b, positions[b], quotas[b]) for b in told.sharing]
    each, levels = hours.available.value * filled, bool(hours.levels)
    return [served(b, positions[b], each, needed[b], levels=levels) for b in told.sharing]


def positions_of(program: ProgramResult) -> dict[str, Fraction]:
    """What each branch got."""
    return {award.branch: award.positions for award in program.awards}


def quotas_of(program: ProgramResult) -> dict[str, Fraction]:
    """What each branch is owed."""
    return {quota.population: quota.value for quota in program.quotas}


def _equity(told: Told, program: ProgramResult, filled: Fraction, flags: tuple[str, ...]) -> Equity:
    name = program.name
    needed, quotas = needs(told, name), quotas_of(program)
    after = reached(told, name, needed, positions_of(program), quotas, filled)
    branches = [award.branch for award in program.awards]
    now = {b: n for b, n in zip(branches, program.current, strict=True) if n is not None}
    known = all(branch in now for branch in told.sharing)
    before = reached(told, name, needed, now, quotas, filled) if known else []
    unit = POSITIONS if needed is None else HOURS
    made = _made(name, unit, before, after, (*flags, *_flags(told, name)))
    return replace(made, limited=needed is None and _limited(program, told.policy.unit.value))


def _limited(program: ProgramResult, unit: Fraction) -> bool:
    """Whether limits hold and a branch is a unit or more off its quota; rounding seldom does so."""
    found = list(zip(program.awards, program.limits, strict=True))
    held = any(award.positions in (least or None, most) for award, (least, most) in found)
    return held and any(abs(award.positions - award.quota) >= unit for award, _ in found)


def _made(
    name: str, unit: str, before: Sequence[Served], after: Sequence[Served], flags: tuple[str, ...]
) -> Equity:
    even = evenness(before) if before else None
    return Equity(name, unit, tuple(after), evenness(after), tuple(before), even, flags)


def _flags(told: Told, name: str) -> tuple[str, ...]:
    hours = told.policy.programs[name].hours
    held = (HELD,) if told.policy.held else ()
    if hours is None:
        return held
    missing = _missing(told, hours)
    why = f"Nothing gives {', '.join(missing)}, so need is taken from quotas, not from hours."
    return (*held, why) if missing else held


def _missing(told: Told, hours: Hours) -> list[str]:
    return sorted(set(hours.measures.values()) - set(told.tallies))
