"""Difficult children: how many of a branch's children stand at the harder levels.

Source: Oregon SCF staff allocation system, updated 4 February 2000: "% of cases
identified as Levels 1-5". The shrinkage is Evenhand's (method, section 3).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from evenhand.estimation.asked import Asked
from evenhand.estimation.chance import BLOCK, Chance, Draws, Floats, Sample, by_branch, not_a_number
from evenhand.estimation.kappa import kappa_of
from evenhand.estimation.shrinkage import shrunk_share, state_share
from evenhand.estimation.stratified import sampled, unheard
from evenhand.estimation.thin import thin
from evenhand.estimation.unread import Unread, unread
from evenhand.figures import Coefficient, Figure, Tally

#: What the survey behind the levels is called.
READINGS = "case readings"


@dataclass(frozen=True, slots=True)
class Difficult:
    """One branch: children served, and the share of them at the harder levels."""

    branch: str
    served: Fraction
    share: Fraction | None
    working: Figure
    flags: tuple[str, ...]


@dataclass(frozen=True)
class Levels:
    """Children served and levels read, by branch, and how far a sample is believed.

    Reads the roles `served` and `levels` and the parameters `most_level` (the last
    level that counts as difficult) and `kappa` (imagined children at the state's
    share; 0 shrinks only what nobody read).
    """

    asked: Asked

    @cached_property
    def served(self) -> dict[str, Fraction]:
        """Children served."""
        served = self.asked.of("served")
        return {b: sum((t.hits_middle for t in ts), Fraction(0)) for b, ts in served.items()}

    @cached_property
    def read(self) -> dict[str, tuple[Fraction, Fraction]]:
        """Children read at the harder levels, and all that were read.

        Where readings were drawn stratum by stratum (role `strata`), each child stands for
        as many as its stratum has for every one read.
        """
        most = self.asked.number("most_level")
        if "strata" in self.asked.readings:
            return {b: sampled(ts, most) for b, ts in self.asked.of("strata").items()}
        return {
            branch: (
                sum((t.hits_middle for t in tallies if int(t.of) <= most), Fraction(0)),
                max((t.base_middle for t in tallies), default=Fraction(0)),
            )
            for branch, tallies in self.asked.of("levels").items()
        }

    @cached_property
    def state(self) -> Fraction | None:
        """The state's share at the harder levels; None where nobody was read."""
        return state_share(self.read, self.served)

    @cached_property
    def model(self) -> tuple[Fraction, tuple[Coefficient, ...]]:
        """Kappa, and what it is kept as where it was fitted."""
        if self.state is None:
            return Fraction(0), ()
        samples = [(hits, n - hits) for hits, n in self.read.values()]
        return kappa_of(self.asked, samples, (self.state, 1 - self.state))

    def share(self, branch: str) -> Fraction | None:
        """The branch's share at the harder levels; the unread are drawn towards the state's."""
        if self.state is None:
            return None
        hits, n = self.read[branch]
        return shrunk_share(hits, n, self.served[branch], self.state, self.model[0])

    def all(self) -> list[Difficult]:
        """Every branch, explained."""
        return [self._one(branch) for branch in self.asked.branches]

    def _one(self, branch: str) -> Difficult:
        (hits, n), served, asked = self.read[branch], self.served[branch], self.asked
        own = (
            asked.figure(
                branch, hits, "children", f"read at level 1 to {asked.number('most_level')}"
            ),
            asked.figure(branch, n, "children", "read"),
            asked.figure(branch, served, "children", "served"),
        )
        share = self.share(branch)
        if share is None or self.state is None:
            nothing = asked.figure(branch, Fraction(0), "share", "nobody was read anywhere", *own)
            return Difficult(branch, served, None, nothing, ("no case readings in the state",))
        whole = asked.figure(
            "state", self.state, "share", "each branch's share, weighted by children served"
        )
        rule = "share at the harder levels; the unread drawn towards the state's"
        working = asked.figure(branch, share, "share", rule, *own, whole)
        few = thin(n, "children read") if served > n else ()
        return Difficult(branch, served, share, working, (*few, *self._unheard(branch)))

    @cached_property
    def _strata(self) -> Mapping[str, list[Tally]]:
        return self.asked.of("strata")

    def _unheard(self, branch: str) -> tuple[str, ...]:
        left_out = unheard(self._strata.get(branch, []), self.asked.number("most_level"))
        return (f"{float(left_out):g} children in strata nobody was read in",) if left_out else ()


def share_draws(levels: Levels, chance: Chance) -> Draws:
    """What each branch's share might be: those read are known, the unread are not."""
    asked = levels.asked
    stream = chance.stream(f"{asked.name}:{READINGS}")
    known = {b: not_a_number(levels.share(b)) for b in asked.branches}
    possible = {b: _possible(levels, b, chance) for b in asked.branches}

    def draw(_: int, branch: str, block: int) -> Floats | float:
        among = possible[branch]
        if among is None:
            return known[branch]
        return among.draw(stream.of(branch, block).random(BLOCK)) / float(levels.served[branch])

    read = {branch: n for branch, (_, n) in levels.read.items()}
    return Draws(by_branch(asked.branches, draw), (Sample(READINGS, read, levels.served),))


def _possible(levels: Levels, branch: str, chance: Chance) -> Unread | None:
    if levels.state is None:
        return None
    (hits, n), served = levels.read[branch], levels.served[branch]
    state, kappa = float(levels.state), float(levels.model[0])
    return unread(float(hits), float(n), float(served), state, kappa, chance)
