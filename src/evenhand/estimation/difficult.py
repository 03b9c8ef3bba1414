"""Difficult children: how many of a branch's children stand at the harder levels.

Source: Oregon SCF staff allocation system, updated 4 February 2000: "% of cases
identified as Levels 1-5". The shrinkage is Evenhand's (method, section 3).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from evenhand.estimation.asked import Asked
from evenhand.estimation.shrinkage import shrunk_share, state_share
from evenhand.estimation.thin import thin
from evenhand.figures import Figure


@dataclass(frozen=True, slots=True)
class Difficult:
    """One branch: children served, and the share of them at the harder levels."""

    branch: str
    served: Fraction
    share: Fraction | None
    working: Figure
    flags: tuple[str, ...]


def difficult(asked: Asked) -> Iterator[Difficult]:
    """Yield each branch's children served and its share of difficult ones.

    Reads the roles `served` and `levels` and the parameters `most_level` (the last
    level that counts as difficult) and `kappa` (imagined children at the state's
    share; 0 shrinks only what nobody read).
    """
    served = {
        b: sum((t.hits_middle for t in ts), Fraction(0)) for b, ts in asked.of("served").items()
    }
    most = asked.number("most_level")
    read = {
        branch: (
            sum((t.hits_middle for t in tallies if int(t.of) <= most), Fraction(0)),
            max((t.base_middle for t in tallies), default=Fraction(0)),
        )
        for branch, tallies in asked.of("levels").items()
    }
    state = state_share(read, served)
    for branch in asked.branches:
        yield _one(asked, branch, served[branch], read[branch], state)


def _one(
    asked: Asked,
    branch: str,
    served: Fraction,
    read: tuple[Fraction, Fraction],
    state: Fraction | None,
) -> Difficult:
    hits, n = read
    own = (
        asked.figure(branch, hits, "children", f"read at level 1 to {asked.number('most_level')}"),
        asked.figure(branch, n, "children", "read"),
        asked.figure(branch, served, "children", "served"),
    )
    if state is None:
        nothing = asked.figure(branch, Fraction(0), "share", "nobody was read anywhere", *own)
        return Difficult(branch, served, None, nothing, ("no case readings in the state",))
    share = shrunk_share(hits, n, served, state, asked.number("kappa"))
    whole = asked.figure(
        "state", state, "share", "each branch's share, weighted by children served"
    )
    rule = "share at the harder levels; the unread drawn towards the state's"
    flags = thin(n, "children read") if served > n else ()
    return Difficult(
        branch, served, share, asked.figure(branch, share, "share", rule, *own, whole), flags
    )
