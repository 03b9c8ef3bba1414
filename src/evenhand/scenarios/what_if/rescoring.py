"""Rescoring: which parts of a run a scenario has scored another way, so that old fits end.

Coefficients stay frozen wherever a part is scored as before on the same base.
"""

from __future__ import annotations

from evenhand.figures.together import BASE
from evenhand.policy import Base, Component, Policy, Program

#: A program, and one of its components or its "base".
Place = tuple[str, str]


def scored_anew(before: Policy, after: Policy) -> frozenset[Place]:
    """The parts whose score, readings or parameters changed, or whose base did."""
    return frozenset(
        (name, key)
        for name, program in after.programs.items()
        for key in _changed(before.programs[name], program)
    )


def _changed(before: Program, after: Program) -> list[str]:
    parts = [BASE, *after.components]
    if _scoring(before.base) != _scoring(after.base):
        return parts  # every score is set against the base, and some fits weigh by it
    old = before.components
    return [
        key
        for key, part in after.components.items()
        if key not in old or _scoring(part) != _scoring(old[key])
    ]


def _scoring(part: Base | Component) -> object:
    parameters = {name: each.value for name, each in part.parameters.items()}
    return part.score, dict(part.measures), parameters
