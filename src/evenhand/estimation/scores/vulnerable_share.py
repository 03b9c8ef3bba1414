"""Vulnerable share: the share of a branch's children at the harder levels.

For policies whose base is the whole caseload. Under such a base a branch that pads
its caseload with easy cases still gains through the other components.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from evenhand.estimation import Asked, Takes, score
from evenhand.estimation.chance import Chance, Draws
from evenhand.estimation.difficult import Levels, share_draws
from evenhand.estimation.kappa import FITTED, alike
from evenhand.figures import BranchScore, Scores


def _draws(asked: Asked) -> Callable[[Chance], Draws]:
    return partial(share_draws, Levels(asked))


@score(
    title="Share of children at the harder levels",
    roles=("served", "levels"),
    may_use=("strata",),
    parameters={
        "most_level": Takes("the last level that counts"),
        "kappa": Takes("imagined children at the state's share", (FITTED,), or_number=True),
    },
    draws=_draws,
)
def vulnerable_share(asked: Asked) -> Scores:
    """Give each branch its share of children at the harder levels, shrunk."""
    levels = Levels(asked)
    return Scores(
        tuple(BranchScore(d.branch, d.share, (d.working,), d.flags) for d in levels.all()),
        coefficients=levels.model[1],
        flags=alike(levels.model[1]),
    )
