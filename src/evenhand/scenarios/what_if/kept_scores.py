"""Kept scores: a run's bases and scores as it wrote them, so that a what-if need not score anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from evenhand.figures import BranchScore, Figure, Scores
from evenhand.policy import Policy, Program
from evenhand.run import Frozen
from evenhand.sources.component_rows import ComponentRows
from evenhand.steps.scoring import Scored

Rows = Mapping[tuple[str, str], ComponentRows]


def kept_scores(
    rows: Rows, policy: Policy, sharing: Sequence[str], frozen: Frozen, as_of: date
) -> dict[str, Scored]:
    """Every program whose base and scores are there for all who share, as `score` gives them.

    Flags and working are left out. A component that scores nobody is not taken for known:
    why it does not, only scoring it again can tell.
    """
    found = {}
    for name, program in policy.programs.items():
        own = {key: rows.get((name, key)) for key in program.components}
        told = {key: each for key, each in own.items() if each and set(each.scores) >= set(sharing)}
        if len(told) == len(own):
            found[name] = _scored(name, program, told, sharing, frozen, as_of)
    return found


def _scored(
    name: str,
    program: Program,
    told: Mapping[str, ComponentRows],
    sharing: Sequence[str],
    frozen: Frozen,
    as_of: date,
) -> Scored:
    bases = next(iter(told.values())).bases
    base = tuple(Figure(bases[branch], "base", branch, as_of) for branch in sharing)
    made = _scores(bases, sharing, frozen, (name, "base"))
    components = {
        key: _scores(told[key].scores, sharing, frozen, (name, key)) for key in program.components
    }
    return Scored(base, made, components, {})


def _scores(
    values: Mapping[str, Fraction | None],
    sharing: Sequence[str],
    frozen: Frozen,
    place: tuple[str, str],
) -> Scores:
    branches = tuple(BranchScore(branch, values[branch]) for branch in sharing)
    return Scores(branches, coefficients=frozen.get(place, ()))


def speaks(scored: Scored, program: Program) -> bool:
    """Whether every component with influence scores somebody."""
    heard = [key for key, part in program.components.items() if part.influence.value]
    return all(any(s.value is not None for s in scored.components[key].branches) for key in heard)
