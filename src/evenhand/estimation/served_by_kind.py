"""Served by kind: how many of those a branch serves stand at each level, or are of each type.

Those who were read speak for themselves; for the others the branch's own sample and
`kappa` imagined ones at the state's shares speak together. Where nothing says how many
are served, those read are all there are.

Source: Evenhand method, sections 2 and 3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from evenhand.errors import TableError
from evenhand.estimation.asked import Asked
from evenhand.estimation.kappa import kappa_of
from evenhand.estimation.leaving import rounded
from evenhand.estimation.shrinkage import shrunk_share, state_share
from evenhand.estimation.times import REFERRED, by_type

Kinds = dict[str, Fraction]


@dataclass(frozen=True, slots=True)
class _Read:
    """Those read in each branch by kind, how many that is, and how many are served."""

    by_kind: dict[str, Kinds]
    read: dict[str, Fraction]
    served: dict[str, Fraction]


def served_by_kind(asked: Asked, kinds: Sequence[str]) -> dict[str, Kinds]:
    """How many each branch serves of each of `kinds`, rounded once, at 12 decimals.

    Reads the roles `read` (a sample by kind, or all there are) and `served` (how many there
    are), and where that is given the parameter `kappa`. What was read and is not told apart
    is to be referred ("refer").

    Raises:
        TableError: Somebody was read to be of another kind, or nobody was read anywhere.
    """
    known = _known(asked)
    every = sorted({kind for own in known.by_kind.values() for kind in own})
    if strange := [k for k in every if k not in kinds and k != REFERRED]:
        raise TableError(
            f"{asked.name}: the hours of {', '.join(strange)} are not said. "
            f"There are hours for {', '.join(kinds)}; give the policy the others."
        )
    state = {kind: _state(known, kind) for kind in every}
    sampled = "served" in asked.readings
    if sampled and not any(known.read.values()):
        raise TableError(f"{asked.name}: nobody was read, so nothing says what those served need.")
    kappa = _kappa(asked, known, every, state) if sampled else Fraction(0)
    return {
        branch: {kind: rounded(_number(known, branch, kind, state, kappa)) for kind in kinds}
        for branch in asked.branches
    }


def _known(asked: Asked) -> _Read:
    read, by_kind = {}, {}
    for branch, tallies in asked.of("read").items():
        read[branch] = max((t.base_middle for t in tallies), default=Fraction(0))
        own = by_type(t for t in tallies if t.of != REFERRED)
        own[REFERRED] = max(read[branch] - sum(own.values(), Fraction(0)), Fraction(0))
        by_kind[branch] = own
    if "served" not in asked.readings:
        return _Read(by_kind, read, read)
    counted = asked.of("served")
    served = {b: sum((t.hits_middle for t in ts), Fraction(0)) for b, ts in counted.items()}
    return _Read(by_kind, read, {b: max(n, read[b]) for b, n in served.items()})


def _state(known: _Read, kind: str) -> Fraction:
    """The state's share of one kind: each branch's, weighted by those it serves."""
    read = {b: (own.get(kind, Fraction(0)), known.read[b]) for b, own in known.by_kind.items()}
    return state_share(read, known.served) or Fraction(0)


def _kappa(asked: Asked, known: _Read, every: Sequence[str], state: Kinds) -> Fraction:
    samples = [[own.get(kind, Fraction(0)) for kind in every] for own in known.by_kind.values()]
    return kappa_of(asked, samples, [state[kind] for kind in every])[0]


def _number(known: _Read, branch: str, kind: str, state: Kinds, kappa: Fraction) -> Fraction:
    served, hits = known.served[branch], known.by_kind[branch].get(kind, Fraction(0))
    share = shrunk_share(hits, known.read[branch], served, state.get(kind, Fraction(0)), kappa)
    return served * share
