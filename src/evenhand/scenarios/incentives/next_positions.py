"""Next positions: who would get the next one to share in each program, and who lose one.

How much quota is missing stands in the awards. Who in fact gets it is found by the
program's own method, quotas grown with the total: what a branch lacks while all others
stand still is not what decides among them.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from evenhand.allocation import methods
from evenhand.errors import NotPossible, RunError
from evenhand.figures import Limits, NextPosition, ProgramResult, Result


def next_positions(result: Result, program: str | None = None) -> tuple[NextPosition, ...]:
    """Every branch of each program (or of one), the least short of one more first.

    Raises:
        RunError: There is no program of that name.
    """
    wanted = [p for p in result.programs if program in (None, p.name)]
    if not wanted:
        have = ", ".join(p.name for p in result.programs)
        raise RunError(f"This run has no program {program}. It has: {have}.")
    found = [each for part in wanted for each in _of(part, result.unit)]
    return tuple(sorted(found, key=_order))


def _order(each: NextPosition) -> tuple[bool, Fraction, str, str]:
    return each.short is None, each.short or Fraction(0), each.branch, each.program


def _of(program: ProgramResult, unit: Fraction) -> list[NextPosition]:
    more, fewer = (_changes(program, unit, by) for by in (1, -1))
    nothing = Fraction(0)
    return [
        NextPosition(
            program.name,
            a.branch,
            a.short_of_next,
            a.above_loss,
            more.get(a.branch, nothing),
            fewer.get(a.branch, nothing),
        )
        for a in program.awards
    ]


def _changes(program: ProgramResult, unit: Fraction, by: int) -> Mapping[str, Fraction]:
    """How awards change with so many units more to share; not at all where that cannot be."""
    free = [
        (award, limits)
        for award, limits in zip(program.awards, program.limits, strict=True)
        if not award.stands_outside
    ]
    shared = int(sum((award.positions for award, _ in free), Fraction(0)) / unit) + by
    limits = {
        award.branch: Limits(int(least / unit), None if most is None else int(most / unit))
        for award, (least, most) in free
    }
    if shared < 0:
        return {}
    try:
        # A method looks at quotas against each other: they need not be grown with the total.
        found = methods()[program.method](shared, {a.branch: a.quota for a, _ in free}, limits)
    except NotPossible:
        return {}
    now = {award.branch: award.positions for award, _ in free}
    changes = {a.branch: a.positions * unit - now[a.branch] for a in found}
    return {branch: change for branch, change in changes.items() if change}
