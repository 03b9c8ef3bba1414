"""Reflected rate: a branch with a higher rate is pulled down, and no further than a floor.

The re-abuse rate enters so. It is reflected about the state's rate rather than
taken from one: taken from one, a rate of a few per cent would temper nothing.

Source: Oregon SCF staff allocation system, updated 4 February 2000 ("to temper the
incentive … to prematurely or inappropriately return children"); the reflected ratio
is an assumption (Evenhand method, section 6).
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial

from evenhand.estimation import Asked, Chance, Draws, Takes, score
from evenhand.estimation.judged import Seen, judge
from evenhand.estimation.kappa import FITTED, alike
from evenhand.estimation.outcome_draws import reabuse_draws
from evenhand.estimation.reabuse import Reabuse
from evenhand.estimation.shrinkage import shrunk_rate
from evenhand.estimation.thin import thin
from evenhand.figures import BranchScore, Figure, Scores


def _draws(asked: Asked) -> Callable[[Chance], Draws]:
    return partial(reabuse_draws, Reabuse(asked))


@score(
    title="A rate that pulls down",
    roles=("counts",),
    may_use=("patterns", "removals"),
    parameters={
        "kappa": Takes("imagined cases at the state's rate", (FITTED,), or_number=True),
        "floor": Takes("the least score", above_nothing=True),
        "adjust": Takes("what the rate is adjusted by", ("none", "logistic")),
        "per": Takes("what hits are counted per", ("return", "expected_return")),
        "prior_sd": Takes("spread of the weak prior on coefficients; 0 for none"),
    },
    draws=_draws,
    assumes="The rate is reflected about the state's, 2 − rate ÷ the state's; taken from 1 "
    "it would temper nothing.",
)
def reflected_rate(asked: Asked) -> Scores:
    """Score each branch 2 − its shrunk rate ÷ the state's, and at least the floor.

    Nothing in the base, or no hits in the whole state: 1. At the floor the brake is
    exhausted, one more hit costs nothing more, and the flag says so. With
    `adjust: logistic`, hits stand over those expected of what was known (role
    `patterns`); with `per: expected_return`, over what is expected of the returns that
    the branch's removals (role `removals`) lead one to expect.
    """
    found = Reabuse(asked)
    seen = [
        Seen(branch, hits, base, found.expected[branch], *found.span(branch))
        for branch, (hits, base) in found.counts.items()
        if asked.told and not found.nothing(branch)
    ]
    judged, funnel = judge(seen, found.state, more_is_better=False)
    return Scores(
        tuple(_score(found, branch) for branch in asked.branches),
        adjusted_by=found.again.adjusted_by if found.adjusted else "",
        coefficients=found.coefficients,
        flags=alike(found.kappa[1]),
        judged=judged,
        funnel=funnel,
    )


def _score(found: Reabuse, branch: str) -> BranchScore:
    asked, (hits, base) = found.asked, found.counts[branch]
    own = (
        asked.figure(branch, hits, "hits", "counted"),
        asked.figure(branch, base, "base", "counted"),
    )
    whole = asked.figure("state", found.state, "rate", "all hits ÷ all bases")
    ratio = found.ratio(branch)
    if ratio is None:
        even = asked.figure(branch, Fraction(1), "score", "nothing to judge by", *own, whole)
        return BranchScore(branch, Fraction(1), (even,), ("nothing to judge by",))
    reflected = 2 - ratio
    value = max(asked.number("floor"), reflected)
    flags = (*thin(base, "in the base"), *(("brake exhausted",) if value > reflected else ()))
    rule = "2 − rate ÷ the state's, at least the floor"
    working = asked.figure(branch, value, "score", rule, *_rates(found, branch, ratio, own), whole)
    return BranchScore(branch, value, (working,), flags)


def _rates(
    found: Reabuse, branch: str, ratio: Fraction, own: tuple[Figure, ...]
) -> tuple[Figure, ...]:
    """The rate as it is used and, where it is adjusted, the unadjusted one beside it."""
    asked, (hits, base) = found.asked, found.counts[branch]
    plain = shrunk_rate(hits, base, found.state, found.kappa[0])
    rule = "hits ÷ base, drawn towards the state's"
    if found.per_return and not found.adjusted:
        return (asked.figure(branch, plain, "rate", rule, *own),)
    expected = asked.figure(branch, found.expected[branch], "hits", "expected, as in the state")
    drawn = "hits ÷ expected, drawn towards 1, × the state's rate"
    used = asked.figure(branch, ratio * found.state, "adjusted rate", drawn, *own, expected)
    return used, asked.figure(branch, plain, "rate", f"unadjusted: {rule}", *own)
