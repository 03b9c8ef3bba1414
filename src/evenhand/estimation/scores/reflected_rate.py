"""Reflected rate: a branch with a higher rate is pulled down, and no further than a floor.

The re-abuse rate enters so. It is reflected about the state's rate rather than
taken from one: taken from one, a rate of a few per cent would temper nothing.

Source: Oregon SCF staff allocation system, updated 4 February 2000 ("to temper the
incentive … to prematurely or inappropriately return children"); the reflected ratio
is an assumption (Evenhand method, section 6).
"""

from __future__ import annotations

from fractions import Fraction

from evenhand.estimation import Asked, Takes, score
from evenhand.estimation.shrinkage import shrunk_rate
from evenhand.estimation.thin import thin
from evenhand.figures import BranchScore, Scores


@score(
    title="A rate that pulls down",
    roles=("counts",),
    parameters={
        "kappa": Takes("imagined cases at the state's rate"),
        "floor": Takes("the least score", above_nothing=True),
    },
    assumes="The rate is reflected about the state's, 2 − rate ÷ the state's; taken from 1 "
    "it would temper nothing.",
)
def reflected_rate(asked: Asked) -> Scores:
    """Score each branch 2 − its shrunk rate ÷ the state's, and at least the floor.

    Nothing in the base, or no hits in the whole state: 1. At the floor the brake is
    exhausted, one more hit costs nothing more, and the flag says so.
    """
    counts = {
        branch: (
            sum((t.hits_middle for t in tallies), Fraction(0)),
            sum((t.base_middle for t in tallies), Fraction(0)),
        )
        for branch, tallies in asked.of("counts").items()
    }
    hits, base = (sum((c[i] for c in counts.values()), Fraction(0)) for i in (0, 1))
    state = hits / base if base else Fraction(0)
    return Scores(tuple(_score(asked, b, *counts[b], state) for b in asked.branches))


def _score(
    asked: Asked, branch: str, hits: Fraction, base: Fraction, state: Fraction
) -> BranchScore:
    own = (
        asked.figure(branch, hits, "hits", "counted"),
        asked.figure(branch, base, "base", "counted"),
    )
    whole = asked.figure("state", state, "rate", "all hits ÷ all bases")
    if base == 0 or state == 0:
        even = asked.figure(branch, Fraction(1), "score", "nothing to judge by", *own, whole)
        return BranchScore(branch, Fraction(1), (even,), ("nothing to judge by",))
    shrunk = shrunk_rate(hits, base, state, asked.number("kappa"))
    reflected = 2 - shrunk / state
    value = max(asked.number("floor"), reflected)
    flags = (*thin(base, "in the base"), *(("brake exhausted",) if value > reflected else ()))
    rate = asked.figure(branch, shrunk, "rate", "hits ÷ base, drawn towards the state's", *own)
    working = asked.figure(
        branch, value, "score", "2 − rate ÷ the state's, at least the floor", rate, whole
    )
    return BranchScore(branch, value, (working,), flags)
