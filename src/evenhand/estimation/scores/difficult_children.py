"""Difficult children: the base is the number of children at the harder levels.

A branch that fills up with easy cases earns nothing by it: they are not in the base.
"""

from __future__ import annotations

from evenhand.estimation import Asked, Takes, score
from evenhand.estimation.difficult import difficult
from evenhand.figures import BranchScore, Scores


@score(
    title="Children at the harder levels",
    roles=("served", "levels"),
    parameters={
        "most_level": Takes("the last level that counts"),
        "kappa": Takes("imagined children at the state's share"),
    },
    makes_base=True,
    assumes="Children nobody read are estimated from the branch's sample and the state's share.",
)
def difficult_children(asked: Asked) -> Scores:
    """Multiply the children a branch served by its share at the harder levels."""
    made = []
    for each in difficult(asked):
        value = None if each.share is None else each.served * each.share
        rule = "children served × share at the harder levels"
        working = asked.figure(
            each.branch, value or each.served * 0, "children", rule, each.working
        )
        made.append(BranchScore(each.branch, value, (working,), each.flags))
    return Scores(tuple(made))
