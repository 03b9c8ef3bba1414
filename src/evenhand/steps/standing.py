"""Standing: what branches have now, who is held at it, and the limits that follow."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from evenhand.allocation.limits import Bounds, limits_for
from evenhand.allocation.totals import split
from evenhand.errors import NotPossible
from evenhand.figures import Limits
from evenhand.policy import Number, Program
from evenhand.sources.data import Data
from evenhand.steps.told import Told

#: Positions by branch, None where none are known.
Staff = dict[str, Fraction | None]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where branches stand in one program before anything is shared.

    `current` is in positions; `held`, `bounds`, `now` and `limits` count in units.
    `held` are the branches outside the formula, the others are those who share.
    """

    current: Staff
    held: dict[str, int]
    bounds: dict[str, Bounds]
    now: Staff
    limits: dict[str, Limits]
    flags: tuple[str, ...]

    def shown(self, branch: str, unit: Fraction) -> tuple[Fraction, Fraction | None]:
        """The branch's least and most, in positions."""
        if branch in self.held:
            return self.held[branch] * unit, self.held[branch] * unit
        limits = self.limits[branch]
        return limits.least * unit, None if limits.most is None else limits.most * unit


def standing(told: Told, name: str) -> Standing:
    """Find where every branch stands in the program of that name."""
    unit, sharing = told.policy.unit.value, set(told.sharing)
    current, flags = _current(told, name)
    bounds = dict.fromkeys(told.sharing, _bounds(told.policy.programs[name], unit))
    now = {b: None if n is None else n / unit for b, n in current.items() if b in sharing}
    held = _held(told, current)
    try:
        limits = limits_for(bounds, now)
    except NotPossible as error:
        units = "" if unit == 1 else f" (Numbers here count units of {unit} position.)"
        raise NotPossible(f"{name}: {error}{units}") from None
    return Standing(current, held, bounds, now, limits, flags)


def held_units(told: Told, name: str) -> dict[str, int]:
    """The branches held at current in one program, and the units each keeps."""
    return _held(told, _current(told, name)[0])


def _held(told: Told, current: Staff) -> dict[str, int]:
    unit, sharing = told.policy.unit.value, set(told.sharing)
    return {b: floor((n or 0) / unit) for b, n in current.items() if b not in sharing}


def by_program(data: Data) -> bool:
    """Whether current staff are told apart by program."""
    return any(program for _, program in data.staff)


def _current(told: Told, name: str) -> tuple[Staff, tuple[str, ...]]:
    """Each branch's positions now in one program, where anything asks for them.

    Where staff are not told apart by program, what needs them (a branch held at
    current, a limit on change) uses the branch's whole positions split as the policy
    splits the total, and a flag says so.
    """
    data, found = told.data, Staff()
    found.update(dict.fromkeys(data.branches))
    if by_program(data):
        known = {branch for branch, _ in data.staff}
        return {
            b: data.staff.get((b, name), Fraction(0)) if b in known else None for b in found
        }, ()
    every = told.policy.programs[name].bounds.need_current
    needing = set(found) if every else set(found) - set(told.sharing)
    if not data.staff or not needing:
        return found, ()
    parts = {key: program.part.value for key, program in told.policy.programs.items()}
    unit = told.policy.unit.value
    # A limit on loss starts from no less than there is, any other from no more.
    whole = ceil if told.policy.programs[name].bounds.keep else floor
    for branch in needing & {branch for branch, _ in data.staff}:
        found[branch] = split(whole(data.staff[branch, ""] / unit), parts)[name] * unit
    return found, ("current staff are not told apart by program; limits split them as the total",)


def _bounds(program: Program, unit: Fraction) -> Bounds:
    told = program.bounds
    least, most = _units(told.least, unit), _units(told.most, unit)
    return Bounds(
        least=None if least is None else ceil(least),
        most=None if most is None else floor(most),
        gain=_units(told.gain, unit),
        lose=_units(told.lose, unit),
        gain_share=told.gain_share.value if told.gain_share else None,
        lose_share=told.lose_share.value if told.lose_share else None,
        hold_harmless=told.hold_harmless is not None and told.hold_harmless.value == "yes",
    )


def _units(number: Number | None, unit: Fraction) -> Fraction | None:
    return None if number is None else number.value / unit
