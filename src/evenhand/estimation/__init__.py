"""Estimation: tallies in, scores out.

Each file in `scores/` is one score, and the file's name is the score's name. To
add a score, add a file. A score says how strongly a component speaks for each
branch; its unit and scale do not matter, since every score leaves this room
divided by its base-weighted mean and rounded once, and is exact from there on.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, wraps
from importlib import import_module

from evenhand.errors import TableError
from evenhand.estimation import scores as _scores
from evenhand.estimation.asked import Asked
from evenhand.estimation.chance import Chance, Draws
from evenhand.estimation.leaving import as_counts, as_scores
from evenhand.estimation.parameters import Takes, Value, shown
from evenhand.figures import Scores

__all__ = [
    "Asked",
    "Chance",
    "Draws",
    "Score",
    "Takes",
    "Value",
    "as_counts",
    "as_scores",
    "score",
    "scores",
    "shown",
]

Compute = Callable[[Asked], Scores]
#: What is known once, whatever is drawn; then the draws.
Draw = Callable[[Asked], Callable[[Chance], Draws]]


@dataclass(frozen=True, slots=True)
class Score:
    """What the rest of the system may know about a score.

    `roles` are the readings it needs by the part they play, `may_use` those it can
    do without; `parameters` maps each parameter a policy must give to what it may be.
    `assumes` is what no source gives: it is printed with every result that uses it.
    `draws` says what the score might have been; None where it is known without error.
    A base's first role counts heads: what positions would follow without any formula.
    """

    name: str
    title: str
    roles: tuple[str, ...]
    may_use: tuple[str, ...]
    parameters: Mapping[str, Takes]
    compute: Compute
    makes_base: bool = False
    assumes: str = ""
    draws: Draw | None = None


def score(
    *,
    title: str,
    roles: Sequence[str] = (),
    may_use: Sequence[str] = (),
    parameters: Mapping[str, Takes] | None = None,
    makes_base: bool = False,
    assumes: str = "",
    draws: Draw | None = None,
) -> Callable[[Compute], Score]:
    """Turn a function into a `Score` named after it."""
    takes = dict(parameters or {})

    def declare(compute: Compute) -> Score:
        @wraps(compute)
        def guarded(asked: Asked) -> Scores:
            _check(asked, takes)
            return compute(asked)

        return Score(
            compute.__name__,
            title,
            tuple(roles),
            tuple(may_use),
            takes,
            guarded,
            makes_base,
            assumes,
            draws,
        )

    return declare


def _check(asked: Asked, takes: Mapping[str, Takes]) -> None:
    for name, each in takes.items():
        if name not in asked.parameters:
            raise TableError(f"{asked.name}: the parameter {name} is missing: {each.meaning}.")
        value = asked.parameters[name]
        if not each.fits(value):
            raise TableError(
                f"{asked.name}: the parameter {name} may be {each.allowed}, not {shown(value)}."
            )


@cache
def scores() -> dict[str, Score]:
    """Every score, by name, in alphabetical order."""
    names = sorted(m.name for m in pkgutil.iter_modules(_scores.__path__))
    return {name: getattr(import_module(f"{_scores.__name__}.{name}"), name) for name in names}
