"""Minutes per call: how long the calls a branch ought to assess take, one with another.

Counts are of calls that the review panel found to warrant an assessment, so
assessing what the panel would not earns nothing, and leaving what it would
assess costs nothing. The calls nobody reviewed are drawn towards the state's mix.

Source: Oregon SCF staff allocation system, updated 4 February 2000 (audio-taping
project × worker activity survey); Evenhand method, section 2.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from evenhand.estimation import Asked, Chance, Draws, Takes, score
from evenhand.estimation.call_mix import CallMix, mix_draws
from evenhand.estimation.kappa import FITTED, alike
from evenhand.estimation.thin import thin
from evenhand.figures import BranchScore, Scores


def _draws(asked: Asked) -> Callable[[Chance], Draws]:
    return partial(mix_draws, CallMix(asked))


@score(
    title="Minutes a call is worth",
    roles=("warranted",),
    may_use=("minutes", "made", "moments"),
    parameters={
        "times": Takes(
            "each type's time from random moments, from what the policy says it should take, "
            "or the same",
            ("measured", "should_take", "equal"),
        ),
        "per": Takes("what a type's minutes are spread over", ("made", "warranted")),
        "kappa": Takes("imagined calls of the state's mix", (FITTED,), or_number=True),
    },
    draws=_draws,
    assumes="Calls nobody reviewed are like the branch's reviewed ones and the state's together.",
)
def minutes_per_call(asked: Asked) -> Scores:
    """Weigh each branch's calls that warrant an assessment by the state's time for their type.

    The calls that were reviewed speak for themselves; for the others the branch's own
    mix and `kappa` imagined calls of the state's mix speak together. How long a type
    takes, `times` and `per` say. A branch without a reviewed call has no score.
    """
    mix = CallMix(asked)
    return Scores(
        tuple(_score(asked, mix, branch) for branch in asked.branches),
        coefficients=mix.model[1],
        flags=alike(mix.model[1]),
    )


def _score(asked: Asked, mix: CallMix, branch: str) -> BranchScore:
    reviewed = mix.reviewed[branch]
    if reviewed == 0:
        return BranchScore(branch, None, (), ("no calls reviewed",))
    value = mix.minutes(branch)
    parts = [
        asked.figure(branch, n, "calls", f"warranted, of type {kind}", mix.times[kind].working)
        for kind, n in mix.calls[branch].items()
        if kind in mix.times
    ]
    whole = asked.figure(branch, reviewed, "calls", "reviewed")
    everyone = asked.figure(branch, mix.received(branch), "calls", "in the base")
    rule = "Σ calls × time of their type ÷ calls; those not reviewed drawn towards the state's"
    working = asked.figure(branch, value, "time", rule, *parts, whole, everyone)
    few = thin(reviewed, "calls reviewed") if mix.unread(branch) else ()
    return BranchScore(branch, value, (working,), few)
