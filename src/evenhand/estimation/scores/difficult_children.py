"""Difficult children: the base is the number of children at the harder levels.

A branch that fills up with easy cases earns nothing by it: they are not in the base.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from evenhand.estimation import Asked, Takes, score
from evenhand.estimation.chance import Chance, Draws
from evenhand.estimation.difficult import Levels, share_draws
from evenhand.estimation.kappa import FITTED, alike
from evenhand.figures import BranchScore, Scores


def _draws(asked: Asked) -> Callable[[Chance], Draws]:
    levels = Levels(asked)
    served = np.array([float(levels.served[branch]) for branch in asked.branches])

    def drawn(chance: Chance) -> Draws:
        shares = share_draws(levels, chance)
        return Draws(lambda block: shares.block(block) * served, shares.samples)

    return drawn


@score(
    title="Children at the harder levels",
    roles=("served", "levels"),
    may_use=("strata",),
    parameters={
        "most_level": Takes("the last level that counts"),
        "kappa": Takes("imagined children at the state's share", (FITTED,), or_number=True),
    },
    makes_base=True,
    draws=_draws,
    assumes="Children nobody read are estimated from the branch's sample and the state's share.",
)
def difficult_children(asked: Asked) -> Scores:
    """Multiply the children a branch served by its share at the harder levels."""
    levels, made = Levels(asked), []
    for each in levels.all():
        value = None if each.share is None else each.served * each.share
        rule = "children served × share at the harder levels"
        working = asked.figure(
            each.branch, value or each.served * 0, "children", rule, each.working
        )
        made.append(BranchScore(each.branch, value, (working,), each.flags))
    return Scores(tuple(made), coefficients=levels.model[1], flags=alike(levels.model[1]))
