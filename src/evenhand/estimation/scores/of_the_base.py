"""Of the base: the component hands positions out by the base alone.

Where the base itself is the number of difficult children, this is how
"vulnerability of the caseload" enters: its pot is the base.
"""

from __future__ import annotations

from fractions import Fraction

from evenhand.estimation import Asked, score
from evenhand.figures import BranchScore, Scores


@score(title="By the base itself")
def of_the_base(asked: Asked) -> Scores:
    """Give every branch a score of 1, so that its pot is its share of the base."""
    one = Fraction(1)
    return Scores(
        tuple(
            BranchScore(b, one, (asked.figure(b, one, "score", "the base speaks for itself"),))
            for b in asked.branches
        )
    )
