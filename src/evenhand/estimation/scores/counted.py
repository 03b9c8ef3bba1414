"""Counted: the base is simply a count, such as calls received or children in care."""

from __future__ import annotations

from fractions import Fraction

from evenhand.estimation import Asked, score
from evenhand.figures import BranchScore, Scores, Tally


@score(title="A count", roles=("count",), makes_base=True)
def counted(asked: Asked) -> Scores:
    """Add up a reading's hits, branch by branch.

    A branch that the reading does not name has a base of 0, and so no claim. Where
    cells were masked, the middle of the range is used and the working says so.
    """
    return Scores(tuple(_count(asked, b, ts) for b, ts in asked.of("count").items()))


def _count(asked: Asked, branch: str, tallies: list[Tally]) -> BranchScore:
    value = sum((t.hits_middle for t in tallies), Fraction(0))
    masked = any(t.masked for t in tallies)
    rule = "counted; masked cells at the middle of their range" if masked else "counted"
    return BranchScore(branch, value, (asked.figure(branch, value, "counted", rule),))
