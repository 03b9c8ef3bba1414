"""Vulnerable share: the share of a branch's children at the harder levels.

For policies whose base is the whole caseload. Under such a base a branch that pads
its caseload with easy cases still gains through the other components.
"""

from __future__ import annotations

from evenhand.estimation import Asked, Takes, score
from evenhand.estimation.difficult import difficult
from evenhand.figures import BranchScore, Scores


@score(
    title="Share of children at the harder levels",
    roles=("served", "levels"),
    parameters={
        "most_level": Takes("the last level that counts"),
        "kappa": Takes("imagined children at the state's share"),
    },
)
def vulnerable_share(asked: Asked) -> Scores:
    """Give each branch its share of children at the harder levels, shrunk."""
    return Scores(
        tuple(BranchScore(d.branch, d.share, (d.working,), d.flags) for d in difficult(asked))
    )
